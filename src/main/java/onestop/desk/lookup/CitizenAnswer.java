package onestop.desk.lookup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import onestop.conduct.Evaluations;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.life.ReturnBy;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.ProcedureKey;
import onestop.sla.clock.DueDate;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of a receipt is told: nothing beyond the receipt and the papers that came after
 * it. Names no person, and repeats no text about the case.
 *
 * @param receiving the agency of the desk, where the result is collected
 * @param due the current due date with its account, day by day
 * @param waiting what the agency waits for; null while the clock is not paused for the applicant
 * @param apologies the letters of apology issued so far, in order
 * @param evaluation whether the holder can evaluate the work now
 */
public record CitizenAnswer(
    DossierCode code,
    ProcedureKey procedure,
    AgencyCode receiving,
    AgencyCode resolving,
    DossierState state,
    Dates dates,
    DueDate due,
    @Nullable Waiting waiting,
    List<Apology> apologies,
    ReturnBy returnBy,
    Evaluations.Standing evaluation) {
  public CitizenAnswer {
    apologies = List.copyOf(apologies);
  }

  /**
   * The moments of the dossier.
   *
   * @param original the appointment on the receipt
   * @param lawful the date by which timeliness is judged
   * @param current the appointment as it stands
   * @param closedAt the end of the agency's work; null while open
   */
  public record Dates(
      Instant receivedAt,
      Instant original,
      Instant lawful,
      Instant current,
      @Nullable Instant closedAt) {}

  /**
   * The wait for the applicant.
   *
   * @param since when the clock was paused; null if it was not
   * @param papers the papers asked for; empty where a payment is awaited
   * @param lastDay the last day for the papers, inclusive; null where a payment is awaited
   */
  public record Waiting(@Nullable Instant since, List<String> papers, @Nullable LocalDate lastDay) {
    public Waiting {
      papers = List.copyOf(papers);
    }
  }

  /**
   * One letter of apology.
   *
   * @param newAppointment the appointment that it gave; null if none
   * @param entry the position of its entry in the published log; null until it is published
   */
  public record Apology(Instant issuedAt, @Nullable Instant newAppointment, @Nullable Long entry) {}
}
