package onestop.apologies;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import onestop.apologies.letter.NewDate;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.Draft;
import onestop.apologies.obligation.ApologyObligation.Statement;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.ObligationJournal;
import onestop.apologies.obligation.ObligationJournal.Entry;
import onestop.apologies.obligation.ObligationStep;
import onestop.kernel.Actor;
import onestop.kernel.OfficerId;
import onestop.procedures.LetterModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The draft of a letter: its text and new date, or the statement that none will be needed. */
@Component
class LetterDrafting {
  private final LetterRights rights;
  private final NewAppointments appointments;
  private final ObligationJournal journal;
  private final LetterProcess process;

  LetterDrafting(
      LetterRights rights,
      NewAppointments appointments,
      ObligationJournal journal,
      LetterProcess process) {
    this.rights = rights;
    this.appointments = appointments;
    this.journal = journal;
    this.process = process;
  }

  /** Whether the officer may draft the letter at {@code at}. */
  boolean mayDraft(ApologyObligation obligation, OfficerId officer, Instant at) {
    return rights.mayDraft(obligation, officer, at);
  }

  /** The new date of a letter drafted at {@code at} without one; empty if it gives none. */
  Optional<Instant> proposedDate(ApologyObligation obligation, Instant at) {
    return appointments.proposedDate(obligation, at);
  }

  /** The new date of a letter issued at {@code at}, with its reasons; empty if it gives none. */
  Optional<NewDate> newDate(ApologyObligation obligation, Instant at) {
    Draft draft = obligation.draft();
    return appointments.explained(obligation, draft == null ? null : draft.newDueAt(), at);
  }

  /** Writes the draft, and completes the work item of its drafting. */
  ApologyObligation draft(
      LockedObligation locked, DraftOrder order, Actor.Officer by, Instant now) {
    rights.requireDrafter(locked.obligation(), by, now);
    locked.requireSeen(order.revision());
    return write(
        locked,
        order,
        new Draft(order.reason(), order.checkedText(), order.newDueAt(), by.id(), now),
        by);
  }

  private ApologyObligation write(
      LockedObligation locked, DraftOrder order, Draft draft, Actor.Officer by) {
    Instant newDue = order.newDueAt();
    if (newDue != null) {
      appointments.of(locked.dossier(), draft.at()).check(newDue);
    }
    ApologyObligation drafted =
        journal.take(
            locked.obligation(),
            ObligationStep.DRAFT,
            Entry.of(draft.at(), by)
                .fact("reason", order.reason())
                .fact("newDueAt", newDue)
                .changing(row -> row.with(draft)));
    process.complete(drafted.dossier(), LetterModel.DRAFT, by.id());
    return drafted;
  }

  /** Records the officer's statement that the dossier will be on time. */
  ApologyObligation stateOnTime(LockedObligation locked, Actor.Officer by, Instant now) {
    rights.requireDrafter(locked.obligation(), by, now);
    return journal.take(
        locked.obligation(),
        ObligationStep.STATE_ON_TIME,
        Entry.of(now, by).changing(row -> row.with(new Statement(by.id(), now))));
  }

  /** Replaces the draft with the signer's edits before the signature. */
  ApologyObligation edited(
      LockedObligation locked, @Nullable DraftOrder edits, Actor.Officer by, Instant now) {
    ApologyObligation obligation = locked.obligation();
    if (edits == null) {
      return obligation;
    }
    Draft wanted = new Draft(edits.reason(), edits.checkedText(), edits.newDueAt(), by.id(), now);
    Draft before = obligation.draft();
    boolean same =
        before != null
            && before.reason() == wanted.reason()
            && before.text().equals(wanted.text())
            && Objects.equals(before.newDueAt(), wanted.newDueAt());
    return same ? obligation : write(locked, edits, wanted, by);
  }
}
