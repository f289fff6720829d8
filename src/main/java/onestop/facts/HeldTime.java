package onestop.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import onestop.dossiers.life.DossierEvent;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.sla.clock.ClockPause;
import org.jspecify.annotations.Nullable;

/**
 * The working minutes of a dossier by holder. Each working minute from receipt to the end belongs
 * to exactly one holder or to one pause, and the shares add up to the total.
 *
 * <p>The time up to a completed step belongs to the desk that completed it; where desks work in
 * parallel, the time up to each completion belongs to the desk that completed. An event counts no
 * earlier than the events recorded before it. The time of a pause belongs to the pause, whichever
 * desk had the step.
 *
 * @param total working minutes from receipt to the end
 * @param shares in order of their first minute; no share is 0
 */
public record HeldTime(long total, List<Share> shares) {

  /** The minutes of one holder or pause. */
  public record Share(Holder holder, long minutes) {}

  /** A desk that worked, or a pause, in which no work was due. */
  public sealed interface Holder {}

  /**
   * A desk.
   *
   * @param step the step it completed; null if it has completed none yet
   * @param officer the officer who completed it; null if it has completed none yet
   */
  public record AgencyDesk(AgencyCode agency, @Nullable String step, @Nullable String officer)
      implements Holder {}

  /** A pause of the clock, left out of the limit by law. */
  public record Paused(int no, ClockPause.Kind kind) implements Holder {}

  /**
   * The input of the computation.
   *
   * @param until the end of the dossier's work, or the moment up to which it is counted
   * @param agency the agency whose desk holds the dossier where no completed step names another
   */
  public record Story(
      Instant receivedAt,
      Instant until,
      AgencyCode agency,
      List<DossierEvent> events,
      List<ClockPause> pauses) {}

  /**
   * Divides the working minutes among the holders.
   *
   * @param worked the whole working minutes from receipt up to a moment; must not decrease over
   *     time
   */
  public static HeldTime of(Story story, ToLongFunction<Instant> worked) {
    List<Turn> turns = turns(story);
    TreeSet<Instant> cuts = new TreeSet<>(List.of(story.receivedAt(), story.until()));
    turns.forEach(turn -> cuts.add(turn.until()));
    for (ClockPause pause : story.pauses()) {
      cut(story, pause.from(), cuts);
      Instant to = pause.to();
      cut(story, to == null ? story.until() : to, cuts);
    }
    Map<Holder, Long> shares = new LinkedHashMap<>();
    Instant from = null;
    for (Instant to : cuts) {
      if (from != null) {
        long minutes = worked.applyAsLong(to) - worked.applyAsLong(from);
        if (minutes > 0) {
          shares.merge(holder(story, turns, from, to), minutes, Long::sum);
        }
      }
      from = to;
    }
    return new HeldTime(
        worked.applyAsLong(story.until()) - worked.applyAsLong(story.receivedAt()),
        shares.entrySet().stream().map(one -> new Share(one.getKey(), one.getValue())).toList());
  }

  private static void cut(Story story, Instant at, TreeSet<Instant> cuts) {
    if (at.isAfter(story.receivedAt()) && at.isBefore(story.until())) {
      cuts.add(at);
    }
  }

  /** The time of a desk, up to and including a moment. */
  private record Turn(Instant until, AgencyDesk desk) {}

  private static List<Turn> turns(Story story) {
    List<Turn> turns = new ArrayList<>();
    Instant last = story.receivedAt();
    for (DossierEvent event : story.events()) {
      last = event.at().isAfter(last) ? event.at() : last;
      if (event.kind().equals("STEP_COMPLETED") && !last.isAfter(story.until())) {
        AgencyCode agency = event.agency();
        String officer = event.actor() instanceof Actor.Officer by ? by.id().value() : null;
        turns.add(
            new Turn(
                last,
                new AgencyDesk(agency == null ? story.agency() : agency, event.step(), officer)));
      }
    }
    return turns;
  }

  private static Holder holder(Story story, List<Turn> turns, Instant from, Instant to) {
    for (ClockPause pause : story.pauses()) {
      Instant end = pause.to();
      if (!from.isBefore(pause.from()) && (end == null || !to.isAfter(end))) {
        return new Paused(pause.no(), pause.order().kind());
      }
    }
    return turns.stream()
        .filter(turn -> !turn.until().isBefore(to))
        .map(Turn::desk)
        .findFirst()
        .orElseGet(() -> new AgencyDesk(story.agency(), null, null));
  }
}
