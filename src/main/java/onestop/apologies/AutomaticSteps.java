package onestop.apologies;

import java.time.Instant;
import java.util.Optional;
import onestop.apologies.letter.SilenceNotice;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.Key;
import onestop.apologies.obligation.Cause;
import onestop.apologies.obligation.ObligationJournal;
import onestop.apologies.obligation.ObligationJournal.Entry;
import onestop.apologies.obligation.ObligationLifecycle;
import onestop.apologies.obligation.ObligationState;
import onestop.apologies.obligation.ObligationStep;
import onestop.apologies.obligation.ObligationStore;
import onestop.apologies.obligation.ObligationStore.Opening;
import onestop.dossiers.life.Dossier;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.procedures.ApologyRule.OnSilence;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import org.springframework.stereotype.Component;

/**
 * The steps of obligations that no officer takes: opening, issue on silence, breach, voiding, and
 * the move with the clock.
 *
 * <p>Runs in the caller's transaction. The caller holds the locks of the dossier and of its clock
 * ({@link ObligationLocks}); every call then locks the row of the obligation. Two executors, two
 * branches and an officer therefore wait for each other, and the unique key is only the last
 * safeguard.
 */
@Component
class AutomaticSteps {
  static final Actor AUTOMATON = new Actor.Automaton("apologies");

  private final ObligationStore store;
  private final ObligationJournal journal;
  private final LetterIssuer issuer;
  private final LetterProcess process;
  private final SilenceNotice notice;
  private final SlaClocks clocks;

  AutomaticSteps(
      ObligationStore store,
      ObligationJournal journal,
      LetterIssuer issuer,
      LetterProcess process,
      SilenceNotice notice,
      SlaClocks clocks) {
    this.store = store;
    this.journal = journal;
    this.issuer = issuer;
    this.process = process;
    this.notice = notice;
    this.clocks = clocks;
  }

  /** The obligation for the first appointment; no other follows its letter. */
  Optional<ApologyObligation> first(DossierCode code) {
    return store.lock(code, Cause.LATENESS, 1);
  }

  /** Opens the obligation and starts the process in which the specialist drafts the letter. */
  ApologyObligation openForOfficers(LockedDossier held, Instant at) {
    Optional<ApologyObligation> before = first(held.dossier().code());
    if (before.isPresent()) {
      return before.get();
    }
    ApologyObligation opened = open(held, at);
    process.start(held.dossier().code());
    return opened;
  }

  private ApologyObligation open(LockedDossier held, Instant at) {
    Dossier dossier = held.dossier();
    return journal.open(
        new Opening(
            new Key(dossier.code(), Cause.LATENESS, 1, held.pack().id(), held.pack().version()),
            dossier.agencies().resolving(),
            at,
            new ApologyObligation.Dates(held.clock().dueCurrentAt(), held.clock().apologyBy())),
        Entry.of(at, AUTOMATON).fact("calendar", dossier.pins().calendar().toString()));
  }

  /** Handles the letter's limit: without an act of an officer the on-silence rule applies. */
  void limitReached(LockedDossier held, Instant at) {
    ApologyObligation obligation = orOpen(held, at);
    boolean statedOnTime = obligation.onTime() != null && !held.isLateAt(at);
    if (!statedOnTime) {
      silence(held, obligation, at);
    }
  }

  /** Handles the passing of the appointed moment: every late dossier gets its letter. */
  void overdue(LockedDossier held, Instant at) {
    silence(held, orOpen(held, at), at);
  }

  private ApologyObligation orOpen(LockedDossier held, Instant at) {
    return first(held.dossier().code()).orElseGet(() -> open(held, at));
  }

  private void silence(LockedDossier held, ApologyObligation obligation, Instant at) {
    if (!obligation.state().isOwed()) {
      return;
    }
    if (held.pack().apology().onSilence() == OnSilence.ISSUE) {
      issuer.issue(held, obligation, LetterIssue.onSilence(at));
    } else if (obligation.state() != ObligationState.BREACHED) {
      ApologyObligation breached =
          journal.take(
              obligation, ObligationStep.BREACH, Entry.of(at, AUTOMATON).fact("noticeGiven", true));
      notice.send(held.dossier(), breached, at);
      if (!process.isRunning(held.dossier().code())) {
        process.start(held.dossier().code()); // the letter itself is still owed
      }
    }
  }

  /**
   * Settles the obligation of a dossier that has ended or whose timers were lost: if it is in time
   * and no letter is out, nothing is owed any more; if it is late, the letter is issued now.
   *
   * @param judgedAt when the dossier ended, or now while it is open
   * @return whether a step was necessary
   */
  boolean settle(LockedDossier held, Instant judgedAt, Instant at) {
    Optional<ApologyObligation> found = first(held.dossier().code());
    boolean owed = found.map(obligation -> obligation.state().isOwed()).orElse(false);
    if (held.isLateAt(judgedAt)) {
      if (held.clock().appointmentNo() > 1 || (found.isPresent() && !owed)) {
        return false;
      }
      boolean breached =
          found.map(obligation -> obligation.state() == ObligationState.BREACHED).orElse(false);
      overdue(held, at);
      return !breached;
    }
    if (owed && held.dossier().closedAt() != null) {
      annul(found.orElseThrow(), at);
      return true;
    }
    return false;
  }

  private void annul(ApologyObligation obligation, Instant at) {
    journal.take(obligation, ObligationStep.VOID, Entry.of(at, AUTOMATON));
    process.end(obligation.dossier());
  }

  /**
   * Moves the dates of the obligation with its clock while it is owed and not breached. The
   * obligation is neither closed nor opened anew, however far the date moved: same lateness, same
   * key. A breach keeps its date, an issued letter stays issued.
   *
   * <p>Called with the clock locked and without the dossier's lock: a recalculation of all clocks
   * must not wait for dossiers whose commands wait for their clocks.
   */
  void clockMoved(DossierCode code, Instant at) {
    Optional<ApologyObligation> found = first(code);
    if (found.isEmpty()
        || ObligationLifecycle.TABLE
            .next(found.get().state(), ObligationStep.MOVE_LIMIT)
            .isEmpty()) {
      return;
    }
    ApologyObligation obligation = found.get();
    ClockState clock = clocks.state(code);
    boolean moved =
        !clock.apologyBy().equals(obligation.limitAt())
            || !clock.dueCurrentAt().equals(obligation.dueAt());
    if (moved) {
      journal.take(
          obligation,
          ObligationStep.MOVE_LIMIT,
          Entry.of(at, AUTOMATON)
              .fact("dueBefore", obligation.dueAt())
              .fact("limitBefore", obligation.limitAt())
              .changing(row -> row.moved(clock.dueCurrentAt(), clock.apologyBy())));
    }
  }
}
