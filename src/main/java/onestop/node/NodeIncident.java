package onestop.node;

import onestop.incidents.IncidentKind;

/** Incidents of a node. */
enum NodeIncident implements IncidentKind {
  /** A node's clock differs from the database's; the node rests until they agree. */
  CLOCK_DIFFERS
}
