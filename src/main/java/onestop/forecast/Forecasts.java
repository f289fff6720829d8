package onestop.forecast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import onestop.engine.AgencySide;
import onestop.engine.Course;
import onestop.engine.Courses;
import onestop.engine.FollowingStep;
import onestop.kernel.AgencyCode;
import onestop.procedures.AnnouncedStep;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The working time that a dossier is expected to need from a step on until it has its result, by
 * the normal course of its model: the medians of the agency's own past, the allotments of the model
 * for steps with too little of it.
 *
 * <p>Answered from memory, which is read again every few minutes.
 */
@Service
public class Forecasts {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final PaceStore store;
  private final Courses courses;
  private final Catalogue catalogue;
  private final Clock clock;
  private volatile @Nullable Known known;

  Forecasts(PaceStore store, Courses courses, Catalogue catalogue, Clock clock) {
    this.store = store;
    this.courses = courses;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * A step at which a dossier waits.
   *
   * @param procedure the code of its procedure
   */
  public record Place(String procedure, String step, AgencyCode receiving, AgencyCode resolving) {}

  /**
   * What a dossier still needs, in working minutes.
   *
   * @param work from the moment at which an officer takes the step
   * @param lead if the step waits as long as it usually does; no less than the work
   * @param cases the past cases behind the time of the step itself; 0 if the model's allotment
   *     stands for it
   */
  public record Need(long work, long lead, int cases) {
    /** A step about which nothing is known needs no time. */
    public static final Need UNKNOWN = new Need(0, 0, 0);
  }

  /** What a dossier that waits at that step needs. */
  public Need of(Place place) {
    return current().need(place);
  }

  /** Reads the medians again at the next question. */
  public void forget() {
    known = null;
  }

  private Known current() {
    Known now = known;
    if (now == null || now.until().isBefore(clock.instant())) {
      now = read();
      known = now;
    }
    return now;
  }

  private Known read() {
    Map<StepKey, StepPace> paces = new HashMap<>();
    for (StepPace one : store.all()) {
      paces.put(new StepKey(one.agency(), one.procedure(), one.step()), one);
    }
    Map<String, Course> byProcedure = new HashMap<>();
    for (Procedure procedure : catalogue.all()) {
      byProcedure.put(procedure.key().code(), courses.of(procedure.processKey()));
    }
    return new Known(
        clock.instant().plus(REMEMBERED), paces, byProcedure, new ConcurrentHashMap<>());
  }

  private record StepKey(AgencyCode agency, String procedure, String step) {}

  /** What is known until a moment, with the answers given so far. */
  private record Known(
      Instant until,
      Map<StepKey, StepPace> paces,
      Map<String, Course> courses,
      Map<Place, Need> given) {
    Need need(Place place) {
      return given.computeIfAbsent(place, this::reckoned);
    }

    private Need reckoned(Place place) {
      Course course = courses.getOrDefault(place.procedure(), new Course(Map.of()));
      Course.Step step = course.steps().get(place.step());
      if (step == null) {
        return Need.UNKNOWN;
      }
      long rest = rest(course, place, place.step(), new HashSet<>());
      StepPace own = pace(place, place.step(), step.side());
      long allotted = allotted(step);
      return own == null
          ? new Need(allotted + rest, allotted + rest, 0)
          : new Need(own.work() + rest, Math.max(own.work(), own.lead()) + rest, own.cases());
    }

    /** The longest way from the end of a step to the result. */
    private long rest(Course course, Place place, String from, Set<String> passed) {
      Course.Step step = course.steps().get(from);
      if (step == null || !passed.add(from)) {
        return 0;
      }
      long longest = 0;
      for (FollowingStep next : step.place().after(step.normalOutcome())) {
        if (!next.through().contains(AnnouncedStep.RECORD_RESOLUTION.id())) {
          long time = isPaused(next) ? 0 : lead(course, place, next.step());
          longest =
              Math.max(longest, time + rest(course, place, next.step(), new HashSet<>(passed)));
        }
      }
      return longest;
    }

    private static boolean isPaused(FollowingStep next) {
      return next.through().lastIndexOf(AnnouncedStep.PAUSE_CLOCK.id())
          > next.through().lastIndexOf(AnnouncedStep.RESUME_CLOCK.id());
    }

    private long lead(Course course, Place place, String id) {
      Course.Step step = course.steps().get(id);
      if (step == null) {
        return 0;
      }
      StepPace pace = pace(place, id, step.side());
      return pace == null ? allotted(step) : pace.lead();
    }

    private static long allotted(Course.Step step) {
      return step.allotted().map(Duration::toMinutes).orElse(0L);
    }

    private @Nullable StepPace pace(Place place, String step, AgencySide side) {
      AgencyCode agency = side == AgencySide.RECEIVING ? place.receiving() : place.resolving();
      StepPace pace = paces.get(new StepKey(agency, place.procedure(), step));
      return pace == null || !pace.counts() ? null : pace;
    }
  }
}
