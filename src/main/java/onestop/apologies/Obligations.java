// Over 300 lines: the transitions in order, each with its own facts.
package onestop.apologies;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.apologies.letter.LetterContent;
import onestop.apologies.letter.LetterStore;
import onestop.apologies.letter.NumberSeries;
import onestop.apologies.letter.SilenceNotice;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.Draft;
import onestop.apologies.obligation.ApologyObligation.How;
import onestop.apologies.obligation.ApologyObligation.Issue;
import onestop.apologies.obligation.ApologyObligation.Key;
import onestop.apologies.obligation.ApologyObligation.Signature;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.Cause;
import onestop.apologies.obligation.ObligationJournal;
import onestop.apologies.obligation.ObligationJournal.Entry;
import onestop.apologies.obligation.ObligationLifecycle;
import onestop.apologies.obligation.ObligationState;
import onestop.apologies.obligation.ObligationStep;
import onestop.apologies.obligation.ObligationStore;
import onestop.apologies.obligation.ObligationStore.Opening;
import onestop.calendar.Calendars;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.engine.ProcessRuntime;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.procedures.ApologyRule.OnSilence;
import onestop.procedures.Catalogue;
import onestop.procedures.Citation;
import onestop.procedures.LetterModel;
import onestop.procedures.RulePack;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.sla.clock.DueDateAdjustment.ApologyExtension;
import onestop.sla.clock.Lateness;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The automatic steps of obligations of apology: opening, issue on silence, breach, voiding.
 *
 * <p>Runs in the caller's transaction. Every call locks the row of the dossier, then that of the
 * clock, then that of the obligation, in this order. Two executors, two branches and an officer
 * therefore wait for each other, and the unique key is only the last safeguard.
 */
@Component
class Obligations {
  static final Actor AUTOMATON = new Actor.Automaton("apologies");

  private final ObligationStore store;
  private final ObligationJournal journal;
  private final Letters letters;
  private final Surroundings around;
  private final SilenceNotice notice;
  private final ProcessRuntime runtime;

  Obligations(
      ObligationStore store,
      ObligationJournal journal,
      Letters letters,
      Surroundings around,
      SilenceNotice notice,
      ProcessRuntime runtime) {
    this.store = store;
    this.journal = journal;
    this.letters = letters;
    this.around = around;
    this.notice = notice;
    this.runtime = runtime;
  }

  /** The parts of a letter. */
  @Component
  record Letters(
      LetterStore store,
      NumberSeries numbers,
      LetterContent content,
      AddresseeSalt salts,
      ZoneId zone) {}

  /** The lookups of obligations, and the clock that they move once. */
  @Component
  record Surroundings(
      Dossiers dossiers, SlaClocks clocks, Catalogue catalogue, Calendars calendars) {
    RulePack pack(Dossier dossier) {
      return catalogue.rulePack(dossier.pins().rulePack(), dossier.pins().rulePackVersion());
    }
  }

  /** A dossier with its row and clock locked, and its pack. */
  record LockedDossier(
      Dossier dossier, ClockState clock, RulePack pack, @Nullable Instant waitingSince) {
    /** Whether the appointed moment has passed at {@code moment}, not counting lawful waiting. */
    boolean isLateAt(Instant moment) {
      return Lateness.isLate(moment, clock.dueCurrentAt(), waitingSince);
    }
  }

  /** Locks the dossier, then its clock. */
  LockedDossier hold(DossierCode code) {
    Dossier dossier = around.dossiers().lock(code);
    ClockState clock = around.clocks().hold(code);
    return new LockedDossier(
        dossier, clock, around.pack(dossier), around.clocks().waitingSince(code).orElse(null));
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
    runtime.start(LetterModel.PROCESS, held.dossier().code());
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
    boolean letOfficerTry = obligation.onTime() != null && !held.isLateAt(at);
    if (!letOfficerTry) {
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
      issue(held, obligation, Letting.byRule(at));
    } else if (obligation.state() != ObligationState.BREACHED) {
      ApologyObligation breached =
          journal.take(
              obligation, ObligationStep.BREACH, Entry.of(at, AUTOMATON).fact("noticeGiven", true));
      notice.send(held.dossier(), breached, at);
      if (!runtime.isRunning(held.dossier().code(), LetterModel.PROCESS)) {
        runtime.start(
            LetterModel.PROCESS, held.dossier().code()); // the letter itself is still owed
      }
    }
  }

  /** The actor, manner and moment of an issue. */
  record Letting(How how, Actor by, Instant at) {
    static Letting byRule(Instant at) {
      return new Letting(How.ON_SILENCE, AUTOMATON, at);
    }
  }

  /**
   * Issues the letter: number, pinned content, ledger entry, the one new date. One transaction:
   * after a crash before its commit nothing is issued and the mark is still due; after the commit
   * the letter is issued and the press prints it.
   */
  ApologyObligation issue(LockedDossier held, ApologyObligation obligation, Letting letting) {
    Instant at = letting.at();
    Optional<Instant> newDue = newDue(held, obligation, at);
    int year = at.atZone(letters.zone()).getYear();
    String number = letters.numbers().nextLetter(obligation.agency(), year);
    String salt = letters.salts().of(obligation.key());
    LetterContent.Issuing issuing =
        new LetterContent.Issuing(number, at, newDue.orElse(null), salt);
    Map<String, Object> fields = letters.content().fields(obligation, held.dossier(), issuing);
    String content =
        letters.store().insert(obligation, new LetterStore.PinnedLetter(number, year, fields, at));
    boolean inTime =
        !at.isAfter(obligation.limitAt().plus(letting.how().grace(held.pack().apology())));
    ApologyObligation issued =
        journal.take(
            obligation,
            ObligationStep.ISSUE,
            entry(obligation, letting)
                .fact("number", number)
                .fact("contentSha256", content)
                .fact(
                    "addresseeSha256", AddresseeSalt.hash(salt, held.dossier().applicant().name()))
                .fact("calendar", held.clock().calendar().toString())
                .fact("dueOriginalAt", held.clock().dueOriginalAt())
                .fact("inTime", inTime)
                .fact("issuedAt", at)
                .fact("lateSeconds", lateSeconds(obligation, at))
                .fact("newDueAt", newDue.orElse(null))
                .changing(
                    row ->
                        row.with(
                            new Issue(at, inTime, letting.how(), number, newDue.orElse(null)))));
    runtime.cancel(held.dossier().code(), LetterModel.PROCESS);
    newDue.ifPresent(due -> extend(held, due, number, letting));
    return issued;
  }

  private static Entry entry(ApologyObligation obligation, Letting letting) {
    Draft draft = obligation.draft();
    Signature signature = obligation.signature();
    return Entry.of(letting.at(), letting.by())
        .fact("how", letting.how())
        .fact("reason", draft == null ? ApologyReason.NOT_STATED : draft.reason())
        .note("signedAs", signature == null ? null : signature.title());
  }

  private static long lateSeconds(ApologyObligation obligation, Instant at) {
    return Math.max(0, at.getEpochSecond() - obligation.limitAt().getEpochSecond());
  }

  /** The new date of the letter, if its pack allows one and the dossier is still open. */
  private Optional<Instant> newDue(LockedDossier held, ApologyObligation obligation, Instant at) {
    NewAppointment appointment = appointment(held, at);
    boolean open = held.clock().stoppedAt() == null && held.clock().appointmentNo() == 1;
    if (!open || !appointment.isAllowed()) {
      return Optional.empty();
    }
    Draft draft = obligation.draft();
    @Nullable Instant proposed = draft == null ? null : draft.newDueAt();
    return Optional.of(appointment.choose(proposed));
  }

  /** The rules for a new date, as of {@code at}. */
  NewAppointment appointment(LockedDossier held, Instant at) {
    return new NewAppointment(
        held.pack(),
        around.calendars().version(held.clock().calendar(), held.dossier().agencies().resolving()),
        held.clock().dueCurrentAt(),
        at);
  }

  private void extend(LockedDossier held, Instant due, String number, Letting letting) {
    List<Citation> citations = LetterContent.citations(held.pack());
    String basis = citations.isEmpty() ? held.pack().id() : citations.get(0).text();
    around
        .clocks()
        .adjust(
            held.dossier().code(),
            new ApologyExtension(due, letting.by(), basis, number),
            letting.at());
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
      boolean waiting =
          found.map(obligation -> obligation.state() == ObligationState.BREACHED).orElse(false);
      overdue(held, at);
      return !waiting;
    }
    if (owed && held.dossier().closedAt() != null) {
      voidIt(found.orElseThrow(), at);
      return true;
    }
    return false;
  }

  /** Ends the letter's process; its work items end with it. */
  void endProcess(DossierCode dossier) {
    runtime.cancel(dossier, LetterModel.PROCESS);
  }

  /** The role that signs the letter of that obligation. */
  String signerRole(ApologyObligation obligation) {
    return pack(obligation).apology().signer();
  }

  /** The new date of a letter issued now; empty if its pack or its state allows none. */
  Optional<Instant> proposedDate(ApologyObligation obligation, Instant at) {
    return proposedDate(obligation, null, at);
  }

  /**
   * The new date of a letter for which an officer names one.
   *
   * @throws onestop.kernel.Failure if that pack does not allow the named date
   */
  Optional<Instant> checkedDate(ApologyObligation obligation, @Nullable Instant named, Instant at) {
    if (named != null) {
      appointment(obligation, around.clocks().state(obligation.dossier()), at).check(named);
    }
    return proposedDate(obligation, named, at);
  }

  /** The new date of a draft, whose named date may have become too early since it was written. */
  Optional<Instant> proposedDate(
      ApologyObligation obligation, @Nullable Instant named, Instant at) {
    ClockState clock = around.clocks().state(obligation.dossier());
    NewAppointment appointment = appointment(obligation, clock, at);
    boolean open = clock.stoppedAt() == null && clock.appointmentNo() == 1;
    return open && appointment.isAllowed()
        ? Optional.of(appointment.choose(named))
        : Optional.empty();
  }

  private NewAppointment appointment(ApologyObligation obligation, ClockState clock, Instant at) {
    return new NewAppointment(
        pack(obligation),
        around.calendars().version(clock.calendar(), obligation.agency()),
        clock.dueCurrentAt(),
        at);
  }

  private RulePack pack(ApologyObligation obligation) {
    return around
        .catalogue()
        .rulePack(obligation.key().rulePack(), obligation.key().rulePackVersion());
  }

  private void voidIt(ApologyObligation obligation, Instant at) {
    journal.take(obligation, ObligationStep.VOID, Entry.of(at, AUTOMATON));
    runtime.cancel(obligation.dossier(), LetterModel.PROCESS);
  }

  /**
   * Moves the obligation with its clock while it is owed and not breached. The obligation is
   * neither closed nor opened anew, however far the date moved: same lateness, same key. A breach
   * stays where it happened, an issued letter stays issued.
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
    ClockState clock = around.clocks().state(code);
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
