package onestop.forecast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.engine.Courses;
import onestop.forecast.PaceStore.Past;
import onestop.forecast.PaceStore.PastStep;
import onestop.forecast.PastSteps.Ended;
import onestop.forecast.PastSteps.Took;
import onestop.kernel.AgencyCode;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import org.springframework.stereotype.Service;

/**
 * Measures how long steps take, from the newest dossiers of each agency. Runs now and then, beside
 * the work: no command of a dossier waits for it or writes anything for it.
 */
@Service
public class PaceMeasure {
  private static final Duration PAST = Duration.ofDays(180);

  /** As many dossiers of an agency as are measured: some weeks of a ward. */
  private static final int MOST = 1_000;

  private final PaceStore store;
  private final Courses courses;
  private final Catalogue catalogue;
  private final Calendars calendars;
  private final Clock clock;

  PaceMeasure(
      PaceStore store, Courses courses, Catalogue catalogue, Calendars calendars, Clock clock) {
    this.store = store;
    this.courses = courses;
    this.catalogue = catalogue;
    this.calendars = calendars;
    this.clock = clock;
  }

  private record Key(String agency, String procedure, String step) {}

  /** Measures anew; returns the number of rows. */
  public int run() {
    Instant now = clock.instant();
    Map<String, PastSteps> models = new HashMap<>();
    for (Procedure procedure : catalogue.all()) {
      models.put(procedure.key().code(), new PastSteps(courses.of(procedure.processKey())));
    }
    Map<AgencyCode, List<Past>> byAgency =
        store.resolvedSince(now.minus(PAST), MOST).stream()
            .filter(past -> models.containsKey(past.procedure()))
            .collect(
                Collectors.groupingBy(Past::resolving, LinkedHashMap::new, Collectors.toList()));
    List<StepPace> paces = new ArrayList<>();
    byAgency.forEach((agency, dossiers) -> paces.addAll(measure(agency, dossiers, models)));
    store.replace(merged(paces), now);
    return paces.size();
  }

  private List<StepPace> measure(
      AgencyCode agency, List<Past> dossiers, Map<String, PastSteps> models) {
    WorkingCalendar calendar = calendars.today(Calendars.VIETNAM, agency);
    List<PastStep> steps = store.steps(dossiers.stream().map(Past::code).toList());
    Map<String, TreeMap<Instant, Instant>> ends = new HashMap<>();
    Map<String, List<Ended>> ofDossier = new HashMap<>();
    for (PastStep step : steps) {
      Ended ended = step.ended();
      ends.computeIfAbsent(ended.by(), key -> new TreeMap<>()).put(ended.at(), ended.at());
      ofDossier.computeIfAbsent(step.dossier(), key -> new ArrayList<>()).add(ended);
    }
    Map<Key, List<Took>> took = new LinkedHashMap<>();
    for (Past past : dossiers) {
      PastSteps model = models.get(past.procedure());
      if (model != null) {
        model
            .of(
                past.receivedAt(),
                ofDossier.getOrDefault(past.code(), List.of()),
                (by, at) -> ends.getOrDefault(by, new TreeMap<>()).lowerKey(at),
                calendar::workingBetween)
            .forEach(
                one ->
                    took.computeIfAbsent(
                            new Key(one.agency(), past.procedure(), one.step()),
                            key -> new ArrayList<>())
                        .add(one));
      }
    }
    return took.entrySet().stream()
        .map(
            one ->
                new StepPace(
                    new AgencyCode(one.getKey().agency()),
                    one.getKey().procedure(),
                    one.getKey().step(),
                    one.getValue().size(),
                    median(one.getValue(), step -> step.lead().toMinutes()),
                    median(one.getValue(), step -> step.work().toMinutes())))
        .toList();
  }

  private static long median(List<Took> took, ToLongFunction<Took> minutes) {
    return Median.of(took.stream().mapToLong(minutes).toArray());
  }

  /**
   * A desk that receives for several agencies has a row from each; the one with the most cases
   * stands for all.
   */
  private static List<StepPace> merged(List<StepPace> paces) {
    Map<Key, StepPace> rows = new LinkedHashMap<>();
    for (StepPace one : paces) {
      rows.merge(
          new Key(one.agency().value(), one.procedure(), one.step()),
          one,
          (first, second) -> second.cases() > first.cases() ? second : first);
    }
    return List.copyOf(rows.values());
  }
}
