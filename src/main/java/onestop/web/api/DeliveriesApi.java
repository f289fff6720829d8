package onestop.web.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import onestop.delivery.DeliveryState;
import onestop.delivery.OutboundMessage;
import onestop.desk.deliveries.Deliveries;
import onestop.desk.deliveries.Deliveries.Act;
import onestop.kernel.DossierCode;
import onestop.web.conditions.Continued;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Outgoing messages for operators: their progress, and decisions about them. */
@RestController
@PersonalData(Of.NOBODY)
@RequestMapping("/api/deliveries")
@PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR')")
class DeliveriesApi {
  private static final int ROWS = 100;

  private final Deliveries deliveries;

  DeliveriesApi(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /**
   * A part of the list, the newest first.
   *
   * @param next the {@code before} of the next part; null at the end
   */
  record Part(List<Deliveries.Delivery> deliveries, @Nullable Long next, List<Rest> resting)
      implements Continued {
    @Override
    public @Nullable Further further() {
      return next == null ? null : new Further("before", next.toString());
    }
  }

  /** A channel that rests, and why. */
  record Rest(String channel, Instant since, Instant until, int failures, String reason) {}

  /** The reason for a decision; recorded with the name of the operator. */
  record Decision(
      @NotBlank(message = "{web.field.required}") @Size(max = 500, message = "{web.field.too-long}")
          String reason) {}

  @GetMapping
  Part list(
      @RequestParam(required = false) @Nullable Set<DeliveryState> state,
      @RequestParam(required = false) OutboundMessage.@Nullable Channel channel,
      @RequestParam(required = false) @Nullable String dossier,
      @RequestParam(required = false) @Nullable Long before) {
    Deliveries.Part found =
        deliveries.list(
            new Deliveries.Filter(
                state == null ? Set.of() : state,
                channel,
                dossier == null || dossier.isBlank() ? null : new DossierCode(dossier.strip()),
                before),
            ROWS);
    return new Part(
        found.deliveries(),
        found.next(),
        deliveries.rests().stream()
            .map(r -> new Rest(r.channel().name(), r.since(), r.until(), r.failures(), r.reason()))
            .toList());
  }

  @GetMapping("/{id}")
  Deliveries.Whole one(@PathVariable long id) {
    return deliveries.get(id);
  }

  @PostMapping(path = "/{id}/send-again", consumes = "application/json")
  Deliveries.Whole sendAgain(
      @PathVariable long id,
      @Valid @RequestBody Decision decision,
      @AuthenticationPrincipal SignedIn caller) {
    return deliveries.decide(id, Act.SEND_AGAIN, decision.reason(), caller.caller());
  }

  @PostMapping(path = "/{id}/settle-as-sent", consumes = "application/json")
  Deliveries.Whole settleAsSent(
      @PathVariable long id,
      @Valid @RequestBody Decision decision,
      @AuthenticationPrincipal SignedIn caller) {
    return deliveries.decide(id, Act.SETTLE_AS_SENT, decision.reason(), caller.caller());
  }

  @PostMapping(path = "/{id}/confirm-delivery", consumes = "application/json")
  Deliveries.Whole confirmDelivery(
      @PathVariable long id,
      @Valid @RequestBody Decision decision,
      @AuthenticationPrincipal SignedIn caller) {
    return deliveries.decide(id, Act.CONFIRM_DELIVERY, decision.reason(), caller.caller());
  }
}
