package onestop.apologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import onestop.agencies.Role;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.SignOrder;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.kernel.Actor;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A head who signs the letters of a bad week in one go. */
@Tag("world")
@Timeout(120)
class BulkSigningTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final int LETTERS = 300;
  private static final int BATCH = 50;
  private static final int UNDRAFTED = 150;
  private static final Actor.Officer HEAD = City.officer(City.WARD, Role.HEAD_OF_AGENCY);

  @Test
  void manyLettersAreAFewTransactionsAndEachIsItsOwn() {
    try (World world = World.on(TestDatabase.POSTGRES, "2026-03-02T10:00")) {
      List<SignOrder> orders = owed(world);
      orders.set(UNDRAFTED, SignOrder.asDrafted(orders.get(UNDRAFTED).obligationId()));
      MeterRegistry meters = world.get(MeterRegistry.class);
      long before = meters.timer("onestop.gateway.transaction").count();
      List<SignOutcome> outcomes = world.get(Apologies.class).sign(orders, HEAD);
      assertThat(outcomes).hasSize(LETTERS);
      assertThat(outcomes.get(UNDRAFTED)).isInstanceOf(SignOutcome.Refused.class);
      assertThat(outcomes.stream().filter(SignOutcome.Issued.class::isInstance))
          .hasSize(LETTERS - 1);
      assertThat(meters.timer("onestop.gateway.transaction").count() - before)
          .as("batches of fifty, and one again for the one that fails")
          .isEqualTo(LETTERS / BATCH + 2);
      assertThat(transactions(world)).as("as the database counts them").isEqualTo(LETTERS / BATCH);
      assertThat(
              outcomes.stream()
                  .filter(SignOutcome.Issued.class::isInstance)
                  .map(one -> ((SignOutcome.Issued) one).number()))
          .doesNotHaveDuplicates();
    }
  }

  private static List<SignOrder> owed(World world) {
    City city = City.in(world);
    List<Intake> intakes = new ArrayList<>();
    for (int i = 0; i < LETTERS; i++) {
      intakes.add(city.intake(MARITAL_STATUS, City.WARD, "bulk-" + i));
    }
    world
        .get(Dossiers.class)
        .receiveAll(intakes, City.desk())
        .forEach(outcome -> assertThat(outcome.failure()).isNull());
    world.advanceTo("2026-03-04T10:00");
    List<SignOrder> orders = new ArrayList<>();
    for (long id : ids(world)) {
      orders.add(new SignOrder(id, null, new DraftOrder(id, ApologyReason.OVERLOAD, "", null)));
    }
    assertThat(orders).hasSize(LETTERS);
    return orders;
  }

  private static List<Long> ids(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select id from apology_obligation order by id")
        .query(Long.class)
        .list();
  }

  private static long transactions(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select count(distinct xmin::text) from apology_letter")
        .query(Long.class)
        .single();
  }
}
