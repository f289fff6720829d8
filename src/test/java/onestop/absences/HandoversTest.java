package onestop.absences;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.absences.AbsenceItem.Fate;
import onestop.agencies.Absence;
import onestop.agencies.Absences;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Work of the absent is never lost between two officers, whatever comes between. */
@Tag("world")
class HandoversTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T08:30");

  private static int officers;

  private World world;
  private City city;
  private Handovers handovers;
  private Absences absences;

  private void open(TestDatabase database) {
    world = SHARED.world(database);
    city = SHARED.city(database);
    handovers = world.get(Handovers.class);
    absences = world.get(Absences.class);
  }

  private Actor.Officer specialist() {
    OfficerId id = new OfficerId("vang." + ++officers);
    world
        .get(Agencies.class)
        .add(new Officer(id, "Lê Văn " + officers, "", City.WARD, Set.of(Role.SPECIALIST)), null);
    return new Actor.Officer(id, City.WARD);
  }

  private WorkItem heldBy(Actor.Officer officer) {
    DossierCode code = city.receive("1.004873").code();
    city.workUntil(code, "appraise_dossier");
    WorkItem item = city.dossierItems(code).get(0);
    world.get(Dossiers.class).claim(item.id(), officer);
    return item;
  }

  private OfficerId holder(WorkItem item) {
    return world.get(WorkItems.class).get(item.id()).assignee();
  }

  private long moves(WorkItem item) {
    return world.get(Dossiers.class).events(item.dossier()).stream()
        .filter(event -> event.kind().equals("WORK_ASSIGNED"))
        .count();
  }

  private Absence absent(Actor.Officer who, Actor.Officer instead, int from, int to) {
    LocalDate today = world.now().atZone(World.HANOI).toLocalDate();
    return absences.record(
        new Absence.Order(
            who.id(),
            instead.id(),
            today.plusDays(from),
            today.plusDays(to),
            EnumSet.allOf(Absence.Flow.class),
            ""),
        who.id());
  }

  private void nextDay() {
    world.outageUntil(world.now().plus(Duration.ofDays(1)));
    handovers.round();
  }

  /** The node dies behind the first item: the absence is not marked as handed over. */
  @ParameterizedTest
  @CsvSource({"H2, true", "H2, false", "POSTGRES, true"})
  void whatADyingNodeHasHandedOverComesBack(TestDatabase database, boolean early) {
    open(database);
    Actor.Officer hoa = specialist();
    Actor.Officer nam = specialist();
    WorkItem item = heldBy(hoa);
    Absence absence = absent(hoa, nam, 0, 0);
    handovers.handOver(absence, hoa);
    world
        .get(JdbcClient.class)
        .sql("update absence set handed_at = null where id = ?")
        .param(absence.id())
        .update();
    assertThat(holder(item)).isEqualTo(nam.id());
    if (early) {
      absences.end(absence.id(), hoa.id());
      handovers.round();
    } else {
      nextDay();
    }
    assertThat(holder(item)).isEqualTo(hoa.id());
    assertThat(handovers.of(absence)).extracting(AbsenceItem::fate).containsExactly(Fate.BACK);
    assertThat(absences.toSettle()).doesNotContain(absence);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void betweenTwoAbsencesWorkGoesFromOneSubstituteToTheNext(TestDatabase database) {
    open(database);
    Actor.Officer hoa = specialist();
    Actor.Officer nam = specialist();
    Actor.Officer lan = specialist();
    WorkItem item = heldBy(hoa);
    absent(hoa, nam, 0, 0);
    absent(hoa, lan, 1, 1);
    handovers.round();
    assertThat(holder(item)).isEqualTo(nam.id());
    nextDay();
    assertThat(holder(item)).as("not with the absent officer").isEqualTo(lan.id());
    nextDay();
    assertThat(holder(item)).isEqualTo(hoa.id());
  }

  /** The second absence is recorded after midnight, before the round that ends the first. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anAbsenceRecordedBeforeTheRoundLeavesNothingBehind(TestDatabase database) {
    open(database);
    Actor.Officer hoa = specialist();
    Actor.Officer nam = specialist();
    Actor.Officer lan = specialist();
    WorkItem item = heldBy(hoa);
    absent(hoa, nam, 0, 0);
    handovers.round();
    world.outageUntil(world.now().plus(Duration.ofDays(1)));
    handovers.handOver(absent(hoa, lan, 0, 0), hoa);
    assertThat(holder(item)).isEqualTo(lan.id());
    handovers.round();
    assertThat(holder(item)).isEqualTo(lan.id());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void twoWhoStandInForOneAnotherKeepTheirOwnWork(TestDatabase database) {
    open(database);
    Actor.Officer hoa = specialist();
    Actor.Officer nam = specialist();
    WorkItem ofHoa = heldBy(hoa);
    WorkItem ofNam = heldBy(nam);
    absent(hoa, nam, 0, 0);
    absent(nam, hoa, 1, 1);
    handovers.round();
    assertThat(List.of(holder(ofHoa), holder(ofNam))).containsOnly(nam.id());
    nextDay();
    assertThat(List.of(holder(ofHoa), holder(ofNam))).containsOnly(hoa.id());
    nextDay();
    assertThat(holder(ofHoa)).isEqualTo(hoa.id());
    assertThat(holder(ofNam)).isEqualTo(nam.id());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nothingIsHandedOverOnceTheOfficerIsBack(TestDatabase database) {
    open(database);
    Actor.Officer hoa = specialist();
    Actor.Officer nam = specialist();
    WorkItem item = heldBy(hoa);
    Absence readBefore = absent(hoa, nam, 0, 5);
    absences.end(readBefore.id(), hoa.id());
    handovers.handOver(readBefore, hoa); // a round that read it before the end
    assertThat(holder(item)).isEqualTo(hoa.id());
    assertThat(moves(item)).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void handsOverAndBackOnceHoweverManyAreAtIt(TestDatabase database) throws Exception {
    open(database);
    Actor.Officer hoa = specialist();
    Actor.Officer nam = specialist();
    List<WorkItem> items = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      items.add(heldBy(hoa));
    }
    Absence absence = absent(hoa, nam, 0, 0);
    together(() -> handovers.handOver(absence, hoa), handovers::round);
    assertThat(items).allSatisfy(item -> assertThat(holder(item)).isEqualTo(nam.id()));
    absences.end(absence.id(), hoa.id());
    Absence ended = absences.get(absence.id());
    together(() -> handovers.giveBack(ended, hoa), handovers::round);
    handovers.round();
    assertThat(items)
        .allSatisfy(
            item -> {
              assertThat(holder(item)).isEqualTo(hoa.id());
              assertThat(moves(item)).isEqualTo(2);
            });
  }

  /** The officer is back while the hand-over runs: whoever comes last, the officer has the work. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void comingBackDuringTheHandoverLeavesNothingWithTheSubstitute(TestDatabase database)
      throws Exception {
    open(database);
    Actor.Officer hoa = specialist();
    Actor.Officer nam = specialist();
    List<WorkItem> items = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      items.add(heldBy(hoa));
    }
    for (int round = 0; round < 5; round++) {
      Absence absence = absent(hoa, nam, 0, 0);
      together(
          () -> handovers.handOver(absence, hoa),
          () -> {
            Absence ended = absences.end(absence.id(), hoa.id());
            handovers.giveBack(ended, hoa);
          });
      handovers.round();
      assertThat(items).allSatisfy(item -> assertThat(holder(item)).isEqualTo(hoa.id()));
    }
  }

  private static void together(Runnable one, Runnable other) throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    CyclicBarrier start = new CyclicBarrier(2);
    try {
      List<Future<?>> both = new ArrayList<>();
      for (Runnable act : List.of(one, other)) {
        both.add(
            two.submit(
                () -> {
                  start.await();
                  act.run();
                  return null;
                }));
      }
      for (Future<?> each : both) {
        each.get();
      }
    } finally {
      two.shutdownNow();
    }
  }
}
