package onestop.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import onestop.calendar.CalendarVersion;
import onestop.calendar.OfficeHours;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierState;
import onestop.facts.HeldTime.AgencyDesk;
import onestop.facts.HeldTime.Holder;
import onestop.facts.HeldTime.Paused;
import onestop.facts.HeldTime.Share;
import onestop.facts.HeldTime.Story;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.sla.clock.ClockPause;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every working minute of a dossier belongs to one holder or one pause, and to no other. */
@Tag("pure")
class HeldTimeTest {
  private static final AgencyCode WARD = new AgencyCode("W");
  private static final DossierCode CODE = new DossierCode("D-1");
  private static final WorkingCalendar CALENDAR =
      new WorkingCalendar(
          new CalendarVersion("VN", 1), World.HANOI, OfficeHours.STANDARD, List.of());

  @Test
  void sharesAWeekBetweenTwoDesksAndAPause() {
    Instant received = World.at("2026-03-02T09:00");
    HeldTime held =
        HeldTime.of(
            new Story(
                received,
                World.at("2026-03-06T17:00"),
                WARD,
                List.of(
                    step(1, "2026-03-02T11:00", "check_papers", "a"),
                    step(2, "2026-03-05T10:00", "appraise", "b")),
                List.of(pause(1, "2026-03-03T08:00", "2026-03-04T17:00"))),
            since(received));
    assertThat(held.shares())
        .containsExactly(
            new Share(new AgencyDesk(WARD, "check_papers", "a"), 120),
            new Share(new AgencyDesk(WARD, "appraise", "b"), 60 + 240 + 120),
            new Share(new Paused(1, ClockPause.Kind.SUPPLEMENT), 960),
            new Share(new AgencyDesk(WARD, null, null), 120 + 240 + 480));
    assertThat(held.total()).isEqualTo(2340);
  }

  @Test
  void givesAnEventThatIsDatedBackNoTimeOfThoseRecordedBeforeIt() {
    Instant received = World.at("2026-03-02T08:00");
    HeldTime held =
        HeldTime.of(
            new Story(
                received,
                World.at("2026-03-02T12:00"),
                WARD,
                List.of(
                    step(1, "2026-03-02T11:00", "first", "a"),
                    step(2, "2026-03-02T09:00", "second", "b")),
                List.of()),
            since(received));
    assertThat(held.shares())
        .containsExactly(
            new Share(new AgencyDesk(WARD, "first", "a"), 180),
            new Share(new AgencyDesk(WARD, null, null), 60));
  }

  @Test
  void everyMinuteOfARandomLifeBelongsToExactlyOneAndAllSumToTheWhole() {
    for (long seed = 1; seed <= 100; seed++) {
      Random random = new Random(seed);
      Story story = randomLife(random);
      ToLongFunction<Instant> worked = since(story.receivedAt());
      HeldTime held = HeldTime.of(story, worked);
      assertThat(held.shares().stream().mapToLong(Share::minutes).sum())
          .as("seed %d", seed)
          .isEqualTo(held.total());
      assertThat(held.shares()).as("seed %d", seed).allMatch(share -> share.minutes() > 0);
      Map<Holder, Long> shares = new HashMap<>();
      held.shares().forEach(share -> shares.put(share.holder(), share.minutes()));
      assertThat(shares).as("seed %d", seed).hasSize(held.shares().size());
      assertThat(shares).as("seed %d", seed).isEqualTo(minuteByMinute(story, worked));
    }
  }

  /** The same, the long way: looks at every minute by itself. */
  private static Map<Holder, Long> minuteByMinute(Story story, ToLongFunction<Instant> worked) {
    Map<Holder, Long> shares = new HashMap<>();
    for (Instant at = story.receivedAt(); at.isBefore(story.until()); at = at.plusSeconds(60)) {
      Instant next = at.plusSeconds(60);
      if (worked.applyAsLong(next) > worked.applyAsLong(at)) {
        shares.merge(owner(story, at), 1L, Long::sum);
      }
    }
    return shares;
  }

  private static Holder owner(Story story, Instant minute) {
    for (ClockPause pause : story.pauses()) {
      Instant to = pause.to();
      if (!minute.isBefore(pause.from()) && (to == null || minute.isBefore(to))) {
        return new Paused(pause.no(), pause.order().kind());
      }
    }
    Instant last = story.receivedAt();
    for (DossierEvent event : story.events()) {
      last = event.at().isAfter(last) ? event.at() : last;
      if (event.kind().equals("STEP_COMPLETED")
          && last.isAfter(minute)
          && !last.isAfter(story.until())) {
        return new AgencyDesk(WARD, event.step(), event.actor().name());
      }
    }
    return new AgencyDesk(WARD, null, null);
  }

  private static Story randomLife(Random random) {
    Instant received = World.at("2026-03-02T08:00").plus(minutes(random, 3_000));
    Instant until = received.plus(minutes(random, 9_000)).plusSeconds(60);
    List<DossierEvent> events = new ArrayList<>();
    Instant at = received;
    for (int no = 1; no <= random.nextInt(7); no++) {
      at = at.plus(minutes(random, 2_500));
      boolean datedBack = random.nextInt(8) == 0;
      events.add(
          event(
              no,
              datedBack ? at.minus(minutes(random, 900)) : at,
              random.nextInt(5) == 0 ? "LIMIT_EXTENDED" : "STEP_COMPLETED",
              "step" + no,
              "o" + random.nextInt(3)));
    }
    List<ClockPause> pauses = new ArrayList<>();
    Instant from = received;
    for (int no = 1; no <= random.nextInt(4); no++) {
      from = from.plus(minutes(random, 1_500));
      Instant to = from.plus(minutes(random, 1_500)).plusSeconds(60);
      boolean open = random.nextInt(6) == 0;
      pauses.add(new ClockPause(no, order(), from, open ? null : to));
      if (open) {
        break;
      }
      from = to;
    }
    return new Story(received, until, WARD, events, pauses);
  }

  private static Duration minutes(Random random, int most) {
    return Duration.ofMinutes(random.nextInt(most));
  }

  private static ToLongFunction<Instant> since(Instant received) {
    return at -> CALENDAR.workingBetween(received, at).toMinutes();
  }

  private static DossierEvent step(int no, String at, String step, String officer) {
    return event(no, World.at(at), "STEP_COMPLETED", step, officer);
  }

  private static DossierEvent event(int no, Instant at, String kind, String step, String officer) {
    return new DossierEvent(
        CODE,
        no,
        kind,
        at,
        new Actor.Officer(new OfficerId(officer), WARD),
        WARD,
        step,
        DossierState.IN_PROGRESS,
        Map.of());
  }

  private static ClockPause pause(int no, String from, String to) {
    return new ClockPause(no, order(), World.at(from), World.at(to));
  }

  private static ClockPause.Order order() {
    return new ClockPause.Order(
        ClockPause.Kind.SUPPLEMENT,
        new Actor.Officer(new OfficerId("a"), WARD),
        "reason",
        "law " + LocalDate.of(2026, 1, 1),
        "document");
  }
}
