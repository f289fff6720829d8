package onestop.dossiers;

import java.util.List;
import onestop.dossiers.life.Dossier;
import onestop.sla.ClockState;

/** The outcome of an application. */
public sealed interface IntakeResult {
  /**
   * The application has become a dossier.
   *
   * @param clock the clock as it stands
   * @param repeated true if the same submission had been received before; nothing was done again
   */
  record Received(Dossier dossier, ClockState clock, boolean repeated) implements IntakeResult {}

  /**
   * Papers are missing; nothing was stored. The list is complete, so that one request covers all.
   */
  record Incomplete(List<String> missingPapers) implements IntakeResult {}

  /**
   * The application names papers that the procedure does not have; nothing was stored.
   *
   * @param known the papers of the procedure
   */
  record UnknownPapers(List<String> unknown, List<String> known) implements IntakeResult {}

  /**
   * The sender has used this key for an application with other content; nothing was stored. The
   * result discloses nothing of that other application.
   */
  record KeyTaken(String key) implements IntakeResult {}
}
