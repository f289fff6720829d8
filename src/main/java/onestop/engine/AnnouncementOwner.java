package onestop.engine;

/**
 * Port: acts on steps that models announce. A step has exactly one owner; what follows from it
 * beyond that is an event of the owner.
 */
public interface AnnouncementOwner {
  /** Whether the service task of that id is this owner's to act on. */
  boolean owns(String step);

  /**
   * The model has reached the step. Called inside the engine's transaction, under no lock yet; what
   * is thrown undoes the step.
   */
  void reached(Announcement announcement);
}
