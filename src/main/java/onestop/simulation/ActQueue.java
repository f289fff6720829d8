package onestop.simulation;

import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;

/** An agenda that can grow while it is performed; acts are in order of time, then of planning. */
public final class ActQueue implements Agenda {
  private record Act(Instant at, long no, Runnable what) implements Comparable<Act> {
    @Override
    public int compareTo(Act other) {
      int byTime = at.compareTo(other.at);
      return byTime == 0 ? Long.compare(no, other.no) : byTime;
    }
  }

  private final PriorityQueue<Act> acts = new PriorityQueue<>();
  private long planned;

  /** Plans an act. */
  public void at(Instant at, Runnable what) {
    acts.add(new Act(at, planned++, what));
  }

  @Override
  public Optional<Instant> nextAt() {
    return Optional.ofNullable(acts.peek()).map(Act::at);
  }

  @Override
  public boolean performNext() {
    acts.remove().what().run();
    return true;
  }
}
