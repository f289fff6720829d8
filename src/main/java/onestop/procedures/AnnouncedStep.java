package onestop.procedures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The steps that a model may announce with a service task. Each is acted on by exactly one {@link
 * onestop.engine.AnnouncementOwner}, or the application does not start.
 */
public enum AnnouncedStep {
  /** The clock has reached a mark. */
  RAISE_SLA_MARK,
  /** The legal clock stands. */
  PAUSE_CLOCK(StepForm.SUPPLEMENT, StepForm.FINANCE),
  /** The legal clock goes on. */
  RESUME_CLOCK,
  /** The due date moves, by statute or by agreement. */
  EXTEND_LIMIT(StepForm.EXTENSION, StepForm.AGREEMENT),
  /** There is a result. */
  RECORD_RESOLUTION(StepForm.RESOLUTION),
  /** The dossier is refused. */
  RECORD_REFUSAL(StepForm.REFUSAL),
  /** The dossier is stopped. */
  RECORD_STOP(StepForm.STOP),
  /** The applicant has withdrawn. */
  RECORD_WITHDRAWAL,
  /** The result has been handed out. */
  RECORD_RETURN,
  /** A leg of the dossier opens; the id goes on with its name: {@code open_leg_birth}. */
  OPEN_LEG;

  private final Set<StepForm> forms;

  AnnouncedStep(StepForm... forms) {
    this.forms = Set.of(forms);
  }

  /** What an officer has to have filled in, one of these; empty if the step needs nothing. */
  public Set<StepForm> forms() {
    return forms;
  }

  /** Whether it stands inside the sub-process in which a dossier is resolved, or behind it. */
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

  /** The id of the service task in a model; of {@link #OPEN_LEG} what the id begins with. */
  public String id() {
    String id = name().toLowerCase(Locale.ROOT);
    return this == OPEN_LEG ? id + "_" : id;
  }

  /** The announcement that a service task of that id makes, if there is such a one. */
  public static Optional<AnnouncedStep> of(String id) {
    return Arrays.stream(values())
        .filter(step -> step == OPEN_LEG ? id.startsWith(step.id()) : id.equals(step.id()))
        .findFirst();
  }
}
