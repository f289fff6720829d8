package onestop.dossiers.life;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * One request for papers.
 *
 * @param no from 1 within the dossier
 * @param deadlineOn the last day for the applicant as first given, inclusive
 * @param correctedDeadlineOn the corrected last day; null if it was not corrected
 * @param receivedAt when the papers were received; null while waiting or if they never were
 */
public record SupplementRequest(
    DossierCode dossier,
    int no,
    List<String> items,
    String reason,
    LocalDate deadlineOn,
    @Nullable LocalDate correctedDeadlineOn,
    String legalBasis,
    String document,
    String requestedBy,
    Instant requestedAt,
    @Nullable Instant receivedAt) {
  /** The valid last day, inclusive. */
  public LocalDate lastDay() {
    return correctedDeadlineOn == null ? deadlineOn : correctedDeadlineOn;
  }

  SupplementRequest corrected(LocalDate lastDay) {
    return with(lastDay, receivedAt);
  }

  SupplementRequest received(Instant at) {
    return with(correctedDeadlineOn, at);
  }

  private SupplementRequest with(@Nullable LocalDate corrected, @Nullable Instant received) {
    return new SupplementRequest(
        dossier,
        no,
        items,
        reason,
        deadlineOn,
        corrected,
        legalBasis,
        document,
        requestedBy,
        requestedAt,
        received);
  }
}
