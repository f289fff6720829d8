package onestop.desk.work;

import java.util.List;
import onestop.desk.Caller;
import onestop.desk.letters.LetterLists;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.facts.DossierLists;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.sla.clock.DueDate;
import org.springframework.stereotype.Service;

/**
 * Reads one dossier. Each method throws {@link onestop.kernel.Failure} {@code
 * dossiers/no-such-dossier} if there is none.
 */
@Service
public final class DossierFiles {
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final DossierLists lists;
  private final Catalogue catalogue;
  private final DossierHistories histories;
  private final LetterLists letters;
  private final EscalationAnswers escalations;

  DossierFiles(
      Dossiers dossiers,
      SlaClocks clocks,
      DossierLists lists,
      Catalogue catalogue,
      DossierHistories histories,
      LetterLists letters,
      EscalationAnswers escalations) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.lists = lists;
    this.catalogue = catalogue;
    this.histories = histories;
    this.letters = letters;
    this.escalations = escalations;
  }

  /** A dossier and its clock. */
  public record WithClock(Dossier dossier, ClockState clock) {}

  /** The dossier and its clock. */
  public WithClock get(DossierCode code) {
    Dossier dossier = dossiers.get(code);
    return new WithClock(dossier, clocks.state(dossier.code()));
  }

  /** All that a page shows of the dossier. */
  public DossierFile whole(DossierCode named, Caller caller) {
    Dossier dossier = dossiers.get(named);
    DossierCode code = dossier.code();
    return new DossierFile(
        dossier,
        clocks.state(code),
        lists.get(code),
        catalogue.version(dossier.pins().procedure()),
        dossiers.legs(code).stream().map(Dossier::code).toList(),
        clocks.explain(code),
        histories.of(code),
        letters.of(code),
        escalations.of(code, caller));
  }

  /** The events of its life, in order. */
  public List<DossierEvent> events(DossierCode code) {
    return dossiers.events(dossiers.get(code).code());
  }

  /** The due date with its account, day by day. */
  public DueDate due(DossierCode code) {
    return clocks.explain(dossiers.get(code).code());
  }
}
