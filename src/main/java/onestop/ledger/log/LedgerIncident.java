package onestop.ledger.log;

import onestop.incidents.IncidentKind;

/** Incidents of the published log. */
enum LedgerIncident implements IncidentKind {
  /** The ledger is not published, for a reason that is not transient. */
  LEDGER_NOT_PUBLISHED
}
