package onestop.engine;

import onestop.incidents.IncidentKind;

/** Incidents of commands and timers. */
public enum EngineIncident implements IncidentKind {
  /** A timer failed when it fired; the other timers of its wave have fired. */
  TIMER_FAILED,
  /** A command failed for a reason that its caller cannot have caused; nothing was done. */
  COMMAND_FAILED,
  /** The processes of a dossier of an older release cannot be converted; they stay as they are. */
  PROCESS_NOT_CONVERTED
}
