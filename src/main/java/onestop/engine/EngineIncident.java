package onestop.engine;

import onestop.incidents.IncidentKind;

/** Troubles of commands and timers. */
public enum EngineIncident implements IncidentKind {
  /** A timer that fails when it fires; the others of its wave have fired. */
  TIMER_FAILED,
  /** A command that failed for no reason its caller could have given; nothing was done. */
  COMMAND_FAILED
}
