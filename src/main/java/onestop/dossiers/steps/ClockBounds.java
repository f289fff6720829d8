// Over 300 lines: the bounds in order, each with its legal source.
package onestop.dossiers.steps;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.agencies.Role;
import onestop.calendar.Calendars;
import onestop.calendar.Limit;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierStore;
import onestop.dossiers.life.SupplementRequest;
import onestop.dossiers.life.SupplementStore;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Bound;
import onestop.procedures.Bounds;
import onestop.procedures.Catalogue;
import onestop.procedures.ClockMove;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.DueDateAdjustment;
import onestop.sla.clock.DueDateAdjustment.Mistaken;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rules on how far, how often and by whom the clock of a dossier may be moved, paused or
 * stopped, by its rule pack and its procedure.
 */
@Service
public class ClockBounds {
  private final DossierStore store;
  private final SupplementStore supplements;
  private final SlaClocks clocks;
  private final Catalogue catalogue;
  private final Calendars calendars;
  private final Clock clock;

  ClockBounds(
      DossierStore store,
      SupplementStore supplements,
      SlaClocks clocks,
      Catalogue catalogue,
      Calendars calendars,
      Clock clock) {
    this.store = store;
    this.supplements = supplements;
    this.clocks = clocks;
    this.catalogue = catalogue;
    this.calendars = calendars;
    this.clock = clock;
  }

  /** The present bound of every move. */
  @Transactional(readOnly = true)
  public Map<ClockMove, ClockBound> of(DossierCode code) {
    Dossier dossier =
        store
            .find(code)
            .orElseThrow(
                () -> Failure.notFound("dossiers", "no-such-dossier", "code", code.value()));
    Map<ClockMove, ClockBound> all = new EnumMap<>(ClockMove.class);
    for (ClockMove move : ClockMove.values()) {
      all.put(move, new Case(dossier, clock.instant().truncatedTo(ChronoUnit.MILLIS)).bound(move));
    }
    return all;
  }

  /**
   * The role that must decide on an officer's act.
   *
   * @return the role at the resolving agency; empty if the officer in charge may do it alone
   * @throws Failure {@code dossiers/...} for an act that no role may do; names the bound, the value
   *     and the alternative
   */
  Optional<Role> decider(Dossier dossier, StepPayload payload, Instant at) {
    Optional<ClockMove> moved = payload.form().move();
    if (moved.isEmpty()) {
      return Optional.empty();
    }
    ClockMove move = moved.get();
    Case asked = new Case(dossier, at);
    asked.requireWords(payload);
    ClockBound bound = asked.bound(move);
    if (move != ClockMove.REFUSAL && !bound.isOpen()) {
      throw asked.closed(bound);
    }
    if (payload instanceof StepPayload.Extension extension) {
      asked.requireInTime();
      asked.requireNear(extension, bound);
    } else if (payload instanceof StepPayload.Agreement agreement) {
      asked.requireInTime();
      asked.requireDay("dueOn", agreement.dueOn(), bound);
    } else if (payload instanceof StepPayload.SupplementOrder order) {
      asked.requireDay("deadlineOn", order.deadlineOn(), bound);
    } else if (payload instanceof StepPayload.Stop) {
      asked.requirePapersOverdue();
    }
    return bound.isAlone() ? Optional.empty() : Optional.of(bound.bound().approver());
  }

  /** Refuses a corrected day for the applicant that lies outside the bounds of a request. */
  void requireSupplementDay(Dossier dossier, LocalDate day, Instant at) {
    Case asked = new Case(dossier, at);
    asked.requireDay("deadlineOn", day, asked.bound(ClockMove.SUPPLEMENT));
  }

  /** Refuses a reason, or a text that stands for one, with too few letters. */
  void requireReason(Dossier dossier, String reason, Instant at) {
    new Case(dossier, at).requireReason(reason);
  }

  /** Refuses a reference to a document with too few letters and digits. */
  void requireReference(Dossier dossier, String field, String value, Instant at) {
    new Case(dossier, at).requireReference(field, value);
  }

  /** One dossier at one moment. */
  private final class Case {
    private final Dossier dossier;
    private final Instant at;
    private final RulePack pack;
    private final Procedure procedure;
    private final ClockState state;

    Case(Dossier dossier, Instant at) {
      this.dossier = dossier;
      this.at = at;
      this.pack = catalogue.rulePack(dossier.pins().rulePack(), dossier.pins().rulePackVersion());
      this.procedure = catalogue.version(dossier.pins().procedure());
      this.state = clocks.state(dossier.code());
    }

    ClockBound bound(ClockMove move) {
      Bound bound = catalogue.bound(pack, procedure, move);
      Limit longest = bound.longest();
      WorkingCalendar ofMove = calendar(move);
      if (longest == null) {
        return new ClockBound(move, bound, used(move), null, null, isPast(move));
      }
      boolean ofRequest = move == ClockMove.SUPPLEMENT;
      Instant from = ofRequest ? at : state.dueCurrentAt();
      LocalDate after = ofMove.dateOf(from);
      return new ClockBound(
          move,
          bound,
          used(move),
          ofMove.plusWorkingDays(after, 1),
          ofRequest ? lastDay(ofMove, after, longest) : ofMove.dateOf(ofMove.endOf(from, longest)),
          isPast(move));
    }

    private boolean isPast(ClockMove move) {
      boolean moves = move == ClockMove.EXTENSION || move == ClockMove.AGREEMENT;
      return moves && (at.isAfter(state.dueCurrentAt()) || state.appointmentNo() > 1);
    }

    /** The last day of a period for the applicant: a working day, never beyond the bound. */
    private LocalDate lastDay(WorkingCalendar of, LocalDate from, Limit longest) {
      return longest instanceof Limit.CalendarDays days
          ? of.workingDayFrom(from.plusDays(days.count()))
          : of.dateOf(of.endOf(of.closeOf(from), longest));
    }

    private WorkingCalendar calendar(ClockMove move) {
      AgencyCode agency =
          move == ClockMove.SUPPLEMENT
              ? dossier.agencies().receiving()
              : dossier.agencies().resolving();
      return calendars.version(state.calendar(), agency);
    }

    private int used(ClockMove move) {
      return switch (move) {
        case EXTENSION -> adjusted(DueDateAdjustment.StatutoryExtension.class);
        case AGREEMENT -> adjusted(DueDateAdjustment.WrittenAgreement.class);
        case SUPPLEMENT -> paused(ClockPause.Kind.SUPPLEMENT);
        case FINANCE -> paused(ClockPause.Kind.FINANCE);
        case POSTING -> paused(ClockPause.Kind.PUBLIC_POSTING);
        case STOP, REFUSAL -> 0;
      };
    }

    private int adjusted(Class<? extends DueDateAdjustment> kind) {
      List<Adjusted> made = clocks.adjustments(dossier.code());
      var mistaken = clocks.corrected(dossier.code());
      int count = 0;
      for (int i = 0; i < made.size(); i++) {
        boolean counts = !mistaken.contains(new Mistaken(Mistaken.What.ADJUSTMENT, i + 1));
        count += counts && kind.isInstance(made.get(i).adjustment()) ? 1 : 0;
      }
      return count;
    }

    private int paused(ClockPause.Kind kind) {
      var mistaken = clocks.corrected(dossier.code());
      return (int)
          clocks.pauses(dossier.code()).stream()
              .filter(pause -> pause.order().kind() == kind)
              .filter(pause -> !mistaken.contains(new Mistaken(Mistaken.What.PAUSE, pause.no())))
              .count();
    }

    Failure closed(ClockBound bound) {
      Object[] said = {
        "procedure", procedure.key().code(), "times", bound.bound().times(), "used", bound.used()
      };
      return switch (bound.move()) {
        case EXTENSION ->
            bound.bound().times() == 0
                ? Failure.badInput("dossiers", "extension-not-provided", said)
                : Failure.badInput("dossiers", "extension-used-up", said);
        case AGREEMENT ->
            bound.bound().times() == 0
                ? Failure.badInput("dossiers", "agreement-not-provided", said)
                : Failure.badInput("dossiers", "agreement-used-up", said);
        case SUPPLEMENT -> Failure.badInput("dossiers", "supplement-used-up", said);
        case FINANCE -> Failure.badInput("dossiers", "finance-used-up", said);
        case POSTING ->
            bound.bound().times() == 0
                ? Failure.badInput("dossiers", "posting-not-provided", said)
                : Failure.badInput("dossiers", "posting-used-up", said);
        case STOP, REFUSAL -> Failure.badInput("dossiers", "stop-not-provided", said);
      };
    }

    /** Refuses to extend a limit that has passed: a late dossier owes its letter. */
    void requireInTime() {
      if (at.isAfter(state.dueCurrentAt())) {
        throw Failure.badInput(
            "dossiers", "limit-has-passed", "due", text(ClockMove.EXTENSION, state.dueCurrentAt()));
      }
      if (state.appointmentNo() > 1) {
        throw Failure.badInput("dossiers", "letter-gave-date", "code", dossier.code().value());
      }
    }

    void requireNear(StepPayload.Extension extension, ClockBound bound) {
      Limit longest = bound.bound().longest();
      if (longest == null) {
        return;
      }
      WorkingCalendar calendar = calendar(ClockMove.EXTENSION);
      Instant due = state.dueCurrentAt();
      if (isLonger(extension.by(), longest, calendar, due)) {
        throw Failure.badInput(
            "dossiers",
            "extension-too-long",
            "by",
            extension.by().text(),
            "longest",
            longest.text(),
            "latest",
            text(ClockMove.EXTENSION, calendar.endOf(due, longest)),
            "field",
            "by");
      }
    }

    /**
     * Whether a limit is longer than another; in the same unit the numbers decide: an eleventh day
     * is not lawful because it is a Sunday.
     */
    private static boolean isLonger(
        Limit asked, Limit longest, WorkingCalendar calendar, Instant due) {
      if (asked instanceof Limit.CalendarDays days && longest instanceof Limit.CalendarDays most) {
        return days.count() > most.count();
      }
      return calendar.endOf(due, asked).isAfter(calendar.endOf(due, longest));
    }

    void requireDay(String field, LocalDate day, ClockBound bound) {
      LocalDate earliest = bound.earliest();
      LocalDate latest = bound.latest();
      if (earliest != null && latest != null) {
        if (day.isBefore(earliest) || day.isAfter(latest)) {
          throw Failure.badInput(
              "dossiers",
              "day-out-of-bounds",
              "field",
              field,
              "value",
              day.toString(),
              "earliest",
              earliest.toString(),
              "latest",
              latest.toString());
        }
      }
      WorkingCalendar calendar = calendar(bound.move());
      if (!calendar.isWorkingDay(day)) {
        throw Failure.badInput(
            "dossiers",
            "day-not-working",
            "field",
            field,
            "value",
            day.toString(),
            "next",
            calendar.workingDayFrom(day).toString());
      }
    }

    /** Refuses to stop a dossier before the applicant's last day has ended. */
    void requirePapersOverdue() {
      List<SupplementRequest> requests = supplements.of(dossier.code());
      if (requests.isEmpty()) {
        return;
      }
      LocalDate last = requests.get(requests.size() - 1).lastDay();
      if (!calendar(ClockMove.SUPPLEMENT).dateOf(at).isAfter(last)) {
        throw Failure.badInput("dossiers", "stop-before-deadline", "deadline", last.toString());
      }
    }

    /** Requires reasons and references to documents and laws of sufficient length. */
    void requireWords(StepPayload payload) {
      Map<String, Object> values = payload.values();
      requireReason(values.get("reason") instanceof String reason ? reason : "");
      for (String reference : List.of("legalBasis", "document")) {
        if (values.get(reference) instanceof String text) {
          requireReference(reference, text);
        }
      }
    }

    void requireReason(String reason) {
      Reasons.requireFits(reason);
      Bounds bounds = catalogue.bounds(pack);
      long letters = reason.codePoints().filter(Character::isLetter).count();
      long kinds = reason.codePoints().filter(Character::isLetter).distinct().count();
      if (letters >= bounds.reasonLetters() && kinds < 4) {
        throw Failure.badInput("dossiers", "reason-repeats", "kinds", kinds, "least", 4);
      }
      if (letters < bounds.reasonLetters()) {
        throw Failure.badInput(
            "dossiers", "reason-too-thin", "letters", letters, "least", bounds.reasonLetters());
      }
    }

    void requireReference(String field, String value) {
      int least = catalogue.bounds(pack).referenceLetters();
      long signs = value.codePoints().filter(Character::isLetterOrDigit).count();
      if (signs < least) {
        throw Failure.badInput(
            "dossiers", "reference-too-thin", "field", field, "signs", signs, "least", least);
      }
    }

    private String text(ClockMove move, Instant moment) {
      return moment.atZone(calendar(move).zone()).toOffsetDateTime().toString();
    }
  }
}
