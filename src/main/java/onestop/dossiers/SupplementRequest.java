package onestop.dossiers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * One request for papers.
 *
 * @param no from 1 within the dossier
 * @param receivedAt when the papers came; null while waiting or if they never came
 */
public record SupplementRequest(
    DossierCode dossier,
    int no,
    List<String> items,
    String reason,
    LocalDate deadlineOn,
    String legalBasis,
    String document,
    String requestedBy,
    Instant requestedAt,
    @Nullable Instant receivedAt) {}
