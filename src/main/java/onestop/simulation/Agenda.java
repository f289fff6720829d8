package onestop.simulation;

import java.time.Instant;
import java.util.Optional;

/** What people do in a simulation, act by act. */
public interface Agenda {
  /** An agenda on which nothing stands: only timers fire. */
  Agenda NONE =
      new Agenda() {
        @Override
        public Optional<Instant> nextAt() {
          return Optional.empty();
        }

        @Override
        public boolean performNext() {
          throw new IllegalStateException("nothing stands on this agenda");
        }
      };

  /** The moment of the next act; empty if none is left. */
  Optional<Instant> nextAt();

  /**
   * Performs the next act, at whose moment the clock stands.
   *
   * @return whether it may have brought a timer nearer than all before it
   */
  boolean performNext();
}
