package onestop.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.facts.Period;
import onestop.integrity.Finding;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each list of facts finds what was planted and not what just falls short of it. */
@Tag("world")
class TraitsTest {
  private static final Period MARCH =
      Period.ofDays(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));
  private static final String PROCEDURE = "1.004873";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void eachListFindsWhatWasPlantedAndNotWhatJustFallsShort(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      Scene scene = new Scene(world, City.in(world));
      DossierCode[] all = new DossierCode[20];
      for (int i = 0; i < all.length; i++) {
        all[i] = scene.city.receive(PROCEDURE).code();
      }
      scene.pause(all[0], 80, 0);
      scene.pause(all[1], 80, -5);
      scene.supplement(all[2], 2);
      scene.supplement(all[3], 1);
      scene.submitted(all[4], "2026-02-27T10:00");
      scene.submitted(all[5], "2026-02-27T10:01");
      scene.assertListed(Trait.LATE_PAUSE, all[0]);
      scene.assertListed(Trait.REPEATED_SUPPLEMENT, all[2]);
      scene.assertListed(Trait.RECEIVED_LATER, all[4]);

      scene.resolved(all[6], "2026-03-05T16:45", "a");
      scene.resolved(all[7], "2026-03-05T16:44", "b");
      scene.assertListed(Trait.AT_CLOSING_TIME, all[6]);
      world.outageUntil("2026-03-10T16:44");
      scene.assertListed(Trait.NOT_HANDED_OVER);
      world.outageUntil("2026-03-10T16:44:30");
      scene.assertListed(Trait.NOT_HANDED_OVER, all[7]);

      scene.steps(all[8], "2026-03-12T09:00", 3);
      scene.resolved(all[8], "2026-03-12T09:04", "c");
      scene.steps(all[9], "2026-03-12T09:00", 2);
      scene.resolved(all[9], "2026-03-12T09:04", "d");
      scene.steps(all[10], "2026-03-12T09:00", 3);
      scene.resolved(all[10], "2026-03-12T09:06", "e");
      scene.assertListed(Trait.STEPS_AT_ONCE, all[8]);

      scene.letter(all[11], "Nhiều hồ sơ trong tuần.");
      scene.letter(all[12], "nhiều hồ sơ trong tuần");
      scene.letter(all[13], "Nhiều hồ sơ trong tuần");
      scene.letter(all[14], "Máy chủ hỏng");
      scene.letter(all[15], "Máy chủ hỏng");
      scene.assertListed(Trait.SAME_WORDS, all[11], all[12], all[13]);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void listsOfManyFindRunsAndReturns(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      Scene scene = new Scene(world, City.in(world));
      List<DossierCode> together = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        DossierCode one = scene.city.receive(PROCEDURE).code();
        scene.resolved(one, "2026-03-04T10:0" + i, "a");
        together.add(one);
      }
      for (int i = 0; i < 9; i++) {
        scene.resolved(scene.city.receive(PROCEDURE).code(), "2026-03-04T10:00", "b");
      }
      scene.resolved(scene.city.receive(PROCEDURE).code(), "2026-03-04T10:11", "b");
      scene.assertListed(Trait.CLOSED_TOGETHER, together.toArray(DossierCode[]::new));

      DossierCode back = scene.city.receive("1.001612").code();
      DossierCode gone = scene.city.receive("1.001612").code();
      scene.withdrawn(back, "2026-03-03T09:00", "Lê Thị Hoà");
      scene.withdrawn(gone, "2026-03-03T09:00", "Vũ Văn Nam");
      world.outageUntil("2026-04-02T08:59");
      scene.named(scene.city.receive("1.001612").code(), "LÊ THỊ HOÀ");
      world.outageUntil("2026-04-02T09:01");
      scene.named(scene.city.receive("1.001612").code(), "Vũ Văn Nam");
      scene.assertListed(Trait.WITHDRAWN_AND_AGAIN, back);
      assertThat(world.get(Traits.class).list(Trait.CLOSED_TOGETHER, MARCH, City.POLICE).lines())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void listsTheSameOfAMonthInTheMonthAndInItsYear(TestDatabase database) {
    try (World world = World.on(database, "2025-12-30T10:00")) {
      Scene scene = new Scene(world, City.in(world));
      scene.letter(scene.city.receive(PROCEDURE).code(), "Nhiều hồ sơ"); // another year's
      world.outageUntil("2026-02-03T10:00");
      DossierCode february = scene.city.receive(PROCEDURE).code();
      scene.letter(february, "Nhiều hồ sơ.");
      world.outageUntil("2026-03-03T10:00");
      DossierCode march = scene.city.receive(PROCEDURE).code();
      scene.letter(march, "nhiều hồ sơ");
      scene.assertListed(Trait.SAME_WORDS); // two of the year, and three are wanted
      world.outageUntil("2026-11-03T10:00");
      DossierCode november = scene.city.receive(PROCEDURE).code();
      scene.letter(november, "Nhiều hồ sơ!");
      scene.assertListed(Trait.SAME_WORDS, march);
      Traits traits = world.get(Traits.class);
      Period year = Period.parse("2026", Period.CutOffs.CALENDAR);
      assertThat(traits.list(Trait.SAME_WORDS, year, null).lines())
          .extracting(Traits.TraitLine::dossier)
          .containsExactly(february, march, november);
      assertThat(traits.list(Trait.SAME_WORDS, MARCH, null).lines().get(0).values())
          .containsExactly(3);

      List<DossierCode> before = new ArrayList<>();
      for (int i = 0; i < 10; i++) { // a run over the end of the month
        DossierCode one = scene.city.receive(PROCEDURE).code();
        scene.resolved(one, i < 5 ? "2026-03-31T23:57" : "2026-04-01T00:02", "z");
        if (i < 5) {
          before.add(one);
        }
      }
      scene.assertListed(Trait.CLOSED_TOGETHER, before.toArray(DossierCode[]::new));
      assertThat(traits.list(Trait.CLOSED_TOGETHER, year, null).lines()).hasSize(10);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anExplanationIsGivenByThoseConcernedAndNeverUnsaid(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      DossierCode code = City.in(world).receive(PROCEDURE).code();
      Explanations explanations = world.get(Explanations.class);
      explanations.give(code, Trait.LATE_PAUSE, " Chờ bản đồ. ", City.desk());
      explanations.give(code, Trait.LATE_PAUSE, "Đã có bản đồ.", City.desk());
      assertThat(explanations.of(List.of(code)).get(code))
          .extracting(Explanation::text)
          .containsExactly("Chờ bản đồ.", "Đã có bản đồ.");
      assertThatThrownBy(() -> explanations.give(code, Trait.LATE_PAUSE, " ", City.desk()))
          .isInstanceOf(Failure.class);
      assertThatThrownBy(
              () ->
                  explanations.give(
                      code, Trait.LATE_PAUSE, "x", City.officer(City.POLICE, Role.HEAD_OF_AGENCY)))
          .isInstanceOf(Failure.class);
      JdbcClient jdbc = world.get(JdbcClient.class);
      for (String sql :
          List.of("update officer_explanation set text = ''", "delete from officer_explanation")) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(Exception.class);
      }
    }
  }

  /** A moment that the calendar does not know, which an earlier version has let in. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aRowThatNothingCanBeReckonedFromIsNamedAndBlindsNobody(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      Scene scene = new Scene(world, City.in(world));
      DossierCode waited = scene.city.receive(PROCEDURE).code();
      DossierCode wild = scene.city.receive(PROCEDURE).code();
      scene.submitted(waited, "2026-02-10T08:00");
      for (String moment :
          List.of("1970-01-01T00:00", "0001-01-01T00:00", "1899-12-31T00:00", "9999-12-30T00:00")) {
        scene.submitted(wild, moment);
        for (Trait trait : Trait.values()) {
          Traits.Found found = world.get(Traits.class).list(trait, MARCH, null);
          boolean asks = trait == Trait.RECEIVED_LATER && !moment.startsWith("9999");
          assertThat(found.unreckonable()).as("%s %s", trait, moment).hasSize(asks ? 1 : 0);
        }
        scene.assertListed(Trait.RECEIVED_LATER, waited);
        assertThat(world.get(Fsck.class).check().findings())
            .filteredOn(finding -> wild.equals(finding.dossier()))
            .extracting(Finding::kind)
            .containsExactly("SUBMITTED_AT");
      }
    }
  }

  /** Plants facts into rows. */
  private record Scene(World world, City city, JdbcClient jdbc) {
    Scene(World world, City city) {
      this(world, city, world.get(JdbcClient.class));
    }

    void assertListed(Trait trait, DossierCode... expected) {
      assertThat(world.get(Traits.class).list(trait, MARCH, null).lines())
          .as(trait.name())
          .extracting(Traits.TraitLine::dossier)
          .containsExactlyInAnyOrder(expected);
    }

    void pause(DossierCode code, int percent, int minutesMore) {
      ClockState clock = world.get(SlaClocks.class).state(code);
      WorkingCalendar calendar = world.get(Calendars.class).version(clock.calendar(), City.WARD);
      long whole = calendar.workingBetween(clock.receivedAt(), clock.dueOriginalAt()).toMinutes();
      long part = (whole * percent + 99) / 100 + minutesMore;
      run(
          """
          insert into clock_pause (dossier_code, no, kind, author_kind, author, reason, legal_basis,
            document, from_at, revision)
          values (:code, 1, 'SUPPLEMENT', 'OFFICER', 'a', 'r', 'l', 'YC-1', :at, 0)
          """,
          code,
          Map.of("at", utc(calendar.plusWorking(clock.receivedAt(), Duration.ofMinutes(part)))));
    }

    void supplement(DossierCode code, int no) {
      run(
          """
          insert into supplement_request (dossier_code, no, items, reason, deadline_on, legal_basis,
            document, requested_by, requested_at, revision)
          values (:code, :no, '[]', 'r', :day, 'l', 'YC-2', 'a', :at, 0)
          """,
          code,
          Map.of("no", no, "day", LocalDate.of(2026, 4, 1), "at", utc(world.now())));
    }

    void submitted(DossierCode code, String at) {
      run(
          "update dossier set submitted_at = :at where dossier_code = :code",
          code,
          Map.of("at", utc(World.at(at))));
    }

    void withdrawn(DossierCode code, String at, String name) {
      run(
          "update dossier set state = 'WITHDRAWN', ended_at = :at where dossier_code = :code",
          code,
          Map.of("at", utc(World.at(at))));
      named(code, name);
    }

    void named(DossierCode code, String name) {
      run(
          "update dossier set applicant_name = :name where dossier_code = :code",
          code,
          Map.of("name", name));
    }

    void resolved(DossierCode code, String at, String officer) {
      event(code, 500, "RESOLVED", World.at(at), officer);
      run(
          """
          update dossier set resolved_at = :at, result_code = 'k', result_document = 'd',
            result_signer = 's' where dossier_code = :code
          """,
          code,
          Map.of("at", utc(World.at(at))));
    }

    void steps(DossierCode code, String at, int count) {
      for (int i = 0; i < count; i++) {
        event(code, 100 + i, "STEP_COMPLETED", World.at(at).plusSeconds(i), "a");
      }
    }

    private void event(DossierCode code, int no, String kind, Instant at, String officer) {
      run(
          """
          insert into dossier_event (dossier_code, no, kind, at, actor_kind, actor, actor_agency,
            state_after, details, received_year)
          values (:code, :no, :kind, :at, 'OFFICER', :officer, 'H26.12.03', 'IN_PROGRESS', '{}',
            (select e.received_year from dossier_event e where e.dossier_code = :code and e.no = 1))
          """,
          code,
          Map.of("no", no, "kind", kind, "at", utc(at), "officer", officer));
    }

    void letter(DossierCode code, String words) {
      run(
          """
          insert into apology_obligation (id, dossier_code, cause, appointment_no, rule_pack,
            rule_pack_version, agency, state, opened_at, due_at, limit_at, reason, reason_text,
            issued_at, issued_in_time, how, letter_number, event_count, revision)
          values (:id, :code, 'LATENESS', 1, 'RP-2025', 1, 'H26.12.03', 'ISSUED', :at, :at, :at,
            'OVERLOAD', :words, :at, true, 'OFFICER', '1', 0, 0)
          """,
          code,
          Map.of(
              "id",
              900_000L + (code.hashCode() & 0xFFFF_FFFL),
              "at",
              utc(world.now()),
              "words",
              words));
    }

    private void run(String sql, DossierCode code, Map<String, Object> values) {
      assertThat(jdbc.sql(sql).param("code", code.value()).params(values).update()).isEqualTo(1);
    }

    private static Object utc(Instant at) {
      return at.atOffset(ZoneOffset.UTC);
    }
  }
}
