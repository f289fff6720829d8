package onestop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One {@link World} and {@link City} a database for all tests of a class, in whatever order they
 * run: a start of the application takes longer than most tests. Every test has dossiers of its own
 * and judges these alone, or by what became more; one that moves the clock has {@link Week}s of its
 * own. A test that needs an empty city or certain dates has a world of its own instead.
 */
public final class SharedWorld implements AfterAllCallback {
  private final BiFunction<Map<String, String>, String, World> opening;
  private final String start;
  private final Map<TestDatabase, Place> places = new EnumMap<>(TestDatabase.class);

  private record Place(Map<String, String> where, World world, City city) {}

  private SharedWorld(BiFunction<Map<String, String>, String, World> opening, String start) {
    this.opening = opening;
    this.start = start;
  }

  /** Opened as by {@link World#on(Map, String)}, when the first test asks for it. */
  public static SharedWorld on(String start) {
    return new SharedWorld(World::on, start);
  }

  /** Opened as by {@link World#serving(Map, String, String...)}, when the first test asks. */
  public static SharedWorld serving(String start) {
    return new SharedWorld((where, at) -> World.serving(where, at), start);
  }

  public World world(TestDatabase database) {
    return place(database).world();
  }

  public City city(TestDatabase database) {
    return place(database).city();
  }

  /** Where its database is, for a second application or a connection. */
  public Map<String, String> where(TestDatabase database) {
    return place(database).where();
  }

  private Place place(TestDatabase database) {
    return places.computeIfAbsent(
        database,
        on -> {
          Map<String, String> where = on.ready();
          World world = opening.apply(where, start);
          return new Place(where, world, City.in(world));
        });
  }

  /**
   * Moves the clock to 10:00 on the Monday of the next two weeks whose days from Monday to Friday
   * are all working days; timers fire on the way.
   */
  public Week nextWeek(TestDatabase database) {
    World world = world(database);
    WorkingCalendar calendar = world.get(Calendars.class).current(Calendars.VIETNAM);
    LocalDate monday = calendar.dateOf(world.now());
    do {
      monday = monday.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
      assertThat(monday).as("in the calendar").isBefore(calendar.lastDecreedDay());
    } while (calendar.workingDaysBetween(monday.minusDays(1), monday.plusDays(11)) < 10);
    Week week = new Week(monday);
    world.advanceTo(week.at(0, "10:00"));
    return week;
  }

  /** The days that one test has for itself, counted from a Monday. */
  public record Week(LocalDate monday) {
    public LocalDate day(int afterMonday) {
      return monday.plusDays(afterMonday);
    }

    /** A local time such as {@code 17:00} so many days after the Monday. */
    public Instant at(int afterMonday, String time) {
      return day(afterMonday).atTime(LocalTime.parse(time)).atZone(World.HANOI).toInstant();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    places.forEach(
        (database, place) -> {
          place.world().close();
          database.drop(place.where());
        });
    places.clear();
  }
}
