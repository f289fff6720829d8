package onestop.dossiers;

import java.time.Instant;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.ProcedureKey;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list: the dossier with its due dates.
 *
 * @param closedAt when the agency was done with it; null while open
 */
public record DossierSummary(
    DossierCode code,
    ProcedureKey procedure,
    AgencyCode resolvingAgency,
    String applicantName,
    String subject,
    DossierState state,
    Instant receivedAt,
    Instant dueOriginalAt,
    Instant dueCurrentAt,
    @Nullable Instant closedAt) {

  /** Whether it is or was late against the original due date, as of {@code now}. */
  public boolean late(Instant now) {
    return (closedAt == null ? now : closedAt).isAfter(dueOriginalAt);
  }
}
