package onestop.dossiers;

import java.util.List;
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
}
