package onestop.engine;

/**
 * Port: acts on steps that models announce. A step has exactly one owner; the owner publishes
 * events for everything else that follows from the step.
 */
public interface AnnouncementOwner {
  /** Whether this owner acts on the service task with the id {@code step}. */
  boolean owns(String step);

  /**
   * Handles a step that a process has reached. Called inside the engine's transaction, before any
   * lock is taken; an exception rolls the step back.
   */
  void reached(Announcement announcement);
}
