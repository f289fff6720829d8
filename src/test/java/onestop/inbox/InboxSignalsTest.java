package onestop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItem;
import onestop.kernel.AgencyCode;
import onestop.store.Sql;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever changes a list of an agency, and on whichever node, those who look at it are told. */
@Tag("world")
class InboxSignalsTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  /** A page that is open, or none. */
  private static final class Page implements InboxSignals.Listener {
    private final List<AgencyCode> told = new ArrayList<>();
    private boolean open = true;

    @Override
    public boolean isListening() {
      return open;
    }

    @Override
    public void changed(Set<AgencyCode> agencies) {
      told.addAll(agencies);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void everyActOnAnItemIsToldOnceAfterItsCommit(TestDatabase database) {
    World world = SHARED.world(database);
    City city = SHARED.city(database);
    InboxSignals signals = world.get(InboxSignals.class);
    Page page = new Page();
    signals.add(page);
    signals.round();
    page.told.clear();
    WorkItem item = city.dossierItems(city.receive("1.004873").code()).get(0);
    signals.round();
    assertThat(page.told).as("received").containsExactly(City.WARD);
    signals.round();
    assertThat(page.told).as("told once").hasSize(1);

    Dossiers dossiers = world.get(Dossiers.class);
    dossiers.claim(item.id(), City.desk());
    signals.round();
    dossiers.release(item.id(), City.desk());
    signals.round();
    city.complete(
        item.dossier(), item.step(), item.normalOutcome(), city.filled(item, item.normalOutcome()));
    signals.round();
    assertThat(page.told).as("claimed, given back, completed").hasSize(4);

    WorkItem next = city.dossierItems(item.dossier()).get(0);
    new TransactionTemplate(world.get(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              city.complete(
                  next.dossier(),
                  next.step(),
                  next.normalOutcome(),
                  city.filled(next, next.normalOutcome()));
              signals.round();
              status.setRollbackOnly();
            });
    signals.round();
    assertThat(page.told).as("not before the commit, nor without one").hasSize(4);
    page.open = false;
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anotherNodeIsAskedWithOneStatementAndToldOnce(TestDatabase database) {
    World world = SHARED.world(database);
    InboxChanges changesHere = new InboxChanges();
    InboxChanges changesThere = new InboxChanges();
    InboxSignals here = node(world, changesHere);
    InboxSignals there = node(world, changesThere);
    Page page = new Page();
    there.add(page);
    there.round();
    changesHere.note(City.WARD, City.POLICE);
    here.round();
    there.round();
    assertThat(page.told).containsExactlyInAnyOrder(City.WARD, City.POLICE);
    there.round();
    assertThat(page.told).hasSize(2);
    changesHere.note(City.WARD);
    here.round();
    changesThere.note(City.WARD);
    there.round();
    assertThat(page.told).as("both at once is one change").hasSize(3);

    page.open = false;
    changesHere.note(City.WARD);
    here.round();
    there.round();
    page.open = true;
    there.round();
    assertThat(page.told).as("a page that opens has read its list already").hasSize(3);
    assertThat(here.forget(world.now().plus(Duration.ofSeconds(1)))).isPositive();
  }

  private static InboxSignals node(World world, InboxChanges changes) {
    return new InboxSignals(
        changes,
        world.get(Sql.class),
        world.get(Clock.class),
        new InboxSettings(Duration.ofDays(90), Duration.ofSeconds(2)),
        world.get(PlatformTransactionManager.class));
  }
}
