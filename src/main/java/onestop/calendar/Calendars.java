package onestop.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The working calendars, every version of each. A version never changes; an import makes the next.
 */
@Service
public class Calendars {
  /** Monday to Friday, no holidays, no first or last year. */
  public static final CalendarVersion WEEKDAYS = new CalendarVersion("WEEKDAYS", 1);

  /** The calendar of Vietnam's public service. */
  public static final String VIETNAM = "VN";

  private static final String SHIPPED = "/calendar/public-holidays-vn.csv";

  private final JdbcClient jdbc;
  private final ZoneId zone;
  private final Clock clock;
  private final Map<CalendarVersion, List<CalendarDay>> days = new ConcurrentHashMap<>();
  private final Map<AgencyCode, OfficeHours> hours = new ConcurrentHashMap<>();

  Calendars(JdbcClient jdbc, ZoneId zone, Clock clock) {
    this.jdbc = jdbc;
    this.zone = zone;
    this.clock = clock;
    if (newest(VIETNAM) == 0) {
      store(VIETNAM, 1, CalendarCsv.parse(shippedText()), "shipped", "onestop");
    }
  }

  /** The calendar as shipped, without a database. */
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
      return calendar(WEEKDAYS, OfficeHours.STANDARD);
    }
    int version = newest(calendar);
    if (version == 0) {
      throw Failure.notFound("calendar", "no-such-calendar", "calendar", calendar);
    }
    return calendar(new CalendarVersion(calendar, version), OfficeHours.STANDARD);
  }

  /** That version, with the office hours of the agency. */
  @Transactional(readOnly = true)
  public WorkingCalendar version(CalendarVersion version, AgencyCode agency) {
    return calendar(version, hours.computeIfAbsent(agency, this::hoursOf));
  }

  /**
   * Imports the next version of a calendar; the running clocks stay on theirs until they are
   * recalculated. A wrong row is named by its line and nothing is imported.
   *
   * @param author who answers for it
   * @param source the decree or notice it rests on
   */
  @Transactional
  public CalendarVersion importCsv(String calendar, String csv, String source, String author) {
    List<CalendarDay> parsed = CalendarCsv.parse(csv);
    int next = newest(calendar) + 1;
    store(calendar, next, parsed, source, author);
    return new CalendarVersion(calendar, next);
  }

  /** Sets an agency's office hours; they hold for every date. */
  @Transactional
  public void setOfficeHours(AgencyCode agency, OfficeHours officeHours) {
    jdbc.sql("delete from office_hours where agency = ?").param(agency.value()).update();
    jdbc.sql("insert into office_hours (agency, intervals) values (?, ?)")
        .params(
            agency.value(),
            String.join(
                " ",
                officeHours.intervals().stream()
                    .map(interval -> interval.from() + "-" + interval.to())
                    .toList()))
        .update();
    hours.remove(agency);
  }

  private OfficeHours hoursOf(AgencyCode agency) {
    return jdbc.sql("select intervals from office_hours where agency = ?")
        .param(agency.value())
        .query(String.class)
        .optional()
        .map(
            text ->
                new OfficeHours(
                    Arrays.stream(text.split(" "))
                        .map(part -> part.split("-"))
                        .map(
                            part ->
                                new OfficeHours.Interval(
                                    LocalTime.parse(part[0]), LocalTime.parse(part[1])))
                        .toList()))
        .orElse(OfficeHours.STANDARD);
  }

  private WorkingCalendar calendar(CalendarVersion version, OfficeHours officeHours) {
    List<CalendarDay> special =
        version.equals(WEEKDAYS) ? List.of() : days.computeIfAbsent(version, this::daysOf);
    return new WorkingCalendar(version, zone, officeHours, special);
  }

  private List<CalendarDay> daysOf(CalendarVersion version) {
    List<CalendarDay> found =
        jdbc.sql(
                """
                select * from calendar_day where calendar = ? and version = ? order by day_on
                """)
            .params(version.calendar(), version.version())
            .query(
                (rs, row) ->
                    new CalendarDay(
                        rs.getObject("day_on", LocalDate.class),
                        DayKind.valueOf(rs.getString("kind")),
                        rs.getString("holiday")))
            .list();
    if (found.isEmpty()) {
      throw Failure.notFound("calendar", "no-such-calendar", "calendar", version);
    }
    return new ArrayList<>(found);
  }

  private int newest(String calendar) {
    return jdbc.sql("select coalesce(max(version), 0) from calendar_version where calendar = ?")
        .param(calendar)
        .query(Integer.class)
        .single();
  }

  private void store(
      String calendar, int version, List<CalendarDay> special, String source, String author) {
    forgetUnlessCommitted(new CalendarVersion(calendar, version));
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into calendar_version (calendar, version, source, author, imported_at)
            values (?, ?, ?, ?, ?)
            """)
        .params(calendar, version, source, author, now.atOffset(ZoneOffset.UTC))
        .update();
    for (CalendarDay day : special) {
      jdbc.sql(
              """
              insert into calendar_day (calendar, version, day_on, kind, holiday)
              values (?, ?, ?, ?, ?)
              """)
          .params(calendar, version, day.date(), day.kind().name(), day.holiday())
          .update();
    }
  }

  /** A version that was only tried out, and read meanwhile, must not stay in memory. */
  private void forgetUnlessCommitted(CalendarVersion version) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              if (status != STATUS_COMMITTED) {
                days.remove(version);
              }
            }
          });
    }
  }
}
