package onestop.ledger.log;

import onestop.incidents.IncidentKind;

/** Troubles of the published log. */
enum LedgerIncident implements IncidentKind {
  /** The ledger is not published, for a reason that does not go away by itself. */
  LEDGER_NOT_PUBLISHED
}
