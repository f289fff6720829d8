package onestop.calendar;

/** The kinds of days of the working calendar. */
public enum DayKind {
  /** An ordinary working day. */
  WORKING(true),
  /** A day off that is worked because of a swap. */
  MAKEUP(true),
  /** Announced but not yet decreed as a day off: it still counts as a working day. */
  PROVISIONAL(true),
  /** A Saturday or Sunday. */
  WEEKEND(false),
  /** A public holiday. */
  PUBLIC(false),
  /** The day off in lieu of a holiday that fell on a weekend. */
  IN_LIEU(false),
  /** A working day swapped for a day off elsewhere. */
  SWAP_OFF(false);

  private final boolean working;

  DayKind(boolean working) {
    this.working = working;
  }

  /** Whether such a day counts as a working day. */
  public boolean isWorking() {
    return working;
  }
}
