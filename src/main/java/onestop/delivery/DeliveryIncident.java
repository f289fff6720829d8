package onestop.delivery;

import onestop.incidents.IncidentKind;

/** Troubles of messages that have to leave. */
enum DeliveryIncident implements IncidentKind {
  /** A message of which nobody knows whether it left; a person finds out and decides. */
  DELIVERY_UNKNOWN,
  /** A message that surely did not leave and has no other channel. */
  DELIVERY_FAILED
}
