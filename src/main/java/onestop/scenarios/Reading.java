package onestop.scenarios;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.scenarios.Scenario.Expectation;
import onestop.scenarios.ScenarioResult.DiaryLine;
import onestop.scenarios.ScenarioResult.Difference;
import onestop.sla.ClockState;
import org.jspecify.annotations.Nullable;

/** Reads the outcome of a dossier and compares it with what was expected. */
final class Reading {
  private final Town town;
  private final ZoneId zone;
  private final List<Difference> differences = new ArrayList<>();

  Reading(Town town, ZoneId zone) {
    this.town = town;
    this.zone = zone;
  }

  /** What differs now; the expectation of which nothing is said holds. */
  List<Difference> differences(DossierCode code, Expectation expected, List<DiaryLine> diary) {
    Dossier dossier = town.dossiers().get(code);
    ClockState clock = town.clocks().state(code);
    compare("state", expected.state(), dossier.state().name());
    compare("due", expected.due(), local(clock.dueOriginalAt()));
    compare("newDue", expected.newDue(), local(clock.dueCurrentAt()));
    compare("closed", expected.closed(), local(dossier.closedAt()));
    List<DossierCode> all = new ArrayList<>(List.of(code));
    town.dossiers().legs(code).forEach(leg -> all.add(leg.code()));
    compare("letters", expected.letters(), town.letters(code).size());
    compare(
        "escalations",
        expected.escalations(),
        all.stream().mapToInt(of -> town.escalations().of(of).size()).sum());
    compare("path", expected.path(), diary.stream().map(Reading::step).toList());
    return differences;
  }

  private static String step(DiaryLine line) {
    return line.outcome().isEmpty() ? line.step() : line.step() + " " + line.outcome();
  }

  private @Nullable LocalDateTime local(@Nullable Instant at) {
    return at == null ? null : LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.MINUTES);
  }

  private void compare(String kind, @Nullable Object expected, @Nullable Object was) {
    if (expected != null && !Objects.equals(expected, was)) {
      differences.add(new Difference(kind, String.valueOf(expected), String.valueOf(was), null));
    }
  }
}
