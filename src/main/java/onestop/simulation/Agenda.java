package onestop.simulation;

import java.time.Instant;
import java.util.Optional;

/** The acts of people in a simulation. */
public interface Agenda {
  /** The empty agenda: only timers fire. */
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
   * Performs the next act; the clock is set to its moment.
   *
   * @return whether the act may have created a timer earlier than all others
   */
  boolean performNext();
}
