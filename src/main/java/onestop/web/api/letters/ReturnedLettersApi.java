package onestop.web.api.letters;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import onestop.delivery.DeliveryState;
import onestop.delivery.OutboundMessage;
import onestop.delivery.OutboxEntry;
import onestop.desk.letters.ReturnedLetters;
import onestop.desk.letters.ReturnedLetters.Act;
import onestop.desk.letters.ReturnedLetters.Order;
import onestop.desk.letters.ReturnedLetters.Returned;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Letters to applicants that did not arrive, and what is done about them. */
@RestController
@RequestMapping("/api/v1/returned-letters")
@PersonalData(Of.LISTED)
class ReturnedLettersApi {
  private final ReturnedLetters returned;

  ReturnedLettersApi(ReturnedLetters returned) {
    this.returned = returned;
  }

  /**
   * A message that did not arrive.
   *
   * @param what {@code letter} or {@code notice}
   * @param acts what the caller can do about it now
   */
  record Message(
      long id,
      String dossier,
      String what,
      OutboundMessage.Channel channel,
      String recipient,
      DeliveryState state,
      @Nullable String detail,
      Instant since,
      List<Act> acts) {
    static Message of(Returned one) {
      OutboxEntry entry = one.entry();
      Instant settled = entry.settledAt();
      return new Message(
          entry.id(),
          entry.dossier().value(),
          one.what(),
          entry.channel(),
          entry.recipient(),
          entry.state(),
          entry.detail(),
          settled == null ? entry.enqueuedAt() : settled,
          List.copyOf(one.acts()));
    }
  }

  /**
   * A decision.
   *
   * @param address the postal address for {@code ON_PAPER}
   * @param email the mail address for {@code BY_MAIL}
   */
  record Body(
      @NotNull(message = "{web.field.required}") Act act,
      @Nullable @Size(max = 300, message = "{web.field.too-long}") String address,
      @Nullable @Size(max = 254, message = "{web.field.too-long}") String email,
      @NotBlank(message = "{web.field.required}") @Size(max = 500, message = "{web.field.too-long}")
          String reason) {}

  @GetMapping
  List<Message> list(@AuthenticationPrincipal SignedIn caller) {
    return returned.of(caller.caller()).stream().map(Message::of).toList();
  }

  @GetMapping("/{id}")
  Message one(@PathVariable long id, @AuthenticationPrincipal SignedIn caller) {
    return Message.of(returned.get(id, caller.caller()));
  }

  /** Carries a decision out and returns the message of the way that it was about. */
  @PostMapping(path = "/{id}", consumes = "application/json")
  Message act(
      @PathVariable long id,
      @Valid @RequestBody Body body,
      @AuthenticationPrincipal SignedIn caller) {
    returned.act(
        id, new Order(body.act(), body.address(), body.email(), body.reason()), caller.caller());
    return Message.of(returned.get(id, caller.caller()));
  }
}
