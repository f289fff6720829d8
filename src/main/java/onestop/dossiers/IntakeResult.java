package onestop.dossiers;

import java.util.List;
import onestop.dossiers.life.Dossier;
import onestop.sla.ClockState;

/** What became of an application. */
public sealed interface IntakeResult {
  /**
   * It is a dossier now.
   *
   * @param clock its clock as it stands
   * @param repeated true if this very submission had been received before; nothing was done again
   */
  record Received(Dossier dossier, ClockState clock, boolean repeated) implements IntakeResult {}

  /**
   * Papers are missing; nothing was stored. The list is complete: one request, everything on it.
   */
  record Incomplete(List<String> missingPapers) implements IntakeResult {}

  /**
   * Papers are named that the procedure does not know; nothing was stored.
   *
   * @param known those that it knows
   */
  record UnknownPapers(List<String> unknown, List<String> known) implements IntakeResult {}

  /**
   * The sender has used this key for an application that says something else; nothing was stored.
   * Of that other application nothing is told.
   */
  record KeyTaken(String key) implements IntakeResult {}
}
