package onestop.engine.timers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.apologies.letter.LetterPress;
import onestop.engine.ProcessRuntime;
import onestop.engine.Timers;
import onestop.engine.TreesOf;
import onestop.engine.running.TimerRearming;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import onestop.sla.clock.Mark;
import onestop.store.Sql;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A wall of timers that are due at the same instant. */
@Timeout(120)
@Tag("world")
class DueTimersTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final int WALL = 42; // more than two portions of 20

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aWallBecomesOneLetterEach(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      wall(world);
      world.outageUntil("2026-03-05T17:00:01");
      drain(world);
      assertThat(letters(world)).isEqualTo(WALL);
      sound(world);
      MeterRegistry meters = world.get(MeterRegistry.class);
      assertThat(meters.timer("onestop.mark.lag", "mark", "APOLOGY_LIMIT").count()).isEqualTo(WALL);
      assertThat(meters.timer("onestop.letter.lag", "how", "ON_SILENCE").count()).isEqualTo(WALL);
      assertThat(meters.timer("onestop.letter.press", "channel", "print").count()).isEqualTo(WALL);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void twoNodesShareAWallAndNoTimerFiresTwice(TestDatabase database) throws Exception {
    Map<String, String> where = database.ready();
    try (World one = World.on(where, "2026-03-02T10:00");
        World two = World.on(where, "2026-03-02T10:00")) {
      wall(one);
      one.outageUntil("2026-03-05T17:00:01");
      two.outageUntil("2026-03-05T17:00:01");
      ExecutorService pool = Executors.newFixedThreadPool(2);
      Future<Integer> first = pool.submit(() -> drain(one));
      Future<Integer> second = pool.submit(() -> drain(two));
      first.get();
      second.get();
      pool.shutdown();
      assertThat(letters(one)).isEqualTo(WALL);
      sound(one);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aTimerThatSomebodyHoldsIsPassedOverAndComesLater(TestDatabase database) throws Exception {
    others(database, "select due_at from process_tree where dossier_code = ? for update");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDossierThatSomebodyHoldsIsPassedOverAndComesLater(TestDatabase database) throws Exception {
    others(database, "select dossier_code from dossier where dossier_code = ? for update");
  }

  /** One of four has a row that somebody holds: the other three fire, and it when it is free. */
  private static void others(TestDatabase database, String held) throws Exception {
    Map<String, String> where = database.ready();
    try (World world = World.on(where, "2026-03-02T10:00");
        Connection holder = database.dataSource(where).getConnection()) {
      List<DossierCode> dossiers = wall(City.in(world), 4);
      Timers timers = world.get(Timers.class);
      world.outageUntil("2026-03-05T17:00:01");
      hold(holder, held, dossiers.get(1).value());
      assertThat(timers.fire(world.now(), 10)).isEqualTo(3);
      assertThat(letters(world)).isEqualTo(3);
      assertThat(timers.fire(world.now(), 10)).isZero();
      assertThat(world.get(MeterRegistry.class).counter("onestop.timers.again").count())
          .as("nobody waited for it in vain")
          .isZero();
      holder.rollback();
      assertThat(timers.fire(world.now(), 10)).isEqualTo(1);
      assertThat(letters(world)).isEqualTo(4);
      sound(world);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whoWaitsInVainForARowKeepsItsTries(TestDatabase database) throws Exception {
    Map<String, String> where = database.ready();
    try (World world = World.on(where, "2026-03-02T10:00");
        Connection holder = database.dataSource(where).getConnection()) {
      City city = City.in(world);
      Timers timers = world.get(Timers.class);
      wall(city, 1);
      world.advanceTo("2026-03-05T17:00:01"); // the ward's letters have a series of numbers now
      DossierCode late = wall(city, 1).get(0);
      world.advanceTo("2026-03-10T09:00");
      Instant limit = world.get(SlaClocks.class).state(late).nextMarkAt();
      while (world
          .get(SlaClocks.class)
          .withMarks(List.of(late), Mark::isOfLetter, limit)
          .isEmpty()) {
        world.advanceTo(limit);
        limit = world.get(SlaClocks.class).state(late).nextMarkAt();
      }
      world.outageUntil(limit.atZone(World.HANOI).toLocalDateTime().toString());
      hold(
          holder,
          "select last_used from number_series where agency = ? for update",
          City.WARD.value());
      assertThat(timers.fire(world.now(), 10)).isZero();
      JdbcClient jdbc = world.get(JdbcClient.class);
      assertThat(TreesOf.tries(world, late)).contains(TimerRearming.RETRIES);
      assertThat(troubles(jdbc, late.value())).isEmpty();
      holder.rollback();
      assertThat(timers.fire(world.now(), 10)).isEqualTo(1);
      assertThat(letters(world)).isEqualTo(2);
      sound(world);
    }
  }

  private static void hold(Connection holder, String sql, String key) throws SQLException {
    holder.setAutoCommit(false);
    var statement = holder.prepareStatement(sql);
    statement.setString(1, key);
    assertThat(statement.executeQuery().next()).isTrue();
  }

  @Test
  void lettersGoBeforeOlderWarnings() {
    try (World world = World.on(TestDatabase.H2, "2026-03-02T10:00")) {
      SlaClocks clocks = world.get(SlaClocks.class);
      DueTimers timers = world.get(DueTimers.class);
      City city = City.in(world);
      List<DossierCode> late = wall(city, 3);
      world.advanceTo("2026-03-04T12:00");
      List<DossierCode> warned = wall(city, 4);
      Instant letter = clocks.state(late.get(0)).nextMarkAt();
      Instant warning = clocks.state(warned.get(0)).nextMarkAt();
      assertThat(clocks.withMarks(late, Mark::isOfLetter, letter)).hasSize(3);
      world
          .get(JdbcClient.class)
          .sql("update process_tree set due_at = ? where due_at = ?")
          .params(Sql.utc(letter.minusSeconds(60)), Sql.utc(warning))
          .update();
      world.outageUntil(letter.atZone(World.HANOI).toLocalDateTime().toString());
      List<List<String>> planned = List.copyOf(timers.plan(letter, 20));
      assertThat(planned).singleElement().asInstanceOf(LIST).hasSize(3);
      assertThat(timers.fire(planned.get(0), letter)).isEqualTo(3);
      assertThat(List.copyOf(timers.plan(letter, 20)))
          .singleElement()
          .asInstanceOf(LIST)
          .hasSize(4);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aPoisonInTwoPortionsHurtsNobodyElse(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      List<DossierCode> dossiers = wall(City.in(world), WALL);
      JdbcClient jdbc = world.get(JdbcClient.class);
      List<String> poisoned = List.of(dossiers.get(17).value(), dossiers.get(37).value());
      pack(jdbc, poisoned, "RP-NONE");
      world.outageUntil("2026-03-05T17:00:01");
      drain(world);
      assertThat(letters(world)).isEqualTo(dossiers.size() - 2L);
      for (String code : poisoned) {
        assertThat(TreesOf.tries(world, new DossierCode(code)))
            .as("one try less")
            .contains(TimerRearming.RETRIES - 1);
        assertThat(troubles(jdbc, code)).singleElement().asString().contains("RP-NONE");
      }
      for (String later : List.of("17:01:00", "17:02:00", "17:03:00")) {
        world.outageUntil("2026-03-05T" + later);
        drain(world);
      }
      for (String code : poisoned) {
        assertThat(TreesOf.tries(world, new DossierCode(code))).as("no tries left").contains(0);
        assertThat(troubles(jdbc, code)).as("noted once").hasSize(1);
      }

      pack(jdbc, poisoned, "RP-2025");
      poisoned.forEach(code -> world.get(ProcessRuntime.class).restoreTimer(new DossierCode(code)));
      world.outageUntil("2026-03-05T17:05:00");
      drain(world);
      assertThat(letters(world)).isEqualTo(dossiers.size());
      sound(world);
    }
  }

  private static void pack(JdbcClient jdbc, List<String> dossiers, String pack) {
    jdbc.sql("update dossier set rule_pack = :pack where dossier_code in (:codes)")
        .param("pack", pack)
        .param("codes", dossiers)
        .update();
  }

  private static List<String> troubles(JdbcClient jdbc, String code) {
    return jdbc.sql("select detail from incident where kind = 'TIMER_FAILED' and dossier_code = ?")
        .param(code)
        .query(String.class)
        .list();
  }

  private static List<DossierCode> wall(World world) {
    return wall(City.in(world), WALL);
  }

  private static List<DossierCode> wall(City city, int size) {
    return city.receive(MARITAL_STATUS, size);
  }

  private static int drain(World world) {
    DueTimers timers = world.get(DueTimers.class);
    int fired = 0;
    // a wave passes over what another node holds: it is asked again until nothing is left
    int rounds = 0;
    for (int quiet = 0; quiet < 3; ) {
      assertThat(rounds++).as("rounds until nothing is due any more").isLessThan(100);
      int now = 0;
      for (List<String> portion : timers.plan(world.now(), 20)) {
        now += timers.fire(portion, world.now());
      }
      fired += now;
      quiet = now == 0 ? quiet + 1 : 0;
    }
    return fired;
  }

  private static long letters(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from apology_letter")
        .query(Long.class)
        .single();
  }

  private static void sound(World world) {
    world.get(LetterPress.class).print(1000);
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
  }
}
