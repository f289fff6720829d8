package onestop.calendar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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
 * import or a change of hours creates the next one, and running clocks keep theirs until they are
 * recalculated.
 */
@Service
public class Calendars {
  /** Monday to Friday, no holidays. */
  public static final CalendarVersion WEEKDAYS = new CalendarVersion("WEEKDAYS", 1);

  /** The calendar of Vietnam's public service. */
  public static final String VIETNAM = "VN";

  /** The source of the shipped version. */
  public static final String SHIPPED_SOURCE = "shipped";

  private static final AgencyCode NOBODY = new AgencyCode("-");
  private static final String SHIPPED = "/calendar/public-holidays-vn.csv";

  private final CalendarStore store;
  private final HoursStore hours;
  private final WallTime wall;
  private final Clock clock;
  private final Map<CalendarVersion, DayIndex> indexes = new ConcurrentHashMap<>();
  private final Map<Key, WorkingCalendar> calendars = new ConcurrentHashMap<>();

  private final Cache<String, CalendarVersion> newest =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).maximumSize(100).build();
  private final Cache<Key, WorkingCalendar> today =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).maximumSize(1000).build();

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
      // one transaction: a calendar with half of its days would give wrong counts without an error
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

  /**
   * The number of the newest version of a calendar, for words in a list; cached for a second, on
   * this node refreshed by an import.
   */
  @Transactional(readOnly = true)
  public CalendarVersion newest(String calendar) {
    CalendarVersion known = newest.getIfPresent(calendar);
    if (known == null) {
      known = current(calendar).version();
      newest.put(calendar, known);
    }
    return known;
  }

  /** The newest version with the newest office hours of an agency; cached as {@link #newest}. */
  @Transactional(readOnly = true)
  public WorkingCalendar today(String calendar, AgencyCode agency) {
    Key key = new Key(newest(calendar), agency, 0);
    WorkingCalendar known = today.getIfPresent(key);
    if (known == null) {
      known = version(key.version(), agency);
      today.put(key, known);
    }
    return known;
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

  /** That version, with that revision of the agency's office hours; the result never changes. */
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

  /** The newest revision of an agency's office hours; 0 while the agency has the standard hours. */
  @Transactional(readOnly = true)
  public int hoursRevision(AgencyCode agency) {
    return hours.newest(agency);
  }

  /**
   * Imports the next version of a calendar. Nothing is imported if a row is invalid (the failure
   * names its line), if a past day changes, if a year is dropped, or if a year is included that
   * cannot have been decreed yet.
   *
   * @param csv the whole calendar, not only the changes
   * @param source the decree or notice on which the version rests
   * @param author the author responsible for the version
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
   * Changes an agency's office hours from a day on, inclusive; later changes planned so far are
   * dropped. Clocks that have started keep their hours.
   *
   * @return the new revision of the agency's hours
   * @throws Failure {@code calendar/hours-past} if that day has passed
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

  /**
   * Evicts cached calendars and hours that were read from a transaction which then rolled back, and
   * after either end what is known of newest versions.
   */
  private void forgetUnlessCommitted(Predicate<Key> undone) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              newest.invalidateAll();
              today.invalidateAll();
              if (status != STATUS_COMMITTED) {
                calendars.keySet().removeIf(undone);
                indexes.keySet().removeIf(version -> undone.test(new Key(version, NOBODY, 0)));
              }
            }
          });
    }
  }
}
