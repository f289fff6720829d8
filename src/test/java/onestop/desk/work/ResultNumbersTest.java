package onestop.desk.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.desk.people.RegisterBook;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.registers.ResultRegister;
import onestop.dossiers.registers.ResultRegisters;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The numbers of results, without a browser: years, races and readers from elsewhere. */
@Tag("world")
class ResultNumbersTest {
  private static final Instant IN_2026 = Instant.parse("2026-12-31T10:00:00Z");
  private static final Instant IN_2027 = Instant.parse("2027-01-01T03:00:00Z");

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T08:30");

  private record Scene(TestDatabase database) {
    ResultRegisters registers() {
      return SHARED.world(database).get(ResultRegisters.class);
    }

    TransactionTemplate transaction() {
      return new TransactionTemplate(SHARED.world(database).get(PlatformTransactionManager.class));
    }

    Dossier dossier(String procedure) {
      return SHARED.city(database).receive(procedure);
    }

    void keep(String procedure, String pattern, int next) {
      registers()
          .keep(
              new ResultRegister(City.WARD, procedure, "Sổ", pattern, 2026, next),
              City.officer(City.WARD, Role.ADMINISTRATOR).id());
    }

    String take(Dossier dossier, String typed, Instant at) {
      return Objects.requireNonNull(
          transaction().execute(status -> registers().take(dossier, typed, at)));
    }

    Failure refused(Dossier dossier, String typed, Instant at) {
      Failure refused = catchThrowableOfType(Failure.class, () -> take(dossier, typed, at));
      assertThat(refused).as(typed).isNotNull();
      return refused;
    }

    String proposed(Dossier dossier, int year) {
      return registers().proposed(registers().of(dossier).orElseThrow(), year);
    }

    Caller caller(AgencyCode agency) {
      Officer officer =
          SHARED
              .world(database)
              .get(Agencies.class)
              .officer(City.officer(agency, Role.RECORDS_CLERK).id());
      return new Caller(officer, officer.roles());
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aNumberIsOfTheYearThatItNames(TestDatabase database) {
    Scene scene = new Scene(database);
    String procedure = "1.001193";
    scene.keep(procedure, "{number}/{year}/KS", 7);
    Dossier old = scene.dossier(procedure);
    Dossier young = scene.dossier(procedure);

    assertThat(scene.take(old, "7/2026/KS", IN_2026)).isEqualTo("7/2026/KS");
    assertThat(scene.proposed(old, 2027)).as("a new year begins at 1").isEqualTo("1/2027/KS");
    Failure taken = scene.refused(young, "07/2026/ks", IN_2027);
    assertThat(taken.slug()).isEqualTo("number-taken");
    assertThat(taken.arguments()).containsEntry("next", "1/2027/KS");
    assertThat(scene.take(young, "8/2026/KS", IN_2027)).as("the old book").isEqualTo("8/2026/KS");
    assertThat(scene.proposed(young, 2027)).isEqualTo("1/2027/KS");
    assertThat(scene.proposed(young, 2026)).isEqualTo("9/2026/KS");
    Dossier third = scene.dossier(procedure);
    assertThat(scene.take(third, "1/2027/KS", IN_2027)).isEqualTo("1/2027/KS");
    assertThat(scene.take(third, "1/2027/KS", IN_2027)).as("its own").isEqualTo("1/2027/KS");
    assertThat(scene.proposed(third, 2027)).isEqualTo("2/2027/KS");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aBookWithoutYearBeginsAgain(TestDatabase database) {
    Scene scene = new Scene(database);
    String procedure = "2.000815";
    scene.keep(procedure, "{number}", 3);
    Dossier first = scene.dossier(procedure);
    Dossier second = scene.dossier(procedure);
    assertThat(scene.take(first, "4", IN_2026)).isEqualTo("4");
    assertThat(scene.take(first, "3", IN_2026)).isEqualTo("3");
    assertThat(scene.refused(second, "03", IN_2026).arguments()).containsEntry("next", "5");
    assertThat(scene.take(second, "3", IN_2027)).as("another year").isEqualTo("3");
    assertThat(scene.refused(first, "3", IN_2027).arguments()).containsEntry("next", "1");
    assertThat(scene.take(second, "quyển 2, tờ  5", IN_2027)).isEqualTo("quyển 2, tờ 5");
    assertThat(scene.refused(first, "Quyển 2, tờ 5", IN_2027).slug()).isEqualTo("number-taken");
    assertThat(scene.proposed(first, 2027)).isEqualTo("1");
  }

  /** Each in a transaction that goes on afterwards. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aRegisterIsOpenedByManyAtOnce(TestDatabase database) throws Exception {
    Scene scene = new Scene(database);
    int officers = 4;
    ExecutorService all = Executors.newFixedThreadPool(officers);
    try {
      for (int i = 0; i < 10; i++) {
        String procedure = "9.00000" + i;
        CyclicBarrier together = new CyclicBarrier(officers);
        Callable<Integer> open =
            () -> {
              together.await();
              return scene
                  .transaction()
                  .execute(
                      status -> {
                        scene.keep(procedure, "{number}", 1);
                        return scene.registers().of(City.WARD).size();
                      });
            };
        List<Callable<Integer>> calls = new ArrayList<>(List.of(open, open, open, open));
        for (Future<Integer> one : all.invokeAll(calls)) {
          assertThat(one.get()).as(procedure).isPositive();
        }
      }
    } finally {
      all.shutdown();
    }
    assertThat(scene.registers().of(City.WARD))
        .filteredOn(one -> one.procedure().startsWith("9.00000"))
        .hasSize(10);
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void aReaderFromElsewhereIsToldNoDossier(TestDatabase database) {
    Scene scene = new Scene(database);
    String procedure = "1.004873";
    scene.keep(procedure, "{number}/XN", 1);
    Dossier has = scene.dossier(procedure);
    Dossier wants = scene.dossier(procedure);
    scene.take(has, "1/XN", IN_2026);
    SHARED.city(database).workUntil(wants.code(), "issue_result");
    String item = SHARED.city(database).dossierItems(wants.code()).get(0).id();
    Failure taken = scene.refused(wants, "1/XN", IN_2026);
    ResultNumbers numbers = SHARED.world(database).get(ResultNumbers.class);

    Failure told = numbers.naming(taken, item, scene.caller(City.WARD));
    assertThat(told.slug()).isEqualTo("number-taken-by");
    assertThat(told.arguments())
        .containsEntry("code", has.code().value())
        .containsEntry("next", "2/XN");
    assertThat(numbers.naming(taken, item, scene.caller(City.POLICE))).isSameAs(taken);
    assertThat(numbers.naming(taken, item, scene.caller(City.CENTRE))).isSameAs(taken);
    assertThat(taken.arguments().values()).doesNotContain(has.code().value());
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void aRegisterOfLastYearIsShownFromItsBeginning(TestDatabase database) {
    Scene scene = new Scene(database);
    OfficerId administrator = City.officer(City.INSURANCE, Role.ADMINISTRATOR).id();
    scene
        .registers()
        .keep(
            new ResultRegister(City.INSURANCE, "1.001193", "Sổ", "{number}/{year}", 2025, 57),
            administrator);
    Officer officer = SHARED.world(database).get(Agencies.class).officer(administrator);
    assertThat(
            SHARED
                .world(database)
                .get(RegisterBook.class)
                .of(City.INSURANCE, new Caller(officer, officer.roles())))
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.next()).isEqualTo(1);
              assertThat(kept.proposed()).isEqualTo("1/2026");
            });
  }
}
