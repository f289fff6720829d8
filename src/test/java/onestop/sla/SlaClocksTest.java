package onestop.sla;

import static onestop.sla.SlaScene.OFFICER;
import static onestop.sla.SlaScene.ORDER;
import static onestop.sla.SlaScene.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.calendar.Calendars;
import onestop.calendar.Limit;
import onestop.calendar.OfficeHours;
import onestop.calendar.OfficeSchedule;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.DueDateAdjustment;
import onestop.sla.clock.Mark;
import onestop.sla.clock.ScheduledMark;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the clocks keep, on both databases. */
@Tag("store")
class SlaClocksTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void reachesEachMarkOnceInOrder(TestDatabase database) {
    try (SlaScene scene = SlaScene.on(database)) {
      DossierCode dossier = scene.start("D1", "2026-02-11T10:00", "3wd");
      assertThat(scene.clocks().state(dossier).nextMarkAt()).isEqualTo(at("2026-02-12T13:00"));
      assertThat(scene.clocks().withPassedMarks(at("2026-02-12T12:59"))).isEmpty();
      assertThat(scene.clocks().withPassedMarks(at("2026-02-12T13:00"))).containsExactly(dossier);
      assertThat(marks(scene.clocks().reach(dossier, at("2026-02-13T08:00"))))
          .containsExactly(Mark.DRAFT_APOLOGY, Mark.SIGN_APOLOGY);
      assertThat(scene.clocks().reach(dossier, at("2026-02-13T08:00"))).isEmpty();
      assertThat(scene.clocks().withPassedMarks(at("2026-02-13T08:00"))).isEmpty();
      assertThat(scene.clocks().nextMarkAfter(dossier, at("2026-02-13T08:00")))
          .isEqualTo(at("2026-02-13T17:00"));
      // an outage: everything that was missed comes at once, in the order of the ladder
      assertThat(marks(scene.clocks().reach(dossier, at("2026-04-01T08:00"))))
          .containsExactly(Mark.APOLOGY_LIMIT, Mark.OVERDUE, Mark.ESCALATION_2, Mark.ESCALATION_3);
      assertThat(scene.clocks().state(dossier).nextMarkAt()).isEqualTo(SlaClocks.PARKED);
      assertThat(scene.heard).hasSize(6);
      assertThat(scene.clocks().reached(dossier)).isEqualTo(scene.heard);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void reachesEachMarkOnceUnderManyHands(TestDatabase database) throws Exception {
    try (SlaScene scene = SlaScene.on(database);
        SlaScene other = scene.another()) {
      DossierCode dossier = scene.start("D1", "2026-02-11T10:00", "3wd");
      Instant now = at("2026-02-24T08:00");
      int hands = 6;
      CyclicBarrier together = new CyclicBarrier(hands);
      ExecutorService pool = Executors.newFixedThreadPool(hands);
      try {
        List<Callable<List<SlaMarkReached>>> calls = new ArrayList<>();
        for (int i = 0; i < hands; i++) {
          SlaClocks clocks = (i % 2 == 0 ? scene : other).clocks();
          calls.add(
              () -> {
                together.await();
                return clocks.reach(dossier, now);
              });
        }
        List<SlaMarkReached> all = new ArrayList<>();
        for (Future<List<SlaMarkReached>> one : pool.invokeAll(calls)) {
          all.addAll(one.get());
        }
        assertThat(marks(all))
            .containsExactly(
                Mark.DRAFT_APOLOGY, Mark.SIGN_APOLOGY, Mark.APOLOGY_LIMIT, Mark.OVERDUE);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void parksWhilePausedAndGoesOnWithWhatIsLeft(TestDatabase database) {
    try (SlaScene scene = SlaScene.on(database)) {
      DossierCode dossier = scene.start("D1", "2026-04-01T10:00", "15wd");
      SlaClocks clocks = scene.clocks();
      assertThat(marks(clocks.reach(dossier, at("2026-04-09T17:00")))).isEmpty();
      ClockState paused = clocks.pause(dossier, ORDER, at("2026-04-09T17:00"));
      assertThat(paused.paused()).isTrue();
      assertThat(paused.nextMarkAt()).isEqualTo(SlaClocks.PARKED);
      assertThat(clocks.reach(dossier, at("2026-04-23T09:00"))).isEmpty();
      assertThat(clocks.withPassedMarks(at("2026-04-23T09:00"))).isEmpty();
      assertThatThrownBy(() -> clocks.pause(dossier, ORDER, at("2026-04-10T09:00")))
          .isInstanceOfSatisfying(Failure.class, f -> is(f, "already-paused"));
      ClockState resumed = clocks.resume(dossier, OFFICER, at("2026-04-23T10:00"));
      assertThat(resumed.dueCurrentAt()).isEqualTo(at("2026-05-11T17:00"));
      assertThat(resumed.dueOriginalAt()).isEqualTo(at("2026-04-22T17:00"));
      assertThat(resumed.nextMarkAt()).isAfter(at("2026-04-23T10:00"));
      assertThatThrownBy(() -> clocks.resume(dossier, OFFICER, at("2026-04-24T09:00")))
          .isInstanceOfSatisfying(Failure.class, f -> is(f, "not-paused"));
      assertThat(clocks.explain(dossier).dueAt()).isEqualTo(resumed.dueCurrentAt());
      assertThat(scene.heard)
          .containsExactly(
              new ClockMoved(
                  dossier, at("2026-04-22T17:00"), SlaClocks.PARKED, at("2026-04-09T17:00")),
              new ClockMoved(
                  dossier, resumed.dueCurrentAt(), resumed.nextMarkAt(), at("2026-04-23T10:00")));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void reachesNoMarkTwiceAfterAMoveOfTheDate(TestDatabase database) {
    try (SlaScene scene = SlaScene.on(database)) {
      DossierCode dossier = scene.start("D1", "2026-03-02T08:00", "10wd");
      SlaClocks clocks = scene.clocks();
      assertThat(marks(clocks.reach(dossier, at("2026-03-12T14:00"))))
          .containsExactly(Mark.EARLY_WARNING, Mark.AT_RISK, Mark.DRAFT_APOLOGY);
      clocks.adjust(dossier, agreement("2026-04-15T17:00"), at("2026-03-12T15:00"));
      assertThat(clocks.pending(dossier))
          .extracting(ScheduledMark::mark)
          .containsExactly(
              Mark.SIGN_APOLOGY,
              Mark.APOLOGY_LIMIT,
              Mark.OVERDUE,
              Mark.ESCALATION_2,
              Mark.ESCALATION_3);
      assertThat(marks(clocks.reach(dossier, at("2026-04-14T09:00"))))
          .containsExactly(Mark.SIGN_APOLOGY);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void armsOnlyTheStepsAfterDueForTheOneNewAppointment(TestDatabase database) {
    try (SlaScene scene = SlaScene.on(database)) {
      DossierCode dossier = scene.start("D1", "2026-02-11T10:00", "3wd");
      SlaClocks clocks = scene.clocks();
      clocks.reach(dossier, at("2026-02-13T17:00"));
      ClockState second =
          clocks.adjust(dossier, apology("2026-03-02T17:00"), at("2026-02-13T17:00"));
      assertThat(second.appointmentNo()).isEqualTo(2);
      assertThat(second.dueOriginalAt()).isEqualTo(at("2026-02-23T17:00"));
      assertThat(marks(clocks.reach(dossier, at("2026-04-01T08:00"))))
          .containsExactly(Mark.OVERDUE, Mark.ESCALATION_2, Mark.ESCALATION_3);
      assertThatThrownBy(
              () -> clocks.adjust(dossier, apology("2026-06-01T17:00"), at("2026-04-01T08:00")))
          .isInstanceOfSatisfying(Failure.class, f -> is(f, "one-apology-extension"));
      assertThat(clocks.state(dossier).dueCurrentAt()).isEqualTo(at("2026-03-02T17:00"));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void keepsTheOriginalDueDateThroughEverything(TestDatabase database) {
    try (SlaScene scene = SlaScene.on(database)) {
      DossierCode dossier = scene.start("D1", "2026-02-11T10:00", "3wd");
      SlaClocks clocks = scene.clocks();
      Instant original = at("2026-02-23T17:00");
      clocks.pause(dossier, ORDER, at("2026-02-11T11:00"));
      clocks.resume(dossier, OFFICER, at("2026-02-12T11:00"));
      clocks.adjust(
          dossier,
          new DueDateAdjustment.StatutoryExtension(Limit.parse("2wd"), OFFICER, "law", "doc"),
          at("2026-02-12T12:00"));
      clocks.adjust(
          dossier,
          new DueDateAdjustment.ExcludedInterval(
              LocalDate.of(2026, 2, 24), LocalDate.of(2026, 2, 24), OFFICER, "law", "doc"),
          at("2026-02-12T13:00"));
      clocks.adjust(dossier, apology("2026-03-20T17:00"), at("2026-02-12T14:00"));
      clocks.recalculate(newYearLater(scene), OFFICER, at("2026-02-12T15:00"));
      clocks.reach(dossier, at("2026-03-30T08:00"));
      clocks.stop(dossier, at("2026-03-30T09:00"));
      ClockState state = clocks.state(dossier);
      assertThat(state.dueOriginalAt()).isEqualTo(original);
      assertThat(clocks.recomputedOriginal(dossier)).isEqualTo(original);
      assertThat(state.dueCurrentAt()).isEqualTo(clocks.explain(dossier).dueAt());
      assertThat(state.nextMarkAt()).isEqualTo(SlaClocks.PARKED);
      assertThat(clocks.adjustments(dossier)).hasSize(3);
      assertThatThrownBy(
              () -> scene.jdbc().sql("update due_date_adjustment set document = 'other'").update())
          .hasMessageContaining("insert-only");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesADateThatDoesNotMoveOnAndKeepsNothingOfIt(TestDatabase database) {
    try (SlaScene scene = SlaScene.on(database)) {
      DossierCode dossier = scene.start("D1", "2026-02-11T10:00", "3wd");
      SlaClocks clocks = scene.clocks();
      for (String due : List.of("2026-02-20T17:00", "2026-02-23T17:00")) {
        assertThatThrownBy(() -> clocks.adjust(dossier, agreement(due), at("2026-02-12T08:00")))
            .isInstanceOfSatisfying(Failure.class, f -> is(f, "due-not-later"));
      }
      assertThat(clocks.adjustments(dossier)).isEmpty();
      assertThatThrownBy(() -> scene.start("D1", "2026-02-11T10:00", "3wd"))
          .isInstanceOfSatisfying(Failure.class, f -> is(f, "one-clock"));
      clocks.stop(dossier, at("2026-02-12T09:00"));
      clocks.stop(dossier, at("2026-02-12T10:00"));
      assertThat(clocks.state(dossier).stoppedAt()).isEqualTo(at("2026-02-12T09:00"));
      assertThatThrownBy(() -> clocks.pause(dossier, ORDER, at("2026-02-12T11:00")))
          .isInstanceOfSatisfying(Failure.class, f -> is(f, "stopped"));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void recalculatesPausedAndExtendedClocksOnceAndRecordsIt(TestDatabase database) {
    try (SlaScene scene = SlaScene.on(database)) {
      DossierCode open = scene.start("A", "2026-02-24T10:00", "3wd");
      DossierCode paused = scene.start("B", "2026-02-24T10:00", "3wd");
      DossierCode second = scene.start("C", "2026-02-24T10:00", "3wd");
      DossierCode letterOnly = scene.start("D", "2026-02-26T10:00", "2wd");
      DossierCode closed = scene.start("E", "2026-02-24T10:00", "3wd");
      SlaClocks clocks = scene.clocks();
      clocks.pause(paused, ORDER, at("2026-02-24T11:00"));
      clocks.adjust(second, apology("2026-03-10T17:00"), at("2026-02-24T11:00"));
      clocks.stop(closed, at("2026-02-24T11:00"));
      scene.heard.clear();
      var to = newYearLater(scene); // 27 February becomes a day off, Saturday the 28th is worked
      var preview = clocks.preview(to);
      assertThat(clocks.state(open).dueCurrentAt()).isEqualTo(at("2026-02-27T17:00"));
      assertThat(preview.examined()).isEqualTo(4);
      assertThat(preview.moved())
          .containsExactly(
              new SlaClocks.Moved(open, at("2026-02-27T17:00"), at("2026-02-28T17:00")),
              new SlaClocks.Moved(paused, at("2026-02-27T17:00"), at("2026-02-28T17:00")));
      assertThat(preview.letters())
          .containsExactly(
              new SlaClocks.Moved(letterOnly, at("2026-02-27T17:00"), at("2026-02-28T17:00")));
      assertThat(clocks.recalculate(to, OFFICER, at("2026-02-24T12:00"))).isEqualTo(preview);
      assertThat(clocks.state(open).calendar()).isEqualTo(to);
      assertThat(clocks.state(paused).nextMarkAt()).isEqualTo(SlaClocks.PARKED);
      assertThat(clocks.state(second).appointmentNo()).isEqualTo(2);
      assertThat(clocks.state(second).dueCurrentAt()).isEqualTo(at("2026-03-10T17:00"));
      assertThat(clocks.state(letterOnly).apologyBy()).isEqualTo(at("2026-02-28T17:00"));
      assertThat(scene.heard)
          .extracting(event -> ((ClockMoved) event).dossier())
          .contains(open, paused, letterOnly)
          .doesNotContain(closed);
      assertThat(clocks.recalculate(to, OFFICER, at("2026-02-24T13:00")).moved()).isEmpty();
      assertThat(count(scene, "calendar_change_row where what = 'DUE'")).isEqualTo(2);
      assertThat(count(scene, "calendar_change_row where what = 'LETTER'")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void catchesUpWithWhatWasReceivedMeanwhile(TestDatabase database) {
    try (SlaScene scene = SlaScene.on(database)) {
      var old = scene.calendars().current(Calendars.VIETNAM).version();
      var to = newYearLater(scene);
      SlaClocks clocks = scene.clocks();
      assertThat(clocks.catchUp(OFFICER, at("2026-02-24T12:00"))).isEmpty();
      clocks.recalculate(to, OFFICER, at("2026-02-24T12:00"));
      DossierCode late = new DossierCode("LATE");
      clocks.start(
          new ClockStart(
              late,
              SlaScene.WARD,
              at("2026-02-24T10:00"),
              new ClockStart.Term.OfLimit(Limit.parse("3wd")),
              "RP-2025",
              2,
              old));
      assertThat(clocks.catchUp(OFFICER, at("2026-02-24T12:10"))).hasSize(1);
      assertThat(clocks.state(late).dueCurrentAt()).isEqualTo(at("2026-02-28T17:00"));
      assertThat(clocks.catchUp(OFFICER, at("2026-02-24T12:20"))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void keepsTheOfficeHoursOfTheDayItStarted(TestDatabase database) {
    try (SlaScene scene = SlaScene.on(database)) {
      DossierCode before = scene.start("A", "2026-02-24T10:00", "3wd");
      scene
          .calendars()
          .changeHours(
              SlaScene.WARD,
              new OfficeSchedule.Period(
                  LocalDate.of(2026, 2, 26),
                  OfficeHours.parse("07:30-11:30 13:30-16:30", "SATURDAY 08:00-11:30")),
              "test");
      DossierCode after = scene.start("B", "2026-02-24T10:00", "3wd");
      SlaClocks clocks = scene.clocks();
      assertThat(clocks.state(before).dueCurrentAt()).isEqualTo(at("2026-02-27T17:00"));
      assertThat(clocks.explain(before).dueAt()).isEqualTo(at("2026-02-27T17:00"));
      assertThat(clocks.state(after).dueCurrentAt()).isEqualTo(at("2026-02-27T16:30"));
      assertThat(clocks.explain(after).dueAt()).isEqualTo(at("2026-02-27T16:30"));
      try (SlaScene restarted = scene.another()) {
        assertThat(restarted.clocks().explain(after).dueAt()).isEqualTo(at("2026-02-27T16:30"));
        assertThat(restarted.clocks().recomputedOriginal(before)).isEqualTo(at("2026-02-27T17:00"));
      }
    }
  }

  /** The next version of the calendar: Friday 27 February 2026 off for Saturday the 28th. */
  private static onestop.calendar.CalendarVersion newYearLater(SlaScene scene) {
    String csv =
        new ClassPath("/calendar/public-holidays-vn.csv").text()
            + "2026-02-27,SWAP_OFF,TET_NGUYEN_DAN\n2026-02-28,MAKEUP,TET_NGUYEN_DAN\n";
    return scene.calendars().importCsv(Calendars.VIETNAM, csv, "a decree", "test");
  }

  private record ClassPath(String path) {
    String text() {
      try (var in = SlaClocksTest.class.getResourceAsStream(path)) {
        return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static int count(SlaScene scene, String from) {
    return scene.jdbc().sql("select count(*) from " + from).query(Integer.class).single();
  }

  private static void is(Failure failure, String slug) {
    assertThat(failure.slug()).isEqualTo(slug);
  }

  private static DueDateAdjustment agreement(String due) {
    return new DueDateAdjustment.WrittenAgreement(at(due), OFFICER, "law", "doc");
  }

  private static DueDateAdjustment apology(String due) {
    return new DueDateAdjustment.ApologyExtension(at(due), OFFICER, "law", "doc");
  }

  private static List<Mark> marks(List<SlaMarkReached> reached) {
    return reached.stream().map(SlaMarkReached::mark).toList();
  }
}
