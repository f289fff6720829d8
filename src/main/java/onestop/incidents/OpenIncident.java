package onestop.incidents;

import java.time.Instant;

/**
 * A fault that no row records as repaired.
 *
 * @param kind the stored name of its {@link IncidentKind}
 * @param code the dossier, or the node or file where the code has that prefix
 * @param detail for the operator; no personal data
 */
public record OpenIncident(String kind, String code, String detail, Instant since) {}
