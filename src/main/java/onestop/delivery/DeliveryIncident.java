package onestop.delivery;

import onestop.incidents.IncidentKind;

/** Incidents of outgoing messages. */
enum DeliveryIncident implements IncidentKind {
  /** It is unknown whether a message left; a person finds out and decides. */
  DELIVERY_UNKNOWN,
  /** A message certainly did not leave and has no other channel. */
  DELIVERY_FAILED
}
