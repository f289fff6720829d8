package onestop.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import onestop.apologies.Apologies;
import onestop.facts.HearingMeasure;
import onestop.facts.ReportScopes;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A hearing's answer is counted from the events, kept, and given again byte for byte. */
@Tag("world")
class HearingsTest {
  private static final String ASKED_AT = "2026-03-16T09:00";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void answersTheSameByteForByteWhateverHappenedSince(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      Hearings hearings = world.get(Hearings.class);
      DossierCode late = city.receive("1.004873").code();
      DossierCode onTime = city.receive("1.001612").code();
      city.resolve(onTime);
      world.advanceTo("2026-03-16T09:01");
      HearingQuestion question = ask(hearings, null, "2026-03", ASKED_AT);
      Hearings.Given first = hearings.answer(question);
      assertThat(counts(first))
          .containsExactly(
              "RECEIVED 2",
              "RESOLVED 1",
              "IN_TIME_ORIGINAL 1",
              "IN_TIME_CURRENT 1",
              "LATE 1",
              "OWED 1",
              "ISSUED_IN_TIME 1",
              "OWED_LATE 1");

      city.resolve(late);
      city.receive("1.004873");
      world.advanceTo("2026-04-20T10:00");
      // committed for so long that it bears a moment before the one that was asked about
      straggler(world, city.receive("1.001612").code(), onTime);

      Hearings.Given again = hearings.answer(ask(hearings, null, "2026-03", ASKED_AT));
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.sha256()).isEqualTo(first.sha256());
      assertThat(again.answer()).isEqualTo(first.answer());
      assertThat(first.answer().checkpoint().size()).isPositive();
      Hearings.Lines today = hearings.list(question, window(HearingMeasure.RECEIVED, null));
      assertThat(today.total()).isEqualTo(3);

      Hearings.Given later = hearings.answer(ask(hearings, null, "2026-03", "2026-04-20T09:00"));
      assertThat(later.body()).isNotEqualTo(first.body());
      assertThat(later.answer().total(HearingMeasure.RESOLVED)).isEqualTo(2);
      assertThat(later.answer().checkpoint().size())
          .isGreaterThan(first.answer().checkpoint().size());

      JdbcClient jdbc = world.get(JdbcClient.class);
      for (String sql :
          List.of(
              "update hearing_answer set body = '{}'",
              "delete from hearing_answer",
              "truncate table hearing_answer")) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(Exception.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void explainsALaterAnswerEntryByEntry(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      Hearings hearings = world.get(Hearings.class);
      DossierCode late = city.receive("1.004873").code();
      DossierCode untouched = city.receive("1.004873").code();
      world.advanceTo("2026-03-03T10:00");
      city.resolve(city.receive("1.001612").code());
      world.advanceTo("2026-04-20T10:00");
      city.resolve(late);
      world.outageUntil("2026-04-20T10:05");
      HearingQuestion early = ask(hearings, null, "2026", "2026-03-02T23:00");
      HearingQuestion then = ask(hearings, null, "2026", "2026-04-20T10:04");
      HearingChanges.Explained explained =
          world.get(HearingChanges.class).explain(early, then, null, 100);

      HearingAnswer before = hearings.answer(early).answer();
      HearingAnswer after = hearings.answer(then).answer();
      for (HearingMeasure measure : HearingMeasure.values()) {
        assertThat(explained.net().getOrDefault(measure, 0L))
            .as(measure.name())
            .isEqualTo(after.total(measure) - before.total(measure));
      }
      assertThat(explained.changes()).hasSize(3);
      HearingChanges.Change first = explained.changes().get(0);
      assertThat(first.dossier()).isEqualTo(late);
      assertThat(first.gained())
          .containsKeys(HearingMeasure.RESOLVED, HearingMeasure.LATE, HearingMeasure.OWED);
      assertThat(first.because())
          .extracting(HearingChanges.Because::kind)
          .contains("RESOLVED", "LETTER.OPEN", "LETTER.ISSUE");
      assertThat(explained.changes().get(1).dossier()).isEqualTo(untouched);
      assertThatThrownBy(() -> world.get(HearingChanges.class).explain(then, early, null, 1))
          .isInstanceOf(Failure.class);
      assertThat(world.get(HearingChanges.class).explain(early, then, late, 1).changes())
          .extracting(HearingChanges.Change::dossier)
          .containsExactly(untouched);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void givesAnAnswerOfBeforeWordForWord(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      city.receive("1.004873");
      world.advanceTo("2026-03-16T09:01");
      Hearings hearings = world.get(Hearings.class);
      HearingQuestion question = ask(hearings, null, "2026-03", ASKED_AT);
      String body =
          """
          {"asOf":"2026-03-16T02:00:00.000Z","cells":[{"counts":{"OWED":1,"WAIVED":1},\
          "month":"2026-03","unit":"H26.12.03"}],"checkpoint":{"root":"r","size":1},\
          "from":"2026-03-01","level":"CITY","to":"2026-03-31","units":[],"v":1}"""
              .replace("\n", "");
      world.get(HearingStore.class).keep(question.text(), new HearingStore.Kept(body, "sha"));
      Hearings.Given given = hearings.answer(question);
      assertThat(given.body()).isEqualTo(body);
      assertThat(given.answer().hasBridge()).isFalse();
      assertThat(given.answer().rules()).isNull();
      assertThat(given.answer().total(HearingMeasure.OWED)).isEqualTo(1);
    }
  }

  /** A dossier whose rows come now and say that they are of the time of another one. */
  private static void straggler(World world, DossierCode code, DossierCode like) {
    JdbcClient jdbc = world.get(JdbcClient.class);
    jdbc.sql(
            """
            update dossier set received_at =
              (select o.received_at from dossier o where o.dossier_code = ?) where dossier_code = ?
            """)
        .params(like.value(), code.value())
        .update();
    jdbc.sql(
            """
            update sla_clock set received_at =
              (select o.received_at from sla_clock o where o.dossier_code = ?)
             where dossier_code = ?
            """)
        .params(like.value(), code.value())
        .update();
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void keepsTheIdentityOfLettersAndNamesTheDossiersBehindEachNumber(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      Hearings hearings = world.get(Hearings.class);
      for (int i = 0; i < 4; i++) {
        city.receive("1.004873");
      }
      DossierCode police = city.receive("1.004222", City.POLICE).code();
      world.advanceTo("2026-03-03T16:30");
      Apologies apologies = world.get(Apologies.class);
      assertThat(apologies.of(police)).isNotNull();
      world.advanceTo("2026-04-02T10:00");
      HearingQuestion question = ask(hearings, null, "2026", "2026-04-02T09:00");
      HearingAnswer answer = hearings.answer(question).answer();
      assertThat(answer.total(HearingMeasure.OWED))
          .isEqualTo(
              answer.total(HearingMeasure.ISSUED_IN_TIME)
                  + answer.total(HearingMeasure.ISSUED_LATE)
                  + answer.total(HearingMeasure.MISSING)
                  + answer.total(HearingMeasure.WAIVED))
          .isEqualTo(
              answer.total(HearingMeasure.OWED_LATE)
                  + answer.total(HearingMeasure.OWED_FINISHED_IN_TIME)
                  + answer.total(HearingMeasure.OWED_NOT_LATE_YET));
      assertThat(answer.units())
          .extracting(HearingAnswer.Unit::code)
          .containsExactly(City.POLICE.value(), City.WARD.value());
      for (HearingMeasure measure : HearingMeasure.values()) {
        assertThat(hearings.list(question, window(measure, null)).total())
            .isEqualTo(answer.total(measure));
        for (String month : answer.months()) {
          assertThat(hearings.list(question, window(measure, YearMonth.parse(month))).total())
              .isEqualTo(answer.ofMonth(month, measure));
        }
      }
      Hearings.Lines one =
          hearings.list(
              question, new Hearings.Window(HearingMeasure.RECEIVED, City.WARD, null, null, 3));
      assertThat(one.total()).isEqualTo(4);
      assertThat(one.more()).isTrue();
      DossierCode third = one.lines().get(2).dossier();
      Hearings.Lines rest =
          hearings.list(
              question, new Hearings.Window(HearingMeasure.RECEIVED, City.WARD, null, third, 3));
      assertThat(rest.lines()).hasSize(1);
      assertThat(rest.more()).isFalse();

      HearingAnswer ward =
          hearings.answer(ask(hearings, City.WARD.value(), "2026", "2026-04-02T09:00")).answer();
      assertThat(ward.total(HearingMeasure.RECEIVED)).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void refusesWhatCannotBeAnsweredTheSameTwice(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City.in(world);
      Hearings hearings = world.get(Hearings.class);
      assertRefused(hearings, "as-of-unsettled", null, "2026-03", "2026-03-02T10:00");
      assertRefused(hearings, "as-of-future", null, "2026-03", "2026-03-02T10:01");
      assertRefused(hearings, "as-of", null, "2026-03", "yesterday");
      assertRefused(hearings, "as-of-before-period", null, "2026-04", "2026-03-02T09:00");
      assertRefused(hearings, "period", null, "soon", "2026-03-02T09:00");
      assertRefused(hearings, "period-backwards", null, "2026-03-02..2026-03-01", null);
      assertRefused(hearings, "no-such-agency", "nowhere", "2026", null);
      assertThat(ask(hearings, null, null, null).scope().period().text()).isEqualTo("2026");
    }
  }

  private static void assertRefused(
      Hearings hearings, String slug, @Nullable String unit, String period, @Nullable String asOf) {
    assertThatThrownBy(() -> ask(hearings, unit, period, asOf))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }

  private static HearingQuestion ask(
      Hearings hearings, @Nullable String unit, @Nullable String period, @Nullable String asOf) {
    return hearings.ask(new ReportScopes.Asked(null, unit, period, asOf));
  }

  private static Hearings.Window window(HearingMeasure measure, @Nullable YearMonth month) {
    return new Hearings.Window(measure, null, month, null, 100);
  }

  private static List<String> counts(Hearings.Given given) {
    return Arrays.stream(HearingMeasure.values())
        .filter(measure -> given.answer().total(measure) > 0)
        .map(measure -> measure + " " + given.answer().total(measure))
        .toList();
  }
}
