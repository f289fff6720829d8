package onestop.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationFilter;
import onestop.apologies.obligation.ObligationState;
import onestop.apologies.obligation.Waiver;
import onestop.apologies.obligation.WaiverOrder;
import onestop.dossiers.steps.StepPayload;
import onestop.facts.PresentFigures.AgencyFigures;
import onestop.facts.PresentFigures.Case;
import onestop.facts.PresentFigures.Dossiers;
import onestop.facts.PresentFigures.Fate;
import onestop.facts.PresentFigures.Letters;
import onestop.facts.PresentFigures.Picture;
import onestop.facts.PresentFigures.Which;
import onestop.kernel.DossierCode;
import onestop.reports.HearingAnswer;
import onestop.reports.Hearings;
import onestop.reports.Histories;
import onestop.reports.NaiveRecount;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figures of now, under histories nobody chose, against a recount and against the hearing. */
@Tag("world")
class PresentFiguresTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void countWhatARecountFromTheEventsCountsAndAHearingToo(TestDatabase database) {
    try (World world = World.on(database, "2026-03-01T08:00")) {
      City city = City.in(world);
      world.advanceTo("2026-03-02T09:00");
      DossierCode voided = city.receive("1.004873").code();
      world.advanceTo("2026-03-04T09:00"); // its letter is to be drafted
      city.resolve(voided);
      Histories histories = new Histories(world, city, 20_260_316L);
      histories.workUntil(LocalDate.of(2026, 3, 13));
      DossierCode linked = city.receive("2.002621").code();
      city.complete(linked, "check_form", "done", new StepPayload.Note(""));
      histories.workUntil(LocalDate.of(2026, 4, 8));
      waiveOne(world);
      agree(world);
      world.outageUntil("2026-04-17T11:00"); // nobody hears a mark any more
      Picture picture = agree(world);
      agreeWithAHearing(world, picture);
      Letters letters = picture.letters(null);
      assertThat(letters.missing()).isPositive();
      assertThat(letters.waived()).isEqualTo(1);
      assertThat(letters.finishedInTime()).as("letters of dossiers in time").isPositive();
      assertThat(letters.voided()).as("void letters").isPositive();
    }
  }

  private static void waiveOne(World world) {
    Apologies apologies = world.get(Apologies.class);
    ApologyObligation drafted =
        apologies
            .find(new ObligationFilter(Set.of(ObligationState.OPENED), null, null), 0, 1)
            .get(0);
    apologies.waive(
        new WaiverOrder(drafted.id(), Waiver.Ground.FORCE_MAJEURE, "QĐ-1"),
        City.officer(drafted.agency(), Role.HEAD_OF_AGENCY));
  }

  /** Three ways to the same figures: one statement, the recount, the hearing of the whole time. */
  private static Picture agree(World world) {
    PresentFigures figures = world.get(PresentFigures.class);
    Picture picture = figures.picture();
    Map<String, Map<String, Long>> seen = new TreeMap<>();
    picture.byAgency().forEach(line -> seen.put(line.agency().value(), words(line)));
    assertThat(seen).isEqualTo(NaiveRecount.of(world, picture.asOf()));

    Dossiers dossiers = picture.dossiers(null);
    Letters letters = picture.letters(null);
    assertThat(dossiers.late() + letters.finishedInTime() + letters.notLateYet())
        .as("the bridge from late to owed")
        .isEqualTo(letters.owed());
    for (Fate fate : Fate.values()) {
      assertThat(figures.letters(new Which(Set.of(fate), null, null), 0, 1).total())
          .as(fate.name())
          .isEqualTo(of(letters, fate));
    }
    assertThat(figures.letters(new Which(Fate.OWED, Case.LATE, null), 0, 1).total())
        .isEqualTo(dossiers.late());
    return picture;
  }

  private static void agreeWithAHearing(World world, Picture picture) {
    world.outageUntil("2026-04-17T11:01"); // a hearing asks of what is settled
    Hearings hearings = world.get(Hearings.class);
    HearingAnswer answer =
        hearings
            .answer(hearings.ask(new ReportScopes.Asked(null, null, "2026", "2026-04-17T11:00")))
            .answer();
    Letters letters = picture.letters(null);
    assertThat(
            List.of(
                picture.dossiers(null).received(),
                picture.dossiers(null).late(),
                letters.owed(),
                letters.issuedInTime(),
                letters.issuedLate(),
                letters.missing(),
                letters.waived(),
                letters.waiting()))
        .containsExactly(
            answer.total(HearingMeasure.RECEIVED),
            answer.total(HearingMeasure.LATE),
            answer.total(HearingMeasure.OWED),
            answer.total(HearingMeasure.ISSUED_IN_TIME),
            answer.total(HearingMeasure.ISSUED_LATE),
            answer.total(HearingMeasure.MISSING),
            answer.total(HearingMeasure.WAIVED),
            answer.total(HearingMeasure.WAITING));
  }

  private static long of(Letters letters, Fate fate) {
    return switch (fate) {
      case ISSUED_IN_TIME -> letters.issuedInTime();
      case ISSUED_LATE -> letters.issuedLate();
      case WAIVED -> letters.waived();
      case MISSING -> letters.missing();
      case WAITING -> letters.waiting();
      case VOID -> letters.voided();
    };
  }

  private static Map<String, Long> words(AgencyFigures line) {
    Dossiers d = line.dossiers();
    Letters l = line.letters();
    Map<String, Long> words = new TreeMap<>();
    words.put("received", d.received());
    words.put("part", d.parts());
    words.put("resolved in time", d.resolvedOnTime());
    words.put("resolved late", d.resolvedLate());
    words.put("ended in time", d.endedInTime());
    words.put("ended late", d.endedLate());
    words.put("open in time", d.openInTime());
    words.put("open late", d.openOverdue());
    words.put("issued in time", l.issuedInTime());
    words.put("issued late", l.issuedLate());
    words.put("waived", l.waived());
    words.put("missing", l.missing());
    words.put("waiting", l.waiting());
    words.put("void", l.voided());
    words.put("owed, finished in time", l.finishedInTime());
    words.put("owed, not late yet", l.notLateYet());
    words.put("no letter", d.received() - l.owed() - l.waiting() - l.voided());
    words.values().removeIf(count -> count == 0);
    return words;
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void miss510LettersThatNobodyOpened(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      city.receive("1.004873", 510);
      PresentFigures figures = world.get(PresentFigures.class);
      assertThat(figures.unheard()).isEmpty();
      world.outageUntil("2026-03-04T17:00"); // the letters' limit itself
      assertThat(figures.picture().letters(null).missing()).isZero();
      world.outageUntil("2026-03-04T17:02");
      assertThat(figures.picture().letters(null).missing()).isEqualTo(510);
      world.outageUntil("2026-03-06T08:00");
      Letters letters = figures.picture().letters(City.WARD);
      assertThat(letters.missing()).isEqualTo(510);
      assertThat(letters.owed()).isEqualTo(510);
      assertThat(figures.unheard())
          .hasValueSatisfying(unheard -> assertThat(unheard.dossiers()).isEqualTo(510));
      PresentFigures.Entries last =
          figures.letters(new Which(Set.of(Fate.MISSING), null, City.WARD), 500, 20);
      assertThat(last.total()).isEqualTo(510);
      assertThat(last.entries()).hasSize(10).allMatch(entry -> entry.obligation() == null);
      assertThat(world.get(Apologies.class).count(ObligationFilter.ALL)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void areOfTheAgencyThatResolvesAndOfNoOther(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      city.receive("1.004873"); // the ward's own
      city.receive("1.004222", City.POLICE); // received by the ward, resolved by the police
      world.outageUntil("2026-03-20T10:00"); // both long overdue
      Picture picture = world.get(PresentFigures.class).picture();
      assertThat(picture.dossiers(City.WARD).openOverdue()).isEqualTo(1);
      assertThat(picture.dossiers(City.POLICE).openOverdue()).isEqualTo(1);
      assertThat(picture.dossiers(null).received()).isEqualTo(2);
      assertThat(picture.dossiers(City.CENTRE).onTime().isDefined()).isFalse();
    }
  }
}
