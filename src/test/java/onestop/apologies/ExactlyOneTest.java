package onestop.apologies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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
import onestop.apologies.obligation.ObligationState;
import onestop.apologies.obligation.SignOrder;
import onestop.dossiers.Dossiers;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.ProcessRuntime;
import onestop.engine.Timers;
import onestop.engine.TreesOf;
import onestop.escalation.EscalationLevel;
import onestop.escalation.Escalations;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.models.Models;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.SharedWorld.Week;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No late dossier without exactly one letter: under outages, two nodes, races and repairs. */
@Tag("world")
class ExactlyOneTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  private static final String MARITAL_STATUS = "1.004873";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aSilentOfficeSendsOneHonestLetterAhead(TestDatabase database) throws Exception {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code(); // due Thu 5 March, letter by Wed 4
    world.advanceTo(week.at(2, "17:00"));
    ApologyObligation obligation = only(world, code);
    assertThat(obligation.state()).isEqualTo(ObligationState.ISSUED);
    assertThat(obligation.issue().inTime()).isTrue();
    assertThat(world.get(SlaClocks.class).state(code).appointmentNo()).isEqualTo(2);
    assertThat(world.get(SlaClocks.class).state(code).dueOriginalAt())
        .isEqualTo(week.at(3, "17:00"));

    assertThat(world.get(LetterPress.class).print(10)).isEqualTo(1);
    assertThat(world.get(LetterPress.class).print(10)).isZero();
    byte[] pdf = world.get(Apologies.class).print(obligation.id()).orElseThrow().pdf();
    try (var document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
      assertThat(text).contains("Trần Thị Ngọc Ánh", code.value(), "chưa nêu lý do");
    }
    // the one new date passes as well: no second letter, only escalation
    world.advanceTo(week.at(35, "08:00"));
    assertThat(only(world, code).key().appointmentNo()).isEqualTo(1);
    assertThat(world.get(Escalations.class).of(code))
        .extracting(one -> one.level())
        .contains(EscalationLevel.OVERDUE, EscalationLevel.ESCALATION_3);
    sound(world);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anOutageOverEverythingStillGivesExactlyOne(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    world.outageUntil(week.at(18, "09:00"));
    world.advanceTo(week.at(18, "09:01"));
    ApologyObligation obligation = only(world, code);
    assertThat(obligation.state()).isEqualTo(ObligationState.ISSUED);
    assertThat(obligation.issue().inTime()).isFalse();
    sound(world);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void twoNodesOnOneDatabaseIssueOneLetterEach(TestDatabase database) throws Exception {
    Map<String, String> where = database.ready();
    try (World one = World.on(where, "2026-03-02T10:00");
        World two = World.on(where, "2026-03-02T10:00")) {
      City city = City.in(one);
      for (int i = 0; i < 6; i++) {
        city.receive(MARITAL_STATUS);
      }
      one.outageUntil("2026-03-10T09:00");
      two.outageUntil("2026-03-10T09:00");
      ExecutorService threads = Executors.newFixedThreadPool(2);
      // a wave passes over what the other node holds: both are asked until nothing is left
      int rounds = 0;
      for (int quiet = 0; quiet < 3; ) {
        assertThat(rounds++).as("rounds until nothing is due any more").isLessThan(100);
        int fired = 0;
        List<Callable<Integer>> both = List.of(() -> fire(one), () -> fire(two));
        for (Future<Integer> done : threads.invokeAll(both)) {
          fired += done.get();
        }
        quiet = fired == 0 ? quiet + 1 : 0;
      }
      threads.shutdown();
      assertThat(count(one, "select count(*) from apology_obligation where state = 'ISSUED'"))
          .isEqualTo(6);
      assertThat(count(one, "select count(*) from apology_letter")).isEqualTo(6);
      assertThat(count(one, "select count(*) from ledger_entry where kind = 'LETTER_ISSUED'"))
          .isEqualTo(6);
    }
  }

  private static int fire(World world) {
    return world.get(Timers.class).fire(world.now(), 2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void finishedBetweenDraftAndSignatureIsVoid(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    world.advanceTo(week.at(2, "09:00"));
    draft(world, code);
    city.resolve(code);
    assertThat(only(world, code).state()).isEqualTo(ObligationState.VOID);
    world.advanceTo(week.at(18, "09:00"));
    assertThat(only(world, code).state()).isEqualTo(ObligationState.VOID);
    assertThat(letters(world, code)).isZero();
    sound(world);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void signedByTheHeadIsIssuedOnceWithItsReason(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    world.advanceTo(week.at(2, "09:00"));
    draft(world, code);
    long id = only(world, code).id();
    var head = City.officer(City.WARD, Role.HEAD_OF_AGENCY);
    assertThat(
            world
                .get(Apologies.class)
                .sign(List.of(SignOrder.asDrafted(id), SignOrder.asDrafted(id)), head))
        .hasSize(2);
    assertThat(only(world, code).state()).isEqualTo(ObligationState.ISSUED);
    assertThat(only(world, code).issue().inTime()).isTrue();
    world.advanceTo(week.at(18, "09:00"));
    assertThat(letters(world, code)).isEqualTo(1);
    sound(world);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aSuspendedProcessKeepsItsClockAndIsHeardAfterwards(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode code = city.receive(MARITAL_STATUS).code();
      world.get(ProcessRuntime.class).suspend(code);
      assertThat(world.advanceTo("2026-03-10T09:00")).isZero();
      assertThat(world.get(Apologies.class).of(code)).isEmpty();
      // the sweep hears what the timer could not say
      assertThat(world.get(Reconciliation.class).sweep()).isEqualTo(1);
      assertThat(only(world, code).state()).isEqualTo(ObligationState.ISSUED);
      assertThat(count(world, "select count(*) from incident")).isEqualTo(1);
      world.get(ProcessRuntime.class).activate(code);
      world.advanceTo("2026-03-10T09:05");
      assertThat(only(world, code).state()).isEqualTo(ObligationState.ISSUED);
      assertThat(world.get(Reconciliation.class).sweep()).isZero();
      sound(world);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLostTimerIsFoundByTheSweep(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    assertThat(TreesOf.loseTimers(world, code)).isEqualTo(1);
    world.advanceTo(week.at(8, "09:00"));
    assertThat(world.get(Fsck.class).check().findings())
        .extracting(finding -> finding.kind())
        .containsExactly("TIMER");
    assertThat(world.get(Reconciliation.class).sweep()).isEqualTo(1);
    assertThat(only(world, code).state()).isEqualTo(ObligationState.ISSUED);
    assertThat(world.get(ProcessRuntime.class).timersOf(code)).isEqualTo(1);
    sound(world);
    // the new timer says what comes next, and ends with its dossier
    world.advanceTo(week.at(35, "08:00"));
    assertThat(world.get(Escalations.class).of(code))
        .extracting(one -> one.level())
        .contains(EscalationLevel.ESCALATION_3);
    city.resolve(code);
    sound(world);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aTimerThatUsedUpItsTriesIsGrantedNewOnes(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    DossierCode code = SHARED.city(database).receive(MARITAL_STATUS).code();
    assertThat(TreesOf.spendTimers(world, code)).isEqualTo(1);
    world.advanceTo(week.at(8, "09:00"));
    assertThat(world.get(Reconciliation.class).sweep()).isEqualTo(1);
    assertThat(world.get(ProcessRuntime.class).timersOf(code)).isEqualTo(1);
    sound(world);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aPausedDossierOwesNothingHoweverLongItWaits(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, "appraise_dossier");
    city.complete(code, "appraise_dossier", "supplement", order(week.day(18)));
    world.advanceTo(week.at(42, "09:00"));
    Week later = SHARED.nextWeek(database);
    assertThat(world.get(Apologies.class).of(code)).isEmpty();
    // the papers come long after their own deadline: what is left of the limit is still granted
    city.complete(code, "await_supplement", "received", new StepPayload.Note(""));
    assertThat(world.get(SlaClocks.class).state(code).dueCurrentAt())
        .isEqualTo(later.at(3, "17:00"));
    world.advanceTo(later.at(9, "09:00"));
    assertThat(only(world, code).state()).isEqualTo(ObligationState.ISSUED);
    sound(world);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aWithdrawnDossierWhoseLetterWaitsOwesNothing(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    world.advanceTo(week.at(2, "09:00"));
    draft(world, code);
    world.get(Dossiers.class).withdraw(code, "người nộp đổi ý", City.desk());
    assertThat(only(world, code).state()).isEqualTo(ObligationState.VOID);
    sound(world);
  }

  /** camunda-bpm-platform #3713: migrating an instance must not fire a fired timer again. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aMigratedProcessDoesNotRepeatItsMarks(TestDatabase database) throws Exception {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode code = city.receive(MARITAL_STATUS).code();
      world.advanceTo("2026-03-05T08:00");
      long marks = count(world, "select count(*) from sla_mark");
      String model;
      try (var in =
          ExactlyOneTest.class.getResourceAsStream(
              "/bpmn/civil-status/marital_status_certificate.bpmn")) {
        model = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      assertThat(
              world
                  .get(Models.class)
                  .publish(
                      "marital_status_certificate.bpmn",
                      model
                          .replace("Chuyển hồ sơ", "Chuyển hồ sơ (2)")
                          .getBytes(StandardCharsets.UTF_8),
                      City.desk(),
                      ""))
          .isPresent();
      assertThat(world.get(ProcessRuntime.class).migrate(code, "marital_status_certificate"))
          .isTrue();
      assertThat(world.get(ProcessRuntime.class).timersOf(code)).isEqualTo(1);
      world.advanceTo("2026-03-05T09:00");
      assertThat(count(world, "select count(*) from sla_mark")).isEqualTo(marks);
      world.advanceTo("2026-06-01T09:00");
      assertThat(count(world, "select count(*) from apology_letter")).isEqualTo(1);
      sound(world);
    }
  }

  private static void draft(World world, DossierCode code) {
    world
        .get(Apologies.class)
        .draft(
            new DraftOrder(only(world, code).id(), ApologyReason.OVERLOAD, "Nhiều hồ sơ", null),
            City.officer(City.WARD, Role.SPECIALIST));
  }

  private static ApologyObligation only(World world, DossierCode code) {
    List<ApologyObligation> obligations = world.get(Apologies.class).of(code);
    assertThat(obligations).hasSize(1);
    return obligations.get(0);
  }

  private static StepPayload order(LocalDate by) {
    return new StepPayload.SupplementOrder(List.of("giấy tờ"), "thiếu bản gốc", by, "Luật", "YC-1");
  }

  private static void sound(World world) {
    world.get(LetterPress.class).print(1000);
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
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

  private static long count(World world, String sql) {
    return world.get(JdbcClient.class).sql(sql).query(Long.class).single();
  }
}
