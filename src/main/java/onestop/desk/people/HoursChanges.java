package onestop.desk.people;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import onestop.agencies.Agencies;
import onestop.calendar.Calendars;
import onestop.calendar.Limit;
import onestop.calendar.OfficeHours;
import onestop.calendar.OfficeSchedule;
import onestop.calendar.WorkingCalendar;
import onestop.desk.Caller;
import onestop.facts.DossierFilter;
import onestop.facts.DossierLists;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes an agency's office hours: tries the new ones first, then records them. */
@Service
public final class HoursChanges {
  /** The limits for which the effect of a change is shown: by the hour, and by the day. */
  private static final List<Limit> EXAMPLES =
      List.of(new Limit.WorkingHours(8), new Limit.WorkingDays(1), new Limit.WorkingDays(10));

  private static final Comparator<OfficeHours.Interval> EARLIEST =
      Comparator.comparing(OfficeHours.Interval::from);

  private final Agencies agencies;
  private final Calendars calendars;
  private final DossierLists dossiers;
  private final TransactionTemplate transaction;
  private final Clock clock;

  HoursChanges(
      Agencies agencies,
      Calendars calendars,
      DossierLists dossiers,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.agencies = agencies;
    this.calendars = calendars;
    this.dossiers = dossiers;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** New hours from a day on, inclusive, as typed. */
  public record Proposal(LocalDate validFrom, String processing, String reception) {
    OfficeSchedule.Period period() {
      return new OfficeSchedule.Period(
          validFrom, OfficeHours.parse(processing.strip(), reception.strip()));
    }
  }

  /**
   * The appointment of a dossier received when the office, or a desk of the weekend, opens for the
   * first time.
   *
   * @param limit the limit as written, such as {@code 3wd}
   */
  public record Example(String limit, Instant receivedAt, Instant before, Instant after) {}

  /**
   * What a change does.
   *
   * @param keep open dossiers of the agency, which keep the hours they started with
   */
  public record Outlook(long keep, List<Example> examples) {}

  /**
   * The hours of an agency through time; any officer may read them.
   *
   * @throws Failure {@code agencies/no-such-agency} if there is none
   */
  public OfficeSchedule of(AgencyCode agency) {
    return calendars.hours(agencies.get(agency).code());
  }

  /** The effect of a change; saves nothing. */
  public Outlook tryOut(AgencyCode agency, Proposal proposal, Caller by) {
    OfficerRights.require(by);
    OfficeSchedule.Period period = proposal.period();
    Instant now = clock.instant();
    WorkingCalendar current = calendars.current(Calendars.VIETNAM);
    WorkingCalendar before = calendars.version(current.version(), agency);
    WorkingCalendar after =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  status.setRollbackOnly();
                  int revision = calendars.changeHours(agency, period, by.id().value());
                  return calendars.version(current.version(), agency, revision);
                }));
    LocalDate day = after.workingDayFrom(proposal.validFrom());
    Instant received = after.openOf(day);
    List<Example> examples = new ArrayList<>();
    EXAMPLES.forEach(limit -> examples.add(example(limit, received, before, after)));
    for (DayOfWeek weekend : List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)) {
      LocalDate first = open(weekend, proposal.validFrom(), after);
      List<OfficeHours.Interval> desk = new ArrayList<>(desk(before, first));
      desk.addAll(desk(after, first));
      if (!desk.isEmpty()) {
        Instant opens = after.at(first, Collections.min(desk, EARLIEST).from());
        examples.add(example(new Limit.WorkingDays(1), opens, before, after));
      }
    }
    return new Outlook(open(agency, now), examples);
  }

  private static Example example(
      Limit limit, Instant received, WorkingCalendar before, WorkingCalendar after) {
    return new Example(
        limit.text(), received, before.endOf(received, limit), after.endOf(received, limit));
  }

  /** The first such day from the date on that is no special day. */
  private static LocalDate open(DayOfWeek weekend, LocalDate from, WorkingCalendar calendar) {
    LocalDate day = from.with(TemporalAdjusters.nextOrSame(weekend));
    while (calendar.special(day) != null) {
      day = day.plusWeeks(1);
    }
    return day;
  }

  /** The hours of the desk on a day of the weekend; empty if it is closed. */
  private static List<OfficeHours.Interval> desk(WorkingCalendar calendar, LocalDate day) {
    return calendar.schedule().on(day).reception().getOrDefault(day.getDayOfWeek(), List.of());
  }

  private long open(AgencyCode agency, Instant now) {
    return Stream.of(DossierFilter.Standing.OPEN_IN_TIME, DossierFilter.Standing.OPEN_OVERDUE)
        .mapToLong(
            standing ->
                dossiers.count(
                    new DossierFilter(
                        standing, null, agency, null, null, DossierFilter.Side.RESOLVING),
                    now))
        .sum();
  }

  /**
   * Records the hours, unless they are in the plan already for that day.
   *
   * @throws Failure {@code agencies/no-such-agency}, {@code calendar/…} for hours or a day that
   *     cannot be
   */
  public OfficerRights.Effect apply(AgencyCode agency, Proposal proposal, Caller by) {
    OfficerRights.require(by);
    List<OfficeSchedule.Period> planned = of(agency).periods();
    OfficeSchedule.Period period = proposal.period();
    if (planned.get(planned.size() - 1).equals(period)) {
      return OfficerRights.Effect.WAS_SO;
    }
    // a day that the calendar does not cover is refused here as when it is tried
    calendars.current(Calendars.VIETNAM).workingDayFrom(proposal.validFrom());
    calendars.changeHours(agency, period, by.id().value());
    return OfficerRights.Effect.DONE;
  }
}
