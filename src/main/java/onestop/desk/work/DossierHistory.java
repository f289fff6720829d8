package onestop.desk.work;

import java.util.List;
import java.util.Map;
import onestop.apologies.letter.LetterDeliveries;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationEvent;
import onestop.dossiers.life.DossierEvent;
import onestop.sla.SlaMarkReached;

/**
 * What happened to a dossier, module by module.
 *
 * @param marks the marks of its clock that were reached
 * @param deliveries the messages sent, or to be sent, about it
 * @param steps the labels of its model's steps, by step
 */
public record DossierHistory(
    List<DossierEvent> events,
    List<SlaMarkReached> marks,
    List<OfLetter> letters,
    List<LetterDeliveries.Delivery> deliveries,
    Map<String, String> steps) {
  public DossierHistory {
    steps = Map.copyOf(steps);
  }

  /** The events of one obligation of apology, in order. */
  public record OfLetter(ApologyObligation obligation, List<ObligationEvent> events) {}
}
