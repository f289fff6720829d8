package onestop.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.calendar.Limit;
import onestop.dossiers.Dossiers;
import onestop.dossiers.steps.StepPayload;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.sla.clock.PastClock;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a clock said once, it says for ever. */
@Tag("world")
class ClockPastTest {
  private static final String RESIDENCE = "1.004222";

  /** What was stored of a clock, and when. */
  private record Seen(Instant at, ClockState state) {}

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void isTheStoredClockAtEveryMomentOfALife(TestDatabase database) {
    try (World world = World.on(database, "2026-04-01T10:00")) {
      City city = City.in(world);
      Map<Seen, DossierCode> seen = new LinkedHashMap<>();
      DossierCode code = city.receive(RESIDENCE, City.POLICE).code();
      DossierCode silent = city.receive("1.004873").code();
      DossierCode permit = city.receive("1.009994").code();
      List<DossierCode> all = List.of(code, silent, permit);
      look(world, all, seen);

      city.workUntil(code, "appraise_dossier");
      world.advanceTo("2026-04-03T16:00");
      city.complete(code, "appraise_dossier", "supplement", order());
      look(world, all, seen);
      world.advanceTo("2026-04-06T17:30"); // the silent one has its letter and its new date
      look(world, all, seen);
      world.advanceTo("2026-04-07T09:00");
      city.workUntil(permit, "appraise_dossier");
      city.complete(
          permit,
          "appraise_dossier",
          "extend",
          new StepPayload.Extension(
              Limit.parse("10d"), "hồ sơ phức tạp", "Luật 62/2020/QH14", "TB-3"));
      look(world, all, seen);
      world.advanceTo("2026-04-23T09:00");
      city.complete(code, "await_supplement", "received", new StepPayload.Note(""));
      look(world, all, seen);
      world.advanceTo("2026-04-24T09:00");
      closeADay(world, "2026-04-29");
      look(world, all, seen);
      world.advanceTo("2026-04-28T09:00");
      city.resolve(silent);
      world.get(Dossiers.class).withdraw(code, "người nộp đổi ý", City.desk());
      look(world, all, seen);
      world.advanceTo("2026-07-01T09:00");
      look(world, all, seen);

      assertThat(seen.keySet()).extracting(one -> one.state().appointmentNo()).contains(1, 2);
      assertThat(seen.keySet()).extracting(one -> one.state().paused()).contains(true);
      seen.forEach(
          (one, dossier) -> {
            PastClock past = world.get(ClockPast.class).at(List.of(dossier), one.at()).get(dossier);
            assertThat(past.dueOriginalAt()).isEqualTo(one.state().dueOriginalAt());
            assertThat(past.dueCurrentAt()).isEqualTo(one.state().dueCurrentAt());
            assertThat(past.appointmentNo()).isEqualTo(one.state().appointmentNo());
            if (past.appointmentNo() == 1) {
              assertThat(past.dueLawfulAt()).isEqualTo(one.state().dueCurrentAt());
              assertThat(past.apologyBy()).isEqualTo(one.state().apologyBy());
            }
            assertThat(past.standing() != null)
                .isEqualTo(one.state().paused() && one.state().stoppedAt() == null);
          });
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void keepsTheLawfulDateWhenALetterGivesANewOne(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode code = city.receive("1.004873").code();
      SlaClocks clocks = world.get(SlaClocks.class);
      Instant due = clocks.state(code).dueCurrentAt();
      Instant letterBy = clocks.state(code).apologyBy();
      world.advanceTo("2026-03-20T08:00");
      PastClock past = world.get(ClockPast.class).at(List.of(code), world.now()).get(code);
      assertThat(past.dueLawfulAt()).isEqualTo(due);
      assertThat(past.apologyBy()).isEqualTo(letterBy);
      assertThat(past.dueCurrentAt()).isAfter(due);
      assertThat(past.isPast(past.dueLawfulAt(), world.now())).isTrue();
    }
  }

  private static void look(World world, List<DossierCode> codes, Map<Seen, DossierCode> seen) {
    for (DossierCode code : codes) {
      seen.put(new Seen(world.now(), world.get(SlaClocks.class).state(code)), code);
    }
  }

  private static void closeADay(World world, String day) {
    Calendars calendars = world.get(Calendars.class);
    String csv = shipped() + day + ",PUBLIC,QUOC_KHANH_2_9\n";
    CalendarVersion next = calendars.importCsv("VN", csv, "QĐ thử", "admin");
    world.get(SlaClocks.class).recalculate(next, new Actor.Automaton("calendar"), world.now());
  }

  private static String shipped() {
    try (InputStream in =
        ClockPastTest.class.getResourceAsStream("/calendar/public-holidays-vn.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StepPayload order() {
    return new StepPayload.SupplementOrder(
        List.of("CT01"), "thiếu giấy tờ", LocalDate.of(2026, 4, 28), "Luật Cư trú", "PYC-1");
  }
}
