package onestop.sla.clock;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onestop.calendar.WorkingCalendar;
import onestop.procedures.ApologyRule;
import onestop.procedures.ClockConventions;
import onestop.procedures.LadderStep;
import onestop.sla.clock.DueDateAdjustment.Correction;
import onestop.sla.clock.DueDateAdjustment.Mistaken;

/** The calendar and rule pack that a clock counts by; all immutable. */
public record ClockTerms(
    WorkingCalendar calendar,
    ClockConventions conventions,
    ApologyRule apology,
    List<LadderStep> ladder) {

  /**
   * The history of a clock.
   *
   * <p>A corrected move or pause is left out, together with its correction, so that only valid
   * events count.
   *
   * @param pauses in order, not overlapping; an open pause excludes nothing yet
   * @param adjustments in order, with the moment at which each was made
   */
  public record History(
      Instant receivedAt,
      ClockStart.Term term,
      List<ClockPause> pauses,
      List<Adjusted> adjustments) {
    public History {
      Set<Mistaken> mistaken = adjustments.isEmpty() ? Set.of() : mistaken(adjustments);
      if (!mistaken.isEmpty()) {
        List<Adjusted> all = adjustments;
        adjustments =
            IntStream.range(0, all.size())
                .filter(i -> !(all.get(i).adjustment() instanceof Correction))
                .filter(i -> !mistaken.contains(new Mistaken(Mistaken.What.ADJUSTMENT, i + 1)))
                .mapToObj(all::get)
                .toList();
        pauses =
            pauses.stream()
                .filter(pause -> !mistaken.contains(new Mistaken(Mistaken.What.PAUSE, pause.no())))
                .toList();
      }
    }

    private static Set<Mistaken> mistaken(List<Adjusted> adjustments) {
      return adjustments.stream()
          .map(Adjusted::adjustment)
          .filter(Correction.class::isInstance)
          .map(one -> ((Correction) one).of())
          .collect(Collectors.toSet());
    }

    /** The empty history of a clock. */
    public static History of(Instant receivedAt, ClockStart.Term term) {
      return new History(receivedAt, term, List.of(), List.of());
    }
  }

  /** An adjustment and the moment at which it was made. */
  public record Adjusted(DueDateAdjustment adjustment, Instant at) {}
}
