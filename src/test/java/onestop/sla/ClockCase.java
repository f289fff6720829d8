package onestop.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import onestop.calendar.Limit;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.ClockTerms.History;

/**
 * A random dossier for property tests, to the minute, and smaller dossiers to try once one fails.
 */
record ClockCase(Instant received, String unit, int count, List<ClockPause> pauses) {
  private static final LocalDate FIRST = LocalDate.of(2017, 1, 2);

  static ClockCase random(Random random) {
    Instant received =
        FIRST
            .plusDays(random.nextInt(3500))
            .atStartOfDay(SlaClockTest.HANOI)
            .toInstant()
            .plus(minuteOfDay(random), ChronoUnit.MINUTES);
    String unit = List.of("wd", "d", "wh").get(random.nextInt(3));
    List<ClockPause> pauses = new ArrayList<>();
    Instant from = received;
    for (int p = random.nextInt(4); p > 0; p--) {
      from = from.plus(random.nextInt(random.nextBoolean() ? 300 : 12_000), ChronoUnit.MINUTES);
      Instant to =
          from.plus(random.nextInt(random.nextBoolean() ? 600 : 20_000), ChronoUnit.MINUTES);
      pauses.add(SlaClockTest.pause(pauses.size() + 1, from, to));
      from = to;
    }
    return new ClockCase(received, unit, 1 + random.nextInt(unit.equals("wh") ? 20 : 40), pauses);
  }

  /** Often at an edge of the office hours, where mistakes live. */
  private static int minuteOfDay(Random random) {
    int[] edges = {0, 479, 480, 719, 720, 779, 780, 899, 900, 901, 1019, 1020, 1439};
    return random.nextInt(3) == 0 ? edges[random.nextInt(edges.length)] : random.nextInt(1440);
  }

  History history() {
    return new History(
        received, new ClockStart.Term.OfLimit(Limit.parse(count + unit)), pauses, List.of());
  }

  /** The smallest case below this one that still fails. */
  ClockCase shrunk(Predicate<ClockCase> fails) {
    for (ClockCase smaller : smaller()) {
      if (fails.test(smaller)) {
        return smaller.shrunk(fails);
      }
    }
    return this;
  }

  private List<ClockCase> smaller() {
    List<ClockCase> cases = new ArrayList<>();
    for (int i = 0; i < pauses.size(); i++) {
      List<ClockPause> fewer = new ArrayList<>(pauses);
      fewer.remove(i);
      cases.add(new ClockCase(received, unit, count, fewer));
    }
    for (int less : new int[] {1, count / 2, count - 1}) {
      if (less >= 1 && less < count) {
        cases.add(new ClockCase(received, unit, less, pauses));
      }
    }
    return cases;
  }

  @Override
  public String toString() {
    List<String> spans =
        pauses.stream()
            .map(
                p ->
                    p.from().atZone(SlaClockTest.HANOI).toLocalDateTime()
                        + "/"
                        + p.to().atZone(SlaClockTest.HANOI).toLocalDateTime())
            .toList();
    return received.atZone(SlaClockTest.HANOI).toLocalDateTime() + " " + count + unit + " " + spans;
  }
}
