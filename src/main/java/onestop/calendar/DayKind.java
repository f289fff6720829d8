package onestop.calendar;

/** What a day is for the working calendar. */
public enum DayKind {
  /** An ordinary working day. */
  WORKING(true),
  /** A day off that was swapped with another and is worked. */
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

  /** Whether the day counts. */
  public boolean isWorking() {
    return working;
  }
}
