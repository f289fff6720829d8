package onestop.delivery;

import java.util.EnumMap;
import java.util.Map;
import onestop.kernel.Incidents;
import onestop.kernel.MailAddress;
import org.springframework.stereotype.Component;

/**
 * Makes an incident of each message that failed or whose fate is unknown, and ends it when none of
 * its dossier is left. Joins the caller's transaction.
 */
@Component
final class DeliveryIncidents {
  private static final Map<DeliveryState, Incidents.Kind> KINDS =
      new EnumMap<>(
          Map.of(
              DeliveryState.AMBIGUOUS, Incidents.Kind.DELIVERY_UNKNOWN,
              DeliveryState.FAILED, Incidents.Kind.DELIVERY_FAILED));

  private final OutboxStore store;
  private final Incidents incidents;

  DeliveryIncidents(OutboxStore store, Incidents incidents) {
    this.store = store;
    this.incidents = incidents;
  }

  /** After an entry was moved from the state it is given in to another one. */
  void moved(OutboxEntry before, DeliveryState after, String detail) {
    Incidents.Kind met = KINDS.get(after);
    if (met != null) {
      incidents.open(
          met,
          before.dossier(),
          "message " + before.id() + " by " + before.channel() + ": " + MailAddress.masked(detail));
    }
    Incidents.Kind over = KINDS.get(before.state());
    if (over != null
        && store.of(before.dossier()).stream().noneMatch(e -> e.state() == before.state())) {
      incidents.close(over, before.dossier());
    }
  }
}
