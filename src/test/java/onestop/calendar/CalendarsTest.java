package onestop.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.SettableClock;
import onestop.store.Sql;
import onestop.store.UnitOfWork;
import onestop.testing.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Versions of calendars and revisions of office hours: what each may change, and what it keeps. */
@Tag("store")
class CalendarsTest {
  private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final Instant NOW = at("2026-02-11T10:00");
  private static final AgencyCode WARD = new AgencyCode("H26.05.01");
  private static final CalendarVersion FIRST = new CalendarVersion("VN", 1);
  private static final LocalDate CHRISTMAS_EVE = LocalDate.of(2026, 12, 24);
  private static final WorkingCalendar SHIPPED = Calendars.shipped(HANOI);

  /** The calendars of a database of their own, at a time that the test sets. */
  private static final class Scene {
    final SettableClock clock = new SettableClock(NOW, HANOI);
    final DataSource source;
    final TransactionTemplate transaction;
    final Calendars calendars;

    Scene(TestDatabase database) {
      source = database.fresh();
      transaction = new TransactionTemplate(new JdbcTransactionManager(source));
      calendars = calendars();
    }

    Calendars calendars() {
      Sql sql = new Sql(new JdbcTemplate(source), new UnitOfWork());
      return new Calendars(
          new CalendarStore(sql),
          new HoursStore(sql),
          clock,
          HANOI,
          new JdbcTransactionManager(source));
    }
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(HANOI).toInstant();
  }

  private static String shippedExcept(String... prefixes) {
    return LocalDate.of(2017, 1, 1)
        .datesUntil(LocalDate.of(2027, 1, 1))
        .map(SHIPPED::special)
        .filter(Objects::nonNull)
        .map(day -> day.date() + "," + day.kind() + "," + day.holiday() + "\n")
        .filter(line -> java.util.Arrays.stream(prefixes).noneMatch(line::startsWith))
        .collect(Collectors.joining("", "date,kind,holiday\n", ""));
  }

  /** The eleven days off of a year, on its first Mondays, Tuesdays and so on. */
  private static String year(int year) {
    return LocalDate.of(year, 1, 1)
        .datesUntil(LocalDate.of(year, 2, 1))
        .filter(day -> day.getDayOfWeek().getValue() < 6)
        .limit(11)
        .map(day -> day + ",PUBLIC,X\n")
        .collect(Collectors.joining());
  }

  private static void refuses(String slug, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theShippedCalendarComesOnceAndLaterVersionsGoOnFromIt(TestDatabase database) {
    Scene scene = new Scene(database);
    assertThat(scene.calendars().history("VN"))
        .containsExactly(new CalendarOrigin(1, "shipped", "onestop", NOW));
    assertThat(scene.calendars.current("VN").isWorkingDay(CHRISTMAS_EVE)).isTrue();

    scene.clock.advanceTo(at("2026-02-12T09:00"));
    String more = shippedExcept() + CHRISTMAS_EVE + ",PUBLIC,X\n";
    assertThat(scene.calendars.importCsv("VN", more, "decree 1", "an"))
        .isEqualTo(new CalendarVersion("VN", 2))
        .hasToString("VN/2");
    assertThat(scene.calendars.current("VN").kind(CHRISTMAS_EVE)).isEqualTo(DayKind.PUBLIC);
    assertThat(scene.calendars.version(FIRST, WARD).isWorkingDay(CHRISTMAS_EVE))
        .as("a version never changes")
        .isTrue();
    assertThat(scene.calendars().history("VN"))
        .containsExactly(
            new CalendarOrigin(2, "decree 1", "an", at("2026-02-12T09:00")),
            new CalendarOrigin(1, "shipped", "onestop", NOW));
    assertThat(scene.calendars().current("VN").kind(CHRISTMAS_EVE))
        .as("read from the database by another node")
        .isEqualTo(DayKind.PUBLIC);
  }

  @Test
  void weekdaysAreNoCalendarOfTheDatabase() {
    Scene scene = new Scene(TestDatabase.H2);
    WorkingCalendar weekdays = scene.calendars.current("WEEKDAYS");
    assertThat(weekdays.isWorkingDay(LocalDate.of(2026, 4, 30))).isTrue();
    assertThat(weekdays.isWorkingDay(LocalDate.of(2026, 5, 2))).isFalse();
    assertThat(weekdays.firstDay()).isNull();
    refuses(
        "not-importable",
        () -> scene.calendars.importCsv("WEEKDAYS", shippedExcept(), "decree", "an"));
    refuses("no-such-calendar", () -> scene.calendars.current("XX"));
    refuses("no-such-calendar", () -> scene.calendars.version(new CalendarVersion("VN", 9), WARD));
  }

  @ParameterizedTest
  @CsvSource({
    // a day gone by that was worked becomes free, and the other way round
    "change-past-worked,'',2026-02-10",
    "change-past-free,2026-01-01,2026-12-24",
    // a year is lost at the beginning, at the end
    "change-years,2017,''",
    "change-years,2026,''"
  })
  void aNewVersionChangesNothingThatIsPast(String slug, String without, String with) {
    Scene scene = new Scene(TestDatabase.H2);
    String csv = without.isEmpty() ? shippedExcept() : shippedExcept(without);
    refuses(
        slug,
        () ->
            scene.calendars.importCsv(
                "VN", with.isEmpty() ? csv : csv + with + ",PUBLIC,X\n", "decree", "an"));
    assertThat(scene.calendars.history("VN")).hasSize(1);
  }

  @Test
  void aNewVersionMayChangeTodayAndSpeakOfNextYearButNoFurther() {
    Scene scene = new Scene(TestDatabase.H2);
    String csv = shippedExcept() + "2026-02-11,PUBLIC,X\n";
    String twoYears = csv + year(2027) + year(2028);
    assertThatThrownBy(() -> scene.calendars.importCsv("VN", twoYears, "decree", "an"))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.slug()).isEqualTo("change-far");
              assertThat(failure.arguments())
                  .containsEntry("year", "2028")
                  .containsEntry("last", "2027");
            });
    scene.calendars.importCsv("VN", csv + year(2027), "decree", "an");
    assertThat(scene.calendars.current("VN").isWorkingDay(LocalDate.of(2026, 2, 11))).isFalse();
    assertThat(scene.calendars.current("VN").lastDecreedDay())
        .isEqualTo(LocalDate.of(2027, 12, 31));
  }

  @Test
  void aYearThatNoDecreeHasSpokenOfMayStillChangeWhenItHasBegun() {
    Scene scene = new Scene(TestDatabase.H2);
    scene.clock.advanceTo(at("2027-06-01T09:00"));
    refuses(
        "change-past-worked",
        () ->
            scene.calendars.importCsv(
                "VN", shippedExcept() + "2026-12-31,PUBLIC,X\n" + year(2027), "decree", "an"));
    scene.calendars.importCsv("VN", shippedExcept() + year(2027), "decree", "an");
    assertThat(scene.calendars.current("VN").isWorkingDay(LocalDate.of(2027, 1, 4))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theNewestHoursHoldAndEarlierRevisionsStayAsTheyWere(TestDatabase database) {
    Scene scene = new Scene(database);
    Calendars calendars = scene.calendars;
    LocalDate third = LocalDate.of(2026, 3, 3);
    LocalDate fourth = LocalDate.of(2026, 3, 4);
    assertThat(calendars.hoursRevision(WARD)).isZero();
    assertThat(
            calendars.changeHours(
                WARD,
                new OfficeSchedule.Period(
                    fourth, OfficeHours.parse("08:00-12:00", "SATURDAY 08:00-11:30")),
                "an"))
        .isEqualTo(1);
    assertThat(
            calendars.changeHours(
                WARD,
                new OfficeSchedule.Period(third, OfficeHours.parse("07:00-11:00", "")),
                "binh"))
        .isEqualTo(2);
    assertThat(calendars.hoursRevision(WARD)).isEqualTo(2);
    assertThat(calendars.hoursRevision(new AgencyCode("H26"))).isZero();
    Integer inside = scene.transaction.execute(status -> scene.calendars().hoursRevision(WARD));
    assertThat(inside).isEqualTo(2);

    assertThat(calendars.version(FIRST, WARD, 0).closeOf(fourth)).isEqualTo(at("2026-03-04T17:00"));
    assertThat(calendars.version(FIRST, WARD, 1).closeOf(third)).isEqualTo(at("2026-03-03T17:00"));
    assertThat(calendars.version(FIRST, WARD, 1).closeOf(fourth)).isEqualTo(at("2026-03-04T12:00"));
    assertThat(calendars.version(FIRST, WARD).closeOf(third)).isEqualTo(at("2026-03-03T11:00"));
    assertThat(calendars.version(FIRST, WARD).closeOf(fourth))
        .as("what was planned for later falls away")
        .isEqualTo(at("2026-03-04T11:00"));
    assertThat(calendars.version(FIRST, WARD)).isSameAs(calendars.version(FIRST, WARD, 2));
    refuses("no-such-hours", () -> calendars.version(FIRST, WARD, 3));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whatIsRolledBackIsNotRemembered(TestDatabase database) {
    Scene scene = new Scene(database);
    Calendars calendars = scene.calendars;
    OfficeSchedule.Period mornings =
        new OfficeSchedule.Period(LocalDate.of(2026, 3, 4), OfficeHours.parse("08:00-12:00", ""));
    scene.transaction.executeWithoutResult(
        tried -> {
          assertThat(calendars.current("VN").isWorkingDay(CHRISTMAS_EVE)).isTrue();
          calendars.importCsv("VN", shippedExcept() + "2026-12-24,PUBLIC,X\n", "decree", "an");
          assertThat(calendars.current("VN").isWorkingDay(CHRISTMAS_EVE)).isFalse();
          assertThat(calendars.hoursRevision(WARD)).isZero();
          calendars.changeHours(WARD, mornings, "an");
          assertThat(calendars.version(FIRST, WARD).closeOf(mornings.validFrom()))
              .isEqualTo(at("2026-03-04T12:00"));
          tried.setRollbackOnly();
        });
    assertThat(calendars.current("VN").isWorkingDay(CHRISTMAS_EVE)).isTrue();
    calendars.importCsv("VN", shippedExcept() + "2026-12-23,PUBLIC,X\n", "decree", "an");
    assertThat(calendars.current("VN").isWorkingDay(CHRISTMAS_EVE)).as("not as tried").isTrue();
    calendars.changeHours(
        WARD,
        new OfficeSchedule.Period(mornings.validFrom(), OfficeHours.parse("07:00-11:00", "")),
        "an");
    assertThat(calendars.version(FIRST, WARD).closeOf(mornings.validFrom()))
        .as("not as tried")
        .isEqualTo(at("2026-03-04T11:00"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whoIsOvertakenIsToldSo(TestDatabase database) {
    Scene scene = new Scene(database);
    String csv = shippedExcept() + "2026-12-24,PUBLIC,X\n";
    refuses(
        "changed-meanwhile",
        () ->
            scene.transaction.executeWithoutResult(
                late -> {
                  scene.calendars.current("VN");
                  CompletableFuture.runAsync(
                          () -> scene.calendars.importCsv("VN", csv, "decree", "an"))
                      .join();
                  scene.calendars.importCsv("VN", csv, "decree", "binh");
                }));
    assertThat(scene.calendars.history("VN"))
        .extracting(CalendarOrigin::author)
        .containsExactly("an", "onestop");
  }
}
