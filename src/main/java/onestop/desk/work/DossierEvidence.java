package onestop.desk.work;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.conduct.Explanation;
import onestop.conduct.Explanations;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.facts.HeldTime;
import onestop.kernel.DossierCode;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerEntry;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.sla.clock.ClockPause;
import org.springframework.stereotype.Service;

/** The evidence about one dossier that only its auditors see. */
@Service
public final class DossierEvidence {
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Calendars calendars;
  private final Explanations explanations;
  private final Ledger ledger;
  private final Clock clock;

  DossierEvidence(
      Dossiers dossiers,
      SlaClocks clocks,
      Calendars calendars,
      Explanations explanations,
      Ledger ledger,
      Clock clock) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.calendars = calendars;
    this.explanations = explanations;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * The evidence.
   *
   * @param held the working time from receipt to the end, or to now, by holder
   * @param entries the ledger's entries, in order
   */
  public record Sheet(
      List<ClockPause> pauses,
      HeldTime held,
      List<Explanation> explanations,
      List<LedgerEntry> entries) {}

  /** The evidence about that dossier. */
  public Sheet of(DossierCode code) {
    Dossier dossier = dossiers.get(code);
    List<ClockPause> pauses = clocks.pauses(dossier.code());
    return new Sheet(
        pauses,
        held(dossier, pauses),
        explanations.of(List.of(dossier.code())).getOrDefault(dossier.code(), List.of()),
        ledger.of(dossier.code()));
  }

  private HeldTime held(Dossier dossier, List<ClockPause> pauses) {
    ClockState state = clocks.state(dossier.code());
    WorkingCalendar calendar = calendars.version(state.calendar(), dossier.agencies().resolving());
    Instant received = dossier.receivedAt();
    Instant closed = dossier.closedAt();
    return HeldTime.of(
        new HeldTime.Story(
            received,
            closed == null ? clock.instant() : closed,
            dossier.agencies().resolving(),
            dossiers.events(dossier.code()),
            pauses),
        at -> calendar.workingBetween(received, at).toMinutes());
  }
}
