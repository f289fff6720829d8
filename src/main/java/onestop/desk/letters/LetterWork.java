package onestop.desk.letters;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import onestop.apologies.Apologies;
import onestop.apologies.LetterPreview;
import onestop.apologies.SignOutcome;
import onestop.apologies.letter.NewDate;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.Draft;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.SignOrder;
import onestop.apologies.obligation.WaiverOrder;
import onestop.calendar.Calendars;
import onestop.desk.Caller;
import onestop.sla.SlaClocks;
import org.springframework.stereotype.Service;

/**
 * What an officer does with letters. The acts throw {@link onestop.kernel.Failure} as the methods
 * of {@link Apologies} and {@link LetterPreview} of the same names.
 */
@Service
public final class LetterWork {
  private final Apologies apologies;
  private final LetterPreview preview;
  private final SlaClocks clocks;
  private final Calendars calendars;

  LetterWork(Apologies apologies, LetterPreview preview, SlaClocks clocks, Calendars calendars) {
    this.apologies = apologies;
    this.preview = preview;
    this.clocks = clocks;
    this.calendars = calendars;
  }

  /** Saves the draft and submits it for signature. */
  public ApologyObligation draft(DraftOrder order, Caller caller) {
    return apologies.draft(order, caller.actor());
  }

  /** States that the dossier will be on time. */
  public ApologyObligation stateOnTime(long id, Caller caller) {
    return apologies.stateOnTime(id, caller.actor());
  }

  /** Signs and issues letters, each independently, in the order given. */
  public List<SignOutcome> sign(List<SignOrder> orders, Caller caller) {
    return apologies.sign(orders, caller.actor());
  }

  /** Waives a letter by a listed exception. */
  public ApologyObligation waive(WaiverOrder order, Caller caller) {
    return apologies.waive(order, caller.actor());
  }

  /** The PDF of the letter from its saved draft, as if it were signed now. */
  public byte[] preview(long id, Caller caller) {
    return preview.of(id, caller.id());
  }

  /** The PDF of the letter from an unsaved draft, as if it were signed now. */
  public byte[] preview(DraftOrder typed, Caller caller) {
    return preview.of(typed, caller.id());
  }

  /** The words of the letter from its saved draft as markup, as if it were signed now. */
  public String page(long id, Caller caller) {
    return preview.page(id, caller.id());
  }

  /** The words of the letter from an unsaved draft as markup, as if it were signed now. */
  public String page(DraftOrder typed, Caller caller) {
    return preview.page(typed, caller.id());
  }

  /** The new date of a letter from an unsaved draft, with its reasons; empty if it gives none. */
  public Optional<NewDate> newDate(DraftOrder typed, Caller caller) {
    ApologyObligation obligation = apologies.get(typed.obligationId());
    Draft draft =
        new Draft(typed.reason(), typed.text(), typed.newDueAt(), caller.id(), Instant.EPOCH);
    return apologies.newDate(obligation.with(draft));
  }

  /** The end of a day for a new appointment: the close of office of the agency that owes. */
  public Instant closeOf(LocalDate day, ApologyObligation obligation) {
    var version = clocks.state(obligation.dossier()).calendar();
    return calendars.version(version, obligation.agency()).closeOf(day);
  }
}
