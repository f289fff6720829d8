package onestop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItems;
import onestop.inbox.InboxQuery.Reader;
import onestop.kernel.Actor;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A claim and the key that it was asked for under are one transaction. */
@Tag("world")
class ClaimKeysTest {
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aKeyUsedOnAnotherNodeUndoesTheSecondClaim(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      city.receive("1.004873");
      city.receive("1.004873");
      Reader desk = InboxPagesOfUnitTest.reader(world, Role.DESK_OFFICER);
      Reader reader =
          new Reader(City.desk().id(), desk.desks(), desk.unit(), desk.now(), desk.near());
      ClaimKeys keys = world.get(ClaimKeys.class);
      String first = next(world, reader, "k").orElseThrow();
      assertThat(next(world, reader, "k")).contains(first);
      assertThat(next(world, reader, " k ")).contains(first);

      // the other node's row arrives between the look-up of the key and the claim
      Actor.Officer officer = City.desk();
      world.get(Dossiers.class).release(first, officer);
      String second =
          new TransactionTemplate(world.get(PlatformTransactionManager.class))
              .execute(
                  status -> {
                    keys.keep(officer.id(), "twice", "of-the-other-node");
                    try {
                      keys.keep(officer.id(), "twice", first);
                      return "kept twice";
                    } catch (DuplicateKeyException twin) {
                      status.setRollbackOnly();
                      return "once";
                    }
                  });
      assertThat(second).isEqualTo("once");
      assertThat(world.get(WorkItems.class).get(first).assignee()).isNull();

      assertThat(keys.forget(world.now().plusSeconds(1))).isEqualTo(1);
      assertThat(
              world
                  .get(JdbcClient.class)
                  .sql("select count(*) from next_claim")
                  .query(Long.class)
                  .single())
          .isZero();
    }
  }

  private static Optional<String> next(World world, Reader reader, String key) {
    return world
        .get(NextItem.class)
        .claim(reader, City.desk(), key)
        .map(given -> given.item().workItemId());
  }
}
