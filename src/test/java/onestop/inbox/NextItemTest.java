package onestop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItems;
import onestop.inbox.InboxQuery.Reader;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each press of the button gives one officer one item, the most urgent that nobody holds. */
@Tag("world")
class NextItemTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final int OFFICERS = 6;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void noTwoOfficersGetTheSameItem(TestDatabase database) throws Exception {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      for (int i = 0; i < OFFICERS; i++) {
        city.receive(MARITAL_STATUS);
      }
      List<OfficerId> officers = officers(world);
      Reader desk = InboxPagesOfUnitTest.reader(world, Role.DESK_OFFICER);
      List<String> urgent =
          world
              .get(InboxPages.class)
              .page(
                  new InboxQuery(
                      desk,
                      InboxQuery.Choice.all(InboxQuery.Tab.UNASSIGNED),
                      InboxQuery.Sort.URGENT),
                  null,
                  50)
              .items()
              .stream()
              .map(InboxItem::workItemId)
              .toList();
      assertThat(urgent).hasSize(OFFICERS);

      assertLockedDossierIsPassedOver(world, desk, urgent);
      List<String> given = atOnce(world, desk, officers);
      assertThat(new HashSet<>(given)).hasSize(OFFICERS).containsAll(urgent);
      for (int i = 0; i < OFFICERS; i++) {
        assertThat(world.get(WorkItems.class).get(given.get(i)).assignee())
            .isEqualTo(officers.get(i));
      }
      assertThat(next(world, desk, officers.get(0))).as("nothing is left").isEmpty();

      world.get(Dossiers.class).release(given.get(2), actor(officers.get(2)));
      assertThat(next(world, desk, officers.get(0))).contains(given.get(2));
    }
  }

  /**
   * By the allotments a certificate of marital status needs 14 hours from its appraisal on. On
   * Wednesday afternoon that of Monday cannot be in time any more; that of Tuesday can, and comes
   * before those of today.
   */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void givesWhatCanStillBeSaved(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T08:30")) {
      City city = City.in(world);
      DossierCode lost = atSpecialist(city, MARITAL_STATUS);
      world.advanceTo("2026-03-03T08:30");
      DossierCode saved = atSpecialist(city, MARITAL_STATUS);
      DossierCode savedToo = atSpecialist(city, MARITAL_STATUS);
      world.advanceTo("2026-03-04T14:00");
      DossierCode later = atSpecialist(city, MARITAL_STATUS);
      DossierCode latest = atSpecialist(city, MARITAL_STATUS);
      OfficerId officer = City.officer(City.WARD, Role.SPECIALIST).id();
      Reader desk = InboxPagesOfUnitTest.reader(world, Role.SPECIALIST);
      List<DossierCode> given = new ArrayList<>();
      List<NextItem.Given> why = new ArrayList<>();
      for (Optional<NextItem.Given> next = claim(world, desk, officer);
          next.isPresent();
          next = claim(world, desk, officer)) {
        if (next.get().item().step().equals("appraise_dossier")) { // no draft of a letter
          given.add(next.get().item().dossier());
          why.add(next.get());
        }
      }
      assertThat(given).hasSize(5);
      assertThat(given.subList(0, 2)).containsExactlyInAnyOrder(saved, savedToo);
      assertThat(given.subList(2, 4)).containsExactlyInAnyOrder(later, latest);
      assertThat(given.get(4)).isEqualTo(lost);
      assertThat(why.get(0).outlook().chance().isSaved()).isTrue();
      assertThat(why.get(0).outlook().chance().work()).isEqualTo(14 * 60);
      assertThat(why.get(0).outlook().chance().spare()).isPositive();
      assertThat(why.get(4).outlook().chance().isSaved()).isFalse();
      assertThat(why.get(4).outlook().cases()).as("by the model").isZero();
    }
  }

  private static Optional<NextItem.Given> claim(World world, Reader desk, OfficerId officer) {
    return world.get(NextItem.class).claim(desk, actor(officer), null);
  }

  private static DossierCode atSpecialist(City city, String procedure) {
    DossierCode code = city.receive(procedure).code();
    city.workUntil(code, "appraise_dossier");
    return code;
  }

  /** Another transaction holds the most urgent dossier: the next one is given, without waiting. */
  private static void assertLockedDossierIsPassedOver(
      World world, Reader desk, List<String> urgent) {
    Dossiers dossiers = world.get(Dossiers.class);
    DossierCode first = world.get(Inbox.class).find(urgent.get(0)).orElseThrow().dossier();
    OfficerId officer = City.desk().id();
    String given =
        new TransactionTemplate(world.get(PlatformTransactionManager.class))
            .execute(
                status -> {
                  dossiers.lock(first);
                  return elsewhere(() -> next(world, desk, officer)).orElseThrow();
                });
    assertThat(given).isEqualTo(urgent.get(1));
    dossiers.release(urgent.get(1), City.desk());
    String most = next(world, desk, officer).orElseThrow();
    assertThat(most).isEqualTo(urgent.get(0));
    dossiers.release(most, City.desk());
  }

  private static <T> T elsewhere(Callable<T> work) {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      return other.submit(work).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      other.shutdown();
    }
  }

  private static List<String> atOnce(World world, Reader desk, List<OfficerId> officers)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(OFFICERS);
    CyclicBarrier start = new CyclicBarrier(OFFICERS);
    try {
      List<Future<String>> pressed = new ArrayList<>();
      for (OfficerId officer : officers) {
        pressed.add(
            threads.submit(
                () -> {
                  start.await();
                  return next(world, desk, officer).orElseThrow();
                }));
      }
      List<String> given = new ArrayList<>();
      for (Future<String> one : pressed) {
        given.add(one.get());
      }
      return given;
    } finally {
      threads.shutdown();
    }
  }

  private static Optional<String> next(World world, Reader desk, OfficerId officer) {
    Reader reader = new Reader(officer, desk.desks(), desk.unit(), desk.now(), desk.near());
    return world
        .get(NextItem.class)
        .claim(reader, actor(officer), null)
        .map(given -> given.item().workItemId());
  }

  private static Actor.Officer actor(OfficerId officer) {
    return new Actor.Officer(officer, City.WARD);
  }

  private static List<OfficerId> officers(World world) {
    List<OfficerId> officers = new ArrayList<>();
    Officer like = world.get(Agencies.class).officer(City.desk().id());
    for (int i = 0; i < OFFICERS; i++) {
      OfficerId id = new OfficerId("desk.next." + i);
      world
          .get(Agencies.class)
          .add(new Officer(id, "Người " + i, like.titleVi(), City.WARD, like.roles()), null);
      officers.add(id);
    }
    return officers;
  }
}
