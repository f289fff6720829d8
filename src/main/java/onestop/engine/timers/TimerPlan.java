package onestop.engine.timers;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import onestop.engine.NextMark;
import onestop.engine.timers.TimerStore.Due;
import onestop.kernel.DossierCode;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The order in which due timers fire. It is read without locks, so a planned timer may be gone when
 * its turn comes.
 */
@Component
class TimerPlan {
  private static final int PORTIONS = 50;

  private final TimerStore timers;
  private final ObjectProvider<NextMark> marks;

  TimerPlan(TimerStore timers, ObjectProvider<NextMark> marks) {
    this.timers = timers;
    this.marks = marks;
  }

  /**
   * The timers due at or before {@code now}, in portions of at most {@code size}. The order is by
   * due time, then by dossier, so that lanes that take portions from both ends seldom compete for
   * one series of numbers. If some timers are urgent ({@link NextMark#urgentUntil}), the plan holds
   * only these. A timer that has failed before is a portion of its own, since it could fail a wave
   * again.
   */
  Deque<List<String>> portions(Instant now, int size) {
    List<Due> due = mostUrgent(timers.due(now, PORTIONS * size), now);
    Deque<List<String>> portions = new ArrayDeque<>();
    List<String> portion = new ArrayList<>();
    for (Due timer : due) {
      if (timer.failedBefore()) {
        portions.add(List.of(timer.dossier().value()));
      } else {
        portion.add(timer.dossier().value());
      }
    }
    for (int from = 0; from < portion.size(); from += size) {
      portions.add(List.copyOf(portion.subList(from, Math.min(portion.size(), from + size))));
    }
    return portions;
  }

  private List<Due> mostUrgent(List<Due> due, Instant now) {
    if (due.isEmpty()) {
      return due;
    }
    Set<DossierCode> urgent =
        marks.getObject().urgentUntil(due.stream().map(Due::dossier).toList(), now);
    return urgent.isEmpty()
        ? due
        : due.stream().filter(timer -> urgent.contains(timer.dossier())).toList();
  }
}
