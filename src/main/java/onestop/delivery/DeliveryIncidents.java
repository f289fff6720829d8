package onestop.delivery;

import java.util.EnumMap;
import java.util.Map;
import onestop.incidents.IncidentKind;
import onestop.incidents.Incidents;
import onestop.mail.MailAddress;
import org.springframework.stereotype.Component;

/**
 * Opens an incident for each message that failed or whose outcome is unknown, and closes it when
 * its dossier has no such message left. Joins the caller's transaction.
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

  /** To be called after a move of an entry; {@code before} is the entry in its former state. */
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
