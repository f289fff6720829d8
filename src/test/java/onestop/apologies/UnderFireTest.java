package onestop.apologies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.agencies.Role;
import onestop.apologies.letter.LetterPress;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.SignOrder;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.engine.Timers;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.SharedWorld.Week;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Things that happen at the same moment, or later than they should, still give one letter. */
@Tag("world")
class UnderFireTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  private static final String MARITAL_STATUS = "1.004873";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void twoBranchesThatRaiseTheSameObligationShareIt(TestDatabase database) throws Exception {
    World one = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    try (World two = World.on(SHARED.where(database), week.day(0) + "T10:00")) {
      City city = SHARED.city(database);
      for (int round = 0; round < 5; round++) {
        DossierCode code = city.receive(MARITAL_STATUS).code();
        together(() -> raise(one, code), () -> raise(two, code));
        assertThat(one.get(Apologies.class).of(code)).hasSize(1);
      }
      sound(one);
    }
  }

  private static boolean raise(World world, DossierCode code) {
    AutomaticSteps steps = world.get(AutomaticSteps.class);
    ObligationLocks locks = world.get(ObligationLocks.class);
    new TransactionTemplate(world.get(PlatformTransactionManager.class))
        .executeWithoutResult(status -> steps.openForOfficers(locks.lock(code), world.now()));
    return true;
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLetterSignedAfterTheDueMomentSaysSoAndStaysTheOnlyOne(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    DossierCode code = SHARED.city(database).receive(MARITAL_STATUS).code();
    world.advanceTo(week.at(2, "09:00"));
    Apologies apologies = world.get(Apologies.class);
    long id = apologies.of(code).get(0).id();
    apologies.draft(
        new DraftOrder(id, ApologyReason.OVERLOAD, "Nhiều hồ sơ", null),
        City.officer(City.WARD, Role.SPECIALIST));
    world.outageUntil(week.at(7, "09:00")); // the timers slept, the head did not
    assertThat(
            apologies.sign(
                List.of(SignOrder.asDrafted(id)), City.officer(City.WARD, Role.HEAD_OF_AGENCY)))
        .hasOnlyElementsOfType(SignOutcome.Issued.class);
    ApologyObligation issued = apologies.get(id);
    assertThat(issued.issue().inTime()).isFalse();
    assertThat(issued.issue().how()).isEqualTo(ApologyObligation.How.OFFICER);
    world.advanceTo(week.at(35, "09:00"));
    assertThat(apologies.of(code)).hasSize(1);
    assertThat(letters(world, code)).isEqualTo(1);
    sound(world);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nobodyCanSignALetterThatIsOwedNoMore(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    world.advanceTo(week.at(2, "09:00"));
    Apologies apologies = world.get(Apologies.class);
    long id = apologies.of(code).get(0).id();
    apologies.draft(
        new DraftOrder(id, ApologyReason.OVERLOAD, "Nhiều hồ sơ", null),
        City.officer(City.WARD, Role.SPECIALIST));
    city.resolve(code);
    assertThat(
            apologies.sign(
                List.of(SignOrder.asDrafted(id)), City.officer(City.WARD, Role.HEAD_OF_AGENCY)))
        .hasOnlyElementsOfType(SignOutcome.Refused.class);
    assertThat(letters(world, code)).isZero();
    sound(world);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aClockThatIsRecalculatedWhileItsTimerFiresGivesOneLetter(TestDatabase database)
      throws Exception {
    Map<String, String> where = database.ready();
    try (World one = World.on(where, "2025-12-23T10:00");
        World two = World.on(where, "2025-12-23T10:00")) {
      City city = City.in(one);
      Calendars calendars = one.get(Calendars.class);
      String before =
          shipped().replaceAll("(?m)^2026-01-02,SWAP_OFF.*\\R|^2026-01-10,MAKEUP.*\\R", "");
      calendars.importCsv("VN", before, "as announced in 2025", "test");
      DossierCode code = city.receive("1.004222", City.POLICE).code(); // due Fri 2 January
      one.advanceTo("2025-12-31T09:00");
      two.outageUntil("2025-12-31T17:00");
      one.outageUntil("2025-12-31T17:00"); // the letter's limit has come
      CalendarVersion decreed = calendars.importCsv("VN", shipped(), "12729/VPCP-KGVX", "test");
      together(
          () ->
              !one.get(SlaClocks.class)
                  .recalculate(decreed, City.desk(), one.now())
                  .moved()
                  .isEmpty(),
          () -> fire(two));
      one.advanceTo("2026-02-10T09:00");
      assertThat(one.get(SlaClocks.class).state(code).dueOriginalAt())
          .isEqualTo(World.at("2026-01-02T17:00"));
      assertThat(one.get(Apologies.class).of(code)).hasSize(1);
      assertThat(letters(one, code)).isEqualTo(1);
      sound(one);
    }
  }

  private static boolean fire(World world) {
    return world.get(Timers.class).fire(world.now(), 10) > 0;
  }

  private static void together(Callable<Boolean> one, Callable<Boolean> two) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Boolean> done : threads.invokeAll(List.of(one, two))) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static String shipped() throws IOException {
    try (InputStream in =
        UnderFireTest.class.getResourceAsStream("/calendar/public-holidays-vn.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static long letters(World world, DossierCode code) {
    return world
        .get(JdbcClient.class)
        .sql(
            """
            select count(*) from apology_letter where obligation_id in
              (select id from apology_obligation where dossier_code = ?)
            """)
        .param(code.value())
        .query(Long.class)
        .single();
  }

  private static void sound(World world) {
    world.get(LetterPress.class).print(1000);
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
  }
}
