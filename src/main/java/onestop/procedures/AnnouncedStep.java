package onestop.procedures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The steps that a model may announce with a service task. Each has exactly one {@link
 * onestop.engine.AnnouncementOwner}, or the application does not start.
 */
public enum AnnouncedStep {
  /** The clock has reached a mark. */
  RAISE_SLA_MARK,
  /** The legal clock is paused. */
  PAUSE_CLOCK(StepForm.SUPPLEMENT, StepForm.FINANCE, StepForm.POSTING),
  /** The legal clock is resumed. */
  RESUME_CLOCK,
  /** The due date moves, by statute or by agreement. */
  EXTEND_LIMIT(StepForm.EXTENSION, StepForm.AGREEMENT),
  /** The result is recorded. */
  RECORD_RESOLUTION(StepForm.RESOLUTION),
  /** The dossier is refused. */
  RECORD_REFUSAL(StepForm.REFUSAL),
  /** The dossier is stopped. */
  RECORD_STOP(StepForm.STOP),
  /** The applicant has withdrawn the dossier. */
  RECORD_WITHDRAWAL,
  /** The result has been handed out. */
  RECORD_RETURN,
  /** A leg of the dossier opens; the id ends with the name of the leg: {@code open_leg_birth}. */
  OPEN_LEG;

  private final Set<StepForm> forms;

  AnnouncedStep(StepForm... forms) {
    this.forms = Set.of(forms);
  }

  /** The forms of which an officer must have filled in one; empty if the step needs none. */
  public Set<StepForm> forms() {
    return forms;
  }

  /**
   * Whether the step belongs in the sub-process in which a dossier is resolved; false if it comes
   * after it.
   */
  public boolean isWithinWork() {
    return switch (this) {
      case PAUSE_CLOCK, RESUME_CLOCK, EXTEND_LIMIT, OPEN_LEG -> true;
      case RAISE_SLA_MARK,
          RECORD_RESOLUTION,
          RECORD_REFUSAL,
          RECORD_STOP,
          RECORD_WITHDRAWAL,
          RECORD_RETURN ->
          false;
    };
  }

  /** The id of the service task in a model; for {@link #OPEN_LEG} the prefix of the id. */
  public String id() {
    String id = name().toLowerCase(Locale.ROOT);
    return this == OPEN_LEG ? id + "_" : id;
  }

  /** The announcement of a service task with that id; empty if there is none. */
  public static Optional<AnnouncedStep> of(String id) {
    return Arrays.stream(values())
        .filter(step -> step == OPEN_LEG ? id.startsWith(step.id()) : id.equals(step.id()))
        .findFirst();
  }
}
