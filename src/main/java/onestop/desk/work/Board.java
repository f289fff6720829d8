package onestop.desk.work;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import onestop.agencies.Agencies;
import onestop.agencies.Role;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.desk.Caller;
import onestop.desk.work.BoardView.Age;
import onestop.desk.work.BoardView.Desk;
import onestop.facts.DossierFilter;
import onestop.facts.DossierFilter.Side;
import onestop.facts.DossierFilter.Standing;
import onestop.facts.DossierLists;
import onestop.inbox.DeskOutlooks;
import onestop.inbox.DeskOutlooks.Seen;
import onestop.inbox.InboxItem;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.Workloads;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.ProcedureKey;
import onestop.procedures.LetterModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a supervisor sees of the work of an agency: what will be late, and what can be saved. */
@Service
public final class Board {
  private static final long DAY = 480;

  /** The ends of the ages of waiting items, in working days, exclusive; the last has none. */
  private static final int[] AGES = {1, 3, 6, 0};

  private final UnitAssignments assignments;
  private final UnitWork work;
  private final DeskOutlooks outlooks;
  private final Workloads loads;
  private final DossierLists lists;
  private final Agencies agencies;
  private final Calendars calendars;

  Board(
      UnitAssignments assignments,
      UnitWork work,
      DeskOutlooks outlooks,
      Workloads loads,
      DossierLists lists,
      Agencies agencies,
      Calendars calendars) {
    this.assignments = assignments;
    this.work = work;
    this.outlooks = outlooks;
    this.loads = loads;
    this.lists = lists;
    this.agencies = agencies;
    this.calendars = calendars;
  }

  /**
   * The agencies whose boards the caller may see: the own one first, and for a head of an agency
   * those below it.
   */
  public List<AgencyCode> scope(Caller caller) {
    Set<AgencyCode> headed = assignments.headed(caller);
    Set<AgencyCode> seen = new TreeSet<>(Comparator.comparing(AgencyCode::value));
    LocalDate today = today(caller.officer().agency(), work.reader(caller).now());
    for (AgencyCode agency : headed) {
      seen.add(agency);
      if (caller.hasAny(Role.HEAD_OF_AGENCY)) {
        seen.addAll(agencies.under(agency, today));
      }
    }
    List<AgencyCode> scope = new ArrayList<>(seen);
    scope.sort(
        Comparator.comparing((AgencyCode agency) -> !agency.equals(caller.officer().agency()))
            .thenComparing(AgencyCode::value));
    return scope;
  }

  private LocalDate today(AgencyCode agency, Instant now) {
    return calendars.today(Calendars.VIETNAM, agency).dateOf(now);
  }

  /**
   * The board of an agency; of the caller's own for null.
   *
   * @throws Failure {@code web/beyond-your-unit} for an agency beyond the caller's scope
   */
  public BoardView of(@Nullable AgencyCode wanted, Caller caller) {
    List<AgencyCode> scope = scope(caller);
    AgencyCode agency = wanted == null && !scope.isEmpty() ? scope.get(0) : wanted;
    if (agency == null || !scope.contains(agency)) {
      throw Failure.forbidden("web", "beyond-your-unit", "unit", caller.officer().agency().value());
    }
    Reader reader = work.reader(caller);
    Instant now = reader.now();
    WorkingCalendar calendar = calendars.today(Calendars.VIETNAM, agency);
    Instant until = calendar.closeOf(calendar.plusWorkingDays(calendar.dateOf(now), 1));
    List<Seen> seen = outlooks.at(agency, now);
    return new BoardView(
        agency,
        now,
        until,
        count(Standing.OPEN_IN_TIME, agency, now) + count(Standing.OPEN_OVERDUE, agency, now),
        count(Standing.OPEN_OVERDUE, agency, now),
        willBeLate(seen, now, until),
        loads.at(List.of(agency), reader),
        ages(seen, calendar, now),
        desks(seen, now, until),
        seen.size() < DeskOutlooks.MOST);
  }

  private long count(Standing standing, AgencyCode agency, Instant now) {
    return lists.count(new DossierFilter(standing, null, agency, null, null, Side.RESOLVING), now);
  }

  private static List<Seen> willBeLate(List<Seen> seen, Instant now, Instant until) {
    return seen.stream()
        .filter(one -> isPredicted(one, now))
        .filter(one -> !one.outlook().dueAt().isAfter(until))
        .sorted(Comparator.comparing(Seen::outlook))
        .toList();
  }

  /** Whether the dossier is not late yet and will be at the usual pace. */
  private static boolean isPredicted(Seen one, Instant now) {
    return !LetterModel.STEPS.contains(one.item().step())
        && !one.item().times().late(now)
        && one.outlook().isAtRisk();
  }

  private static List<Age> ages(List<Seen> seen, WorkingCalendar calendar, Instant now) {
    long[] counts = new long[AGES.length];
    for (Seen one : seen) {
      Instant since = one.item().createdAt();
      long days = since.isAfter(now) ? 0 : calendar.workingBetween(since, now).toMinutes() / DAY;
      int at = 0;
      while (AGES[at] != 0 && days >= AGES[at]) {
        at++;
      }
      counts[at]++;
    }
    List<Age> ages = new ArrayList<>();
    for (int i = 0; i < AGES.length; i++) {
      ages.add(new Age(i == 0 ? 0 : AGES[i - 1], AGES[i], counts[i]));
    }
    return ages;
  }

  /** The predictions are those of the headline: of dossiers due by then, each counted once. */
  private static List<Desk> desks(List<Seen> seen, Instant now, Instant until) {
    Set<Seen> first = new LinkedHashSet<>();
    Set<DossierCode> counted = new HashSet<>();
    for (Seen one : willBeLate(seen, now, until)) {
      if (counted.add(one.item().dossier())) {
        first.add(one);
      }
    }
    Map<String, Desk> desks = new LinkedHashMap<>();
    for (Seen one : seen) {
      InboxItem item = one.item();
      ProcedureKey procedure = item.about().procedure();
      String code = procedure == null ? "" : procedure.code();
      boolean late = item.times().late(now) && !LetterModel.STEPS.contains(item.step());
      desks.merge(
          code + " " + item.step(),
          new Desk(code, item.step(), item.name(), 1, late ? 1 : 0, first.contains(one) ? 1 : 0),
          (a, b) ->
              new Desk(
                  a.procedure(),
                  a.step(),
                  a.name(),
                  a.items() + b.items(),
                  a.late() + b.late(),
                  a.predicted() + b.predicted()));
    }
    return desks.values().stream()
        .sorted(
            Comparator.comparingLong((Desk desk) -> -desk.late() - desk.predicted())
                .thenComparing(Comparator.comparingLong(Desk::items).reversed())
                .thenComparing(Desk::procedure)
                .thenComparing(Desk::step))
        .toList();
  }
}
