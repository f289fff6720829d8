package onestop.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The working calendars and the office hours, every version of each. A version never changes; an
 * import or a change of hours makes the next, and running clocks stay on theirs until they are
 * recalculated.
 */
@Service
public class Calendars {
  /** Monday to Friday, no holidays. */
  public static final CalendarVersion WEEKDAYS = new CalendarVersion("WEEKDAYS", 1);

  /** The calendar of Vietnam's public service. */
  public static final String VIETNAM = "VN";

  /** What the version that comes with the program rests on. */
  public static final String SHIPPED_SOURCE = "shipped";

  private static final AgencyCode NOBODY = new AgencyCode("-");
  private static final String SHIPPED = "/calendar/public-holidays-vn.csv";

  private final CalendarStore store;
  private final HoursStore hours;
  private final WallTime wall;
  private final Clock clock;
  private final Map<CalendarVersion, DayIndex> indexes = new ConcurrentHashMap<>();
  private final Map<Key, WorkingCalendar> calendars = new ConcurrentHashMap<>();

  private record Key(CalendarVersion version, AgencyCode agency, int hoursRevision) {}

  Calendars(
      CalendarStore store,
      HoursStore hours,
      Clock clock,
      ZoneId zone,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.hours = hours;
    this.clock = clock;
    this.wall = new WallTime(zone);
    if (store.newest(VIETNAM) == 0) {
      // one transaction: a calendar of which half the days are there would count wrong in silence
      new TransactionTemplate(transactions).executeWithoutResult(status -> bringShipped());
    }
  }

  private void bringShipped() {
    store.insert(
        new CalendarVersion(VIETNAM, 1),
        CalendarCsv.parse(shippedText()),
        new CalendarOrigin(1, SHIPPED_SOURCE, "onestop", clock.instant()));
  }

  /** The calendar as shipped, with the standard office hours, without a database. */
  public static WorkingCalendar shipped(ZoneId zone) {
    return new WorkingCalendar(
        new CalendarVersion(VIETNAM, 1),
        zone,
        OfficeHours.STANDARD,
        CalendarCsv.parse(shippedText()));
  }

  private static String shippedText() {
    try (InputStream in = Calendars.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IOException("no " + SHIPPED);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Failure.of(Failure.Kind.LOST_RESOURCE, "calendar", "shipped").causedBy(e);
    }
  }

  /** The newest version of a calendar, with the standard office hours. */
  @Transactional(readOnly = true)
  public WorkingCalendar current(String calendar) {
    if (calendar.equals(WEEKDAYS.calendar())) {
      return calendar(WEEKDAYS, OfficeSchedule.STANDARD);
    }
    int version = store.newest(calendar);
    if (version == 0) {
      throw Failure.notFound("calendar", "no-such-calendar", "calendar", calendar);
    }
    return calendar(new CalendarVersion(calendar, version), OfficeSchedule.STANDARD);
  }

  /** That version, with the newest office hours of the agency. */
  @Transactional(readOnly = true)
  public WorkingCalendar version(CalendarVersion version, AgencyCode agency) {
    return version(version, agency, hours.newest(agency));
  }

  /** That version, with that revision of the agency's office hours: never another answer. */
  @Transactional(readOnly = true)
  public WorkingCalendar version(CalendarVersion version, AgencyCode agency, int hoursRevision) {
    if (hoursRevision == 0) {
      return calendar(version, OfficeSchedule.STANDARD);
    }
    Key key = new Key(version, agency, hoursRevision);
    WorkingCalendar known = calendars.get(key);
    if (known == null) {
      known = calendar(version, hours.schedule(agency, hoursRevision));
      calendars.put(key, known);
    }
    return known;
  }

  /** The newest revision of an agency's office hours; 0 while it keeps the standard ones. */
  @Transactional(readOnly = true)
  public int hoursRevision(AgencyCode agency) {
    return hours.newest(agency);
  }

  /**
   * Imports the next version of a calendar. A wrong row is named by its line and nothing is
   * imported; nor is what changes a day gone by, drops a year or speaks of one that nobody can have
   * decreed.
   *
   * @param csv the whole calendar, not only what changes
   * @param source the decree or notice it rests on
   * @param author who answers for it
   */
  @Transactional
  public CalendarVersion importCsv(String calendar, String csv, String source, String author) {
    if (calendar.equals(WEEKDAYS.calendar())) {
      throw Failure.badInput("calendar", "not-importable", "calendar", calendar);
    }
    List<CalendarDay> days = CalendarCsv.parse(csv);
    int newest = store.newest(calendar);
    if (newest > 0) {
      DayIndex inForce = index(new CalendarVersion(calendar, newest));
      CalendarBounds.require(inForce, days, wall.dateOf(clock.instant()));
    }
    CalendarVersion next = new CalendarVersion(calendar, newest + 1);
    forgetUnlessCommitted(key -> key.version().equals(next));
    store.insert(next, days, new CalendarOrigin(next.version(), source, author, clock.instant()));
    return next;
  }

  /** The newest office hours of an agency. */
  @Transactional(readOnly = true)
  public OfficeSchedule hours(AgencyCode agency) {
    return hours.schedule(agency, hours.newest(agency));
  }

  /**
   * Changes an agency's office hours from a day on; later changes planned so far fall away. Clocks
   * that have started keep the hours they started with.
   *
   * @return the new revision of its hours
   * @throws Failure {@code calendar/hours-past} if that day is gone
   */
  @Transactional
  public int changeHours(AgencyCode agency, OfficeSchedule.Period change, String author) {
    LocalDate today = wall.dateOf(clock.instant());
    if (change.validFrom().isBefore(today)) {
      throw Failure.badInput("calendar", "hours-past", "day", change.validFrom(), "today", today);
    }
    int revision = hours.insert(agency, change, author, clock.instant());
    forgetUnlessCommitted(key -> key.agency().equals(agency) && key.hoursRevision() == revision);
    return revision;
  }

  private WorkingCalendar calendar(CalendarVersion version, OfficeSchedule schedule) {
    return new WorkingCalendar(version, wall, schedule, index(version));
  }

  private DayIndex index(CalendarVersion version) {
    DayIndex index = indexes.get(version);
    if (index == null) {
      index = new DayIndex(version.equals(WEEKDAYS) ? List.of() : store.days(version));
      indexes.put(version, index);
    }
    return index;
  }

  /** Every version of a calendar, the newest first. */
  @Transactional(readOnly = true)
  public List<CalendarOrigin> history(String calendar) {
    return store.history(calendar);
  }

  /** What was only tried out, and read meanwhile, must not stay in memory. */
  private void forgetUnlessCommitted(Predicate<Key> undone) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              if (status != STATUS_COMMITTED) {
                calendars.keySet().removeIf(undone);
                indexes.keySet().removeIf(version -> undone.test(new Key(version, NOBODY, 0)));
              }
            }
          });
    }
  }
}
