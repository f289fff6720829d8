package onestop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import onestop.incidents.Incidents;
import onestop.kernel.SettableClock;
import onestop.node.NodeState;
import onestop.node.PeriodicWork;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Delivery alone in a real application: the scheduler on the database, the relay on the scheduler.
 */
@Timeout(120)
@Tag("world")
class PeriodicScheduleTest {
  private static final Instant START = Instant.parse("2026-02-13T10:00:00Z");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void runsEveryWorkInItsRhythmAndGoesOnAfterARestart(TestDatabase vendor) throws Exception {
    Map<String, String> where = vendor.migratedCopy();
    for (int life = 0; life < 2; life++) {
      try (ConfigurableApplicationContext node = start(where, "true")) {
        Works works = node.getBean(Works.class);
        assertThat(works.runs.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(names(node))
            .containsExactlyInAnyOrder(
                "relay-outbox", "count-runs", "roll-numbers", "watch-mail", "sweep-files");
        boolean clustered = node.getBean(Scheduler.class).getMetaData().isJobStoreClustered();
        assertThat(clustered).isEqualTo(vendor == TestDatabase.POSTGRES);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void letsTheRelayEmptyTheOutbox(TestDatabase vendor) throws Exception {
    try (ConfigurableApplicationContext node = start(vendor.migratedCopy(), "true")) {
      Outbox outbox = node.getBean(Outbox.class);
      outbox.enqueue("k", OutboxScene.CODE, List.of(OutboxScene.mail("k")), START);
      assertThat(node.getBean(Works.class).mailTried.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void runsNothingByItselfWhenSwitchedOff(TestDatabase vendor) throws Exception {
    try (ConfigurableApplicationContext node = start(vendor.migratedCopy(), "false")) {
      assertThat(node.getBean(Scheduler.class).isStarted()).isFalse();
      assertThat(names(node)).isEmpty();
      node.getBean(Outbox.class)
          .enqueue("k", OutboxScene.CODE, List.of(OutboxScene.mail("k")), START);
      assertThat(node.getBean(OutboxRelay.class).relay(10)).isEqualTo(1);
    }
  }

  /**
   * Nothing but the URL tells two nodes of each other; each turn of a work is run by one of them.
   */
  @Test
  void twoNodesOnOneDatabaseShareEveryTurnOfTheWork() throws Exception {
    Map<String, String> where = TestDatabase.POSTGRES.migratedCopy();
    try (ConfigurableApplicationContext one = start(where, "true");
        ConfigurableApplicationContext other = start(where, "true")) {
      List<Works> works = List.of(one.getBean(Works.class), other.getBean(Works.class));
      JdbcClient jdbc = one.getBean(JdbcClient.class);
      assertThat(jdbc.sql("select count(*) from QRTZ_SCHEDULER_STATE").query(Long.class).single())
          .isEqualTo(2);
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> works.stream().mapToInt(node -> node.counted.get()).sum() >= 6);
      one.getBean(Scheduler.class).shutdown(true);
      other.getBean(Scheduler.class).shutdown(true);
      assertThat(works.stream().mapToLong(node -> node.counted.get()).sum())
          .as("runs on both nodes against the turns of the clock")
          .isEqualTo(
              jdbc.sql(
                      """
                      select TIMES_TRIGGERED from QRTZ_SIMPLE_TRIGGERS
                       where TRIGGER_NAME = 'count-runs'
                      """)
                  .query(Long.class)
                  .single());
    }
  }

  private static List<String> names(ConfigurableApplicationContext node) throws SchedulerException {
    List<String> names = new ArrayList<>();
    node.getBean(Scheduler.class)
        .getJobKeys(GroupMatcher.jobGroupEquals(PeriodicSchedule.GROUP))
        .forEach(key -> names.add(key.getName()));
    return names;
  }

  private static ConfigurableApplicationContext start(Map<String, String> where, String periodic) {
    return new SpringApplicationBuilder(DeliveryOnly.class)
        .web(WebApplicationType.NONE)
        .run(
            "--spring.profiles.active=test",
            "--management.endpoint.health.validate-group-membership=false", // no engine, no node
            "--spring.datasource.url=" + where.get("url"),
            "--spring.datasource.username=" + where.get("user"),
            "--spring.datasource.password=" + where.get("password"),
            "--spring.flyway.ignore-migration-patterns=*:missing", // those of the engine
            "--onestop.periodic.enabled=" + periodic,
            "--onestop.delivery.relay-interval=1s",
            "--camunda.bpm.enabled=false",
            "--logging.level.root=error");
  }

  /** The test's own works. */
  static final class Works {
    final AtomicInteger counted = new AtomicInteger();
    final CountDownLatch runs = new CountDownLatch(2);
    final CountDownLatch mailTried = new CountDownLatch(1);
  }

  @Configuration
  @EnableAutoConfiguration
  @ComponentScan({"onestop.delivery", "onestop.files", "onestop.store"})
  static class DeliveryOnly {
    @Bean
    Clock clock() {
      return new SettableClock(START, ZoneOffset.UTC);
    }

    @Bean
    ZoneId zone() {
      return ZoneId.of("Asia/Ho_Chi_Minh");
    }

    @Bean
    NodeState nodeState() {
      return new NodeState();
    }

    @Bean
    Incidents incidents(JdbcClient jdbc, Clock clock) {
      return new Incidents(jdbc, clock);
    }

    @Bean
    Works works() {
      return new Works();
    }

    @Bean
    PeriodicWork countRuns(Works works) {
      return PeriodicWork.every(
          Duration.ofSeconds(1),
          "count-runs",
          () -> {
            works.counted.incrementAndGet();
            works.runs.countDown();
            throw new IllegalStateException("one failed run ends only itself");
          });
    }

    @Bean
    PeriodicWork rollNumbers() {
      return PeriodicWork.cron("0 5 0 1 1 ?", "roll-numbers", () -> {});
    }

    /** A relay that looks is seen by the state of the one mail. */
    @Bean
    PeriodicWork watchMail(Works works, Outbox outbox) {
      return PeriodicWork.every(
          Duration.ofSeconds(1),
          "watch-mail",
          () -> {
            if (outbox.of("k").stream().anyMatch(entry -> entry.state().isSettled())) {
              works.mailTried.countDown();
            }
          });
    }
  }
}
