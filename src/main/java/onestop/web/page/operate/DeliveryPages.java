package onestop.web.page.operate;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onestop.delivery.ChannelRest;
import onestop.delivery.DeliveryState;
import onestop.delivery.OutboundMessage;
import onestop.desk.deliveries.Deliveries;
import onestop.desk.deliveries.Deliveries.Act;
import onestop.desk.deliveries.Deliveries.Delivery;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Outgoing messages for an operator: their progress, and decisions about them. */
@Controller
@PersonalData(Of.NOBODY)
@RequestMapping("/deliveries")
@PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR')")
class DeliveryPages {
  private static final int ROWS = 50;
  private static final String TO_DECIDE = "to-decide";
  private static final Set<DeliveryState> UNDECIDED =
      Set.of(DeliveryState.AMBIGUOUS, DeliveryState.FAILED);

  /** The outcomes that a person put on record; all others are the relay's. */
  private static final Set<String> BY_PERSONS =
      Set.of("DECIDED", "DELIVERED", "RETURNED", "REDIRECTED");

  private final Deliveries deliveries;
  private final Names names;
  private final Problems problems;

  DeliveryPages(Deliveries deliveries, Names names, Problems problems) {
    this.deliveries = deliveries;
    this.names = names;
    this.problems = problems;
  }

  /** The filter above the list; without a state it means the messages that wait for a decision. */
  record Choice(
      @Nullable String state,
      @Nullable String channel,
      @Nullable String dossier,
      @Nullable Long before) {}

  /** A typed decision. */
  record Form(@Nullable String act, @Nullable String reason, @Nullable String confirmed) {}

  /** A message in the reader's language. */
  record DeliveryRow(
      long id,
      String code,
      String what,
      String channel,
      @Nullable String recipient,
      String state,
      String tone,
      int attempts,
      Instant enqueuedAt,
      @Nullable Instant settledAt) {}

  /** A line of the log in the reader's language. */
  record LogRow(Instant at, int attempt, String outcome, String after, String who, String detail) {}

  /** An allowed decision, in the reader's language. */
  record ActRow(String code, String name, String hint) {}

  /** A channel that rests, in the reader's language. */
  record RestRow(String channel, Instant until, int failures, String reason) {}

  @GetMapping
  String list(@ModelAttribute Choice choice, Model model) {
    String state = choice.state() == null ? TO_DECIDE : choice.state();
    String code = Choices.orNull(choice.dossier());
    Deliveries.Part found =
        deliveries.list(
            new Deliveries.Filter(
                states(state),
                Choices.of(OutboundMessage.Channel.class, choice.channel()),
                code == null ? null : new DossierCode(code),
                choice.before()),
            ROWS);
    List<DeliveryRow> rows = found.deliveries().stream().map(this::row).toList();
    model.addAttribute("rows", rows);
    model.addAttribute("rests", deliveries.rests().stream().map(this::rest).toList());
    model.addAttribute("state", state);
    model.addAttribute("channel", choice.channel());
    model.addAttribute("dossier", code);
    model.addAttribute("states", words(DeliveryState.values()));
    model.addAttribute("channels", words(OutboundMessage.Channel.values()));
    model.addAttribute("next", found.next());
    return "deliveries";
  }

  private static Set<DeliveryState> states(String state) {
    if (state.equals(TO_DECIDE)) {
      return UNDECIDED;
    }
    DeliveryState one = Choices.of(DeliveryState.class, state);
    return one == null ? Set.of() : Set.of(one);
  }

  private static List<String> words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }

  @GetMapping("/{id}")
  String one(@PathVariable long id, Model model) {
    return show(id, new Form(null, null, null), model);
  }

  @PostMapping("/{id}")
  String decide(
      @PathVariable long id,
      @ModelAttribute Form form,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      RedirectAttributes next) {
    try {
      Act act = Choices.of(Act.class, form.act());
      if (act == null) {
        throw Failure.badInput("web", "delivery-act-missing");
      }
      if (form.confirmed() == null) {
        throw Failure.badInput("web", "delivery-unconfirmed");
      }
      deliveries.decide(id, act, form.reason(), reader.caller());
      next.addFlashAttribute("said", names.text("deliveries.said." + act.name()));
      return "redirect:/deliveries/" + id;
    } catch (Failure failure) {
      if (failure.kind() == Failure.Kind.NOT_FOUND) {
        throw failure;
      }
      model.addAttribute("refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      return show(id, form, model);
    }
  }

  private String show(long id, Form form, Model model) {
    Deliveries.Whole whole = deliveries.get(id);
    model.addAttribute("one", row(whole.delivery()));
    model.addAttribute("log", whole.steps().stream().map(this::log).toList());
    model.addAttribute("channels", whole.channels().stream().map(this::row).toList());
    model.addAttribute("acts", whole.acts().stream().map(this::act).toList());
    model.addAttribute("form", form);
    return "delivery";
  }

  private DeliveryRow row(Delivery one) {
    String what = one.copy() ? "deliveries.what.copy" : "deliveries.what." + one.what();
    return new DeliveryRow(
        one.id(),
        one.dossier(),
        names.textOr(what, one.what()),
        names.text("deliveries.channel." + one.channel()),
        one.recipient(),
        names.text("deliveries.state." + one.state().name()),
        tone(one.state()),
        one.attempts(),
        one.enqueuedAt(),
        one.settledAt());
  }

  private static String tone(DeliveryState state) {
    return switch (state) {
      case AMBIGUOUS, FAILED -> "bad";
      case FALLBACK -> "warn";
      case SENT, DELIVERED -> "good";
      case QUEUED, SENDING -> "calm";
    };
  }

  private LogRow log(Deliveries.Step step) {
    boolean byPerson = BY_PERSONS.contains(step.outcome());
    String who =
        byPerson ? names.officer(new OfficerId(step.actor())) : names.text("deliveries.by-itself");
    return new LogRow(
        step.at(),
        step.attempt(),
        names.textOr("deliveries.outcome." + step.outcome(), step.outcome()),
        names.text("deliveries.state." + step.after().name()),
        who,
        step.detail());
  }

  private ActRow act(Act act) {
    return new ActRow(
        act.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        names.text("deliveries.act." + act.name()),
        names.text("deliveries.act-hint." + act.name()));
  }

  private RestRow rest(ChannelRest rest) {
    return new RestRow(
        names.text("deliveries.channel." + rest.channel().name()),
        rest.until(),
        rest.failures(),
        rest.reason());
  }
}
