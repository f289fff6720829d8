package onestop.node;

import onestop.incidents.IncidentKind;

/** Troubles of a node. */
enum NodeIncident implements IncidentKind {
  /** A node's clock is not the database's; the node rests until it is. */
  CLOCK_DIFFERS
}
