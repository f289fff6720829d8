package onestop.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.StepPayload;
import onestop.facts.DossierFacts;
import onestop.facts.DossierFigures;
import onestop.facts.Period;
import onestop.facts.ReportScope;
import onestop.facts.ReportScopes;
import onestop.facts.ReportScopes.Asked;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.reports.StatutoryReport.Kind;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The arithmetic of the forms, under histories nobody chose and in a city counted by hand. */
@Tag("world")
class StatutoryReportsTest {
  private static final String WARD = City.WARD.value();
  private static final List<Asked> WHOSE =
      List.of(
          new Asked("city", null, null, null),
          new Asked("agency", WARD, null, null),
          new Asked("desk", WARD, null, null),
          new Asked("below", City.CENTRE.value(), null, null));

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void addUpAndCarryOverWhateverHappens(TestDatabase database) {
    try (World world = World.on(database, "2026-03-01T08:00")) {
      Histories histories = new Histories(world, City.in(world), 20_260_301L);
      histories.workUntil(LocalDate.of(2026, 4, 26));
      world.outageUntil("2026-05-08T12:00");
      StatutoryReports reports = world.get(StatutoryReports.class);
      long seen = 0;
      for (Asked whose : WHOSE) {
        for (String first : List.of("2026-W09", "2026-02-20..2026-03-15")) {
          ReportScope scope = scope(world, whose, first);
          long pending = 0;
          while (!scope.period().to().isAfter(LocalDate.of(2026, 5, 7))) {
            StatutoryReport report = reports.count(Kind.SETTLEMENT, scope);
            Counts total = report.total();
            assertThat(total.of(SettlementColumn.CARRIED_OVER)).isEqualTo(pending);
            pending = total.of(SettlementColumn.PENDING);
            seen += total.of(SettlementColumn.SETTLED_LATE);
            assertThat(
                    reports.count(Kind.CITY_SUMMARY, scope).total().of(CitySummaryColumn.PENDING))
                .isEqualTo(pending);
            assertThat(
                    reports.count(Kind.SERVICE_INDEX, scope).total().of(ServiceIndexColumn.JUDGED))
                .isEqualTo(total.of(SettlementColumn.RECEIVED));
            scope = scope.about(scope.period().next(Period.CutOffs.CALENDAR));
          }
        }
      }
      assertThat(seen).as("dossiers that ended late").isPositive();
      everyColumnHasADossier(reports, scope(world, WHOSE.get(0), "2026-03-01..2026-04-25"));
    }
  }

  private static void everyColumnHasADossier(StatutoryReports reports, ReportScope scope) {
    Counts total = reports.count(Kind.SETTLEMENT, scope).total();
    for (SettlementColumn column : SettlementColumn.values()) {
      Behind behind = reports.behind(scope, new Behind.Number(column, "", 0, 5));
      assertThat(behind.total()).as(column.name()).isEqualTo(total.of(column));
      if (column != SettlementColumn.CARRIED_OVER) {
        assertThat(behind.dossiers()).as(column.name()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void sayTheSameOfTheSameMomentWhateverHappensAfterwards(TestDatabase database) {
    try (World world = World.on(database, "2026-03-01T08:00")) {
      Histories histories = new Histories(world, City.in(world), 77L);
      StatutoryReports reports = world.get(StatutoryReports.class);
      DossierFacts facts = world.get(DossierFacts.class);
      Map<ReportScope, List<DossierFigures>> before = new LinkedHashMap<>();
      Map<ReportScope, String> counted = new LinkedHashMap<>();
      for (String day : List.of("2026-03-13", "2026-03-27", "2026-04-08", "2026-04-17")) {
        histories.workUntil(LocalDate.parse(day));
        Asked asked = new Asked("city", null, "2026-Q1", world.now().toString());
        ReportScope scope = world.get(ReportScopes.class).of(asked);
        world.outageUntil(day + "T10:00");
        before.put(scope, list(facts, scope));
        counted.put(scope, text(reports, scope));
      }
      histories.workUntil(LocalDate.of(2026, 4, 28));
      before.forEach((scope, then) -> assertThat(list(facts, scope)).isEqualTo(then));
      counted.forEach((scope, then) -> assertThat(text(reports, scope)).isEqualTo(then));
      List<ReportScope> scopes = new ArrayList<>(before.keySet());
      assertThat(counted.get(scopes.get(0))).isNotEqualTo(counted.get(scopes.get(1)));
      // once the quarter is over, a later moment adds nothing
      assertThat(counted.get(scopes.get(2))).isEqualTo(counted.get(scopes.get(3)));
    }
  }

  private static List<DossierFigures> list(DossierFacts facts, ReportScope scope) {
    List<DossierFigures> figures = new ArrayList<>();
    facts.each(scope, figures::add);
    return figures;
  }

  private static String text(StatutoryReports reports, ReportScope scope) {
    StringBuilder text = new StringBuilder();
    for (Kind kind : Kind.values()) {
      Counts total = reports.count(kind, scope).total();
      kind.columns().forEach(column -> text.append(total.of(column)).append(' '));
    }
    return text.toString();
  }

  /**
   * Marital status, three working days, seven dossiers, each counted by hand: see the comments. The
   * law's date of those received on 2 March is Thursday 5 March 17:00, their letter's Wednesday.
   */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void agreeWithACityCountedByHand(TestDatabase database) {
    try (World world = World.on(database, "2026-02-27T10:00")) {
      City city = City.in(world);
      DossierCode before = city.receive("1.004873").code(); // carried over, resolved in time
      world.advanceTo("2026-03-02T09:00");
      DossierCode early = city.receive("1.004873").code(); // on Wednesday: early
      DossierCode onTheDay = city.receive("1.004873").code(); // on Thursday: on time
      DossierCode late = city.receive("1.004873").code(); // after its letter: late
      DossierCode never = city.receive("1.004873").code(); // late and pending
      DossierCode refused = city.receive("1.004873").code(); // refused in time: column 9
      city.resolve(before);
      world.advanceTo("2026-03-03T09:00");
      city.workUntil(refused, "sign_result");
      city.complete(
          refused, "sign_result", "refuse", new StepPayload.Refusal("không đủ điều kiện", "VB-2"));
      world.advanceTo("2026-03-04T09:00");
      city.resolve(early);
      world.advanceTo("2026-03-05T16:00");
      city.resolve(onTheDay);
      world.advanceTo("2026-03-10T10:00");
      city.resolve(late);
      DossierCode fresh = city.receive("1.004873").code(); // pending in time
      world.outageUntil("2026-03-10T11:00");

      ReportScope week = scope(world, WHOSE.get(1), "2026-03-02..2026-03-10");
      StatutoryReports reports = world.get(StatutoryReports.class);
      StatutoryReport settlement = reports.count(Kind.SETTLEMENT, week);
      assertThat(numbers(settlement)).containsExactly(7L, 0L, 6L, 1L, 5L, 2L, 2L, 1L, 2L, 1L, 1L);
      assertThat(settlement.groups()).hasSize(1);
      assertThat(settlement.groups().get(0).lines()).hasSize(1);
      assertThat(numbers(reports.count(Kind.CITY_SUMMARY, week)))
          .containsExactly(7L, 6L, 0L, 0L, 1L, 4L, 3L, 1L, 0L, 2L, 1L, 1L, 0L, 0L, 1L, 0L);
      // the late one came within the letter's new date: current says on time, the law does not
      assertThat(numbers(reports.count(Kind.SERVICE_INDEX, week)))
          .containsExactly(5L, 4L, 4L, 5L, 7L, 5L, 7L, 0L, 0L);
      assertThat(
              reports
                  .behind(week, new Behind.Number(SettlementColumn.SETTLED_LATE, "", 0, 9))
                  .dossiers())
          .extracting(DossierFigures::code)
          .containsExactly(late);
      assertThat(
              reports
                  .behind(week, new Behind.Number(SettlementColumn.PENDING, "", 0, 9))
                  .dossiers())
          .extracting(DossierFigures::code)
          .containsExactly(never, fresh);
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void tellPartsOfLinkedApplicationsFromAllOthers(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      city.receive("1.004873");
      DossierCode linked = city.receive("2.002621").code();
      city.complete(linked, "check_form", "done", new StepPayload.Note(""));
      world.advanceTo("2026-03-20T10:00");
      city.resolve(world.get(Dossiers.class).legs(linked).get(0).code()); // opens the other parts
      world.outageUntil("2026-03-20T11:00");
      StatutoryReports reports = world.get(StatutoryReports.class);
      List<Dossier> legs = world.get(Dossiers.class).legs(linked);
      assertThat(legs).hasSize(3);
      ReportScope city1 = scope(world, WHOSE.get(0), "2026-03");
      for (Kind kind : Kind.values()) {
        StatutoryReport report = reports.count(kind, city1);
        for (ReportColumn column : kind.columns()) {
          assertThat(report.parts().of(column) + report.withoutParts().of(column))
              .as(column.name())
              .isEqualTo(report.total().of(column));
          assertThat(behind(reports, city1, column, "parts:only"))
              .as(column.name())
              .isEqualTo(report.parts().of(column));
          assertThat(behind(reports, city1, column, "parts:without"))
              .isEqualTo(report.withoutParts().of(column));
        }
      }
      StatutoryReport settlement = reports.count(Kind.SETTLEMENT, city1);
      assertThat(settlement.parts().of(SettlementColumn.RECEIVED)).isEqualTo(3);
      assertThat(settlement.withoutParts().of(SettlementColumn.RECEIVED)).isEqualTo(2);
      // the desk received an application, not its parts
      assertThat(reports.count(Kind.SETTLEMENT, scope(world, WHOSE.get(2), "2026-03")).parts())
          .satisfies(parts -> assertThat(parts.of(SettlementColumn.RECEIVED)).isZero());
    }
  }

  private static long behind(
      StatutoryReports reports, ReportScope scope, ReportColumn column, String of) {
    return reports.behind(scope, new Behind.Number(column, of, 0, 1)).total();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void countWhoWaitsForPapersInColumn12AndASecondRequestAgainstTheIndex(TestDatabase database) {
    try (World world = World.on(database, "2026-04-01T10:00")) {
      City city = City.in(world);
      DossierCode code = city.receive("1.004222", City.POLICE).code();
      city.workUntil(code, "appraise_dossier");
      world.advanceTo("2026-04-03T16:00");
      city.complete(code, "appraise_dossier", "supplement", order(LocalDate.of(2026, 4, 28)));
      world.advanceTo("2026-04-23T09:00"); // long past the printed date of 10 April
      Instant waiting = world.now();
      city.complete(code, "await_supplement", "received", new StepPayload.Note(""));
      city.complete(code, "appraise_dossier", "supplement", order(LocalDate.of(2026, 5, 15)));
      world.outageUntil("2026-04-24T09:00");
      StatutoryReports reports = world.get(StatutoryReports.class);
      Asked first = new Asked("agency", City.POLICE.value(), "2026-04", "2026-04-22T09:00");
      ReportScope once = world.get(ReportScopes.class).of(first);
      Counts settlement = reports.count(Kind.SETTLEMENT, once).total();
      assertThat(settlement.of(SettlementColumn.PENDING_IN_TIME)).isEqualTo(1);
      assertThat(settlement.of(SettlementColumn.SETTLED_ON_TIME)).isZero();
      assertThat(numbers(reports.count(Kind.SERVICE_INDEX, once)))
          .containsExactly(0L, 0L, 0L, 0L, 1L, 1L, 1L, 1L, 0L);
      ReportScope twice = scope(world, new Asked("agency", "G01.26", null, null), "2026-04");
      assertThat(twice.moment()).isAfter(waiting);
      assertThat(numbers(reports.count(Kind.SERVICE_INDEX, twice)))
          .containsExactly(0L, 0L, 0L, 0L, 1L, 0L, 0L, 1L, 1L);
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void areRefusedForMomentsAndUnitsThatAreNone(TestDatabase database) {
    try (World world = World.on(database, "2026-04-01T10:00")) {
      City.in(world);
      ReportScopes scopes = world.get(ReportScopes.class);
      refuses(scopes, new Asked(null, null, "2026-04", "2026-04-01T11:00"), "as-of-future");
      refuses(scopes, new Asked(null, null, "2026-05", null), "as-of-before-period");
      refuses(scopes, new Asked(null, null, null, "yesterday"), "as-of");
      refuses(scopes, new Asked("below", null, null, null), "unit-needed");
      refuses(scopes, new Asked("district", WARD, null, null), "level");
      refuses(scopes, new Asked(null, "H99", null, null), "no-such-agency");
      refuses(scopes, new Asked(null, null, "April", null), "period");
      assertThat(scopes.of(new Asked("below", "H26", null, null)).agencies())
          .containsExactlyInAnyOrder(City.CENTRE, City.WARD, City.POLICE, City.INSURANCE);
      assertThat(scopes.of(new Asked(null, null, null, null)).period().text()).isEqualTo("2026-04");
    }
  }

  private static void refuses(ReportScopes scopes, Asked asked, String slug) {
    assertThatThrownBy(() -> scopes.of(asked))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }

  private static List<Long> numbers(StatutoryReport report) {
    return report.kind().columns().stream().map(report.total()::of).toList();
  }

  private static ReportScope scope(World world, Asked whose, String period) {
    return world.get(ReportScopes.class).of(new Asked(whose.level(), whose.unit(), period, null));
  }

  private static StepPayload order(LocalDate by) {
    return new StepPayload.SupplementOrder(
        List.of("CT01"), "thiếu tờ khai", by, "Luật Cư trú", "PYC-1");
  }
}
