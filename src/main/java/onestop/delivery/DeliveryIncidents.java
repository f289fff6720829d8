package onestop.delivery;

import java.util.EnumMap;
import java.util.Map;
import onestop.incidents.IncidentKind;
import onestop.incidents.Incidents;
import onestop.kernel.MailAddress;
import org.springframework.stereotype.Component;

/**
 * Makes an incident of each message that failed or whose fate is unknown, and ends it when none of
 * its dossier is left. Joins the caller's transaction.
 */
@Component
final class DeliveryIncidents {
  private static final Map<DeliveryState, IncidentKind> KINDS =
      new EnumMap<>(
          Map.of(
              DeliveryState.AMBIGUOUS, DeliveryIncident.DELIVERY_UNKNOWN,
              DeliveryState.FAILED, DeliveryIncident.DELIVERY_FAILED));

  private final OutboxStore store;
  private final Incidents incidents;

  DeliveryIncidents(OutboxStore store, Incidents incidents) {
    this.store = store;
    this.incidents = incidents;
  }

  /** After an entry was moved from the state it is given in to another one. */
  void moved(OutboxEntry before, DeliveryState after, String detail) {
    IncidentKind met = KINDS.get(after);
    if (met != null) {
      incidents.open(
          met,
          before.dossier(),
          "message " + before.id() + " by " + before.channel() + ": " + MailAddress.masked(detail));
    }
    IncidentKind over = KINDS.get(before.state());
    if (over != null
        && store.of(before.dossier()).stream().noneMatch(e -> e.state() == before.state())) {
      incidents.close(over, before.dossier());
    }
  }
}
