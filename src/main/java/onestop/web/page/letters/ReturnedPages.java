package onestop.web.page.letters;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import onestop.delivery.OutboundMessage.Channel;
import onestop.delivery.OutboxEntry;
import onestop.desk.letters.ReturnedLetters;
import onestop.desk.letters.ReturnedLetters.Act;
import onestop.desk.letters.ReturnedLetters.Order;
import onestop.desk.letters.ReturnedLetters.Returned;
import onestop.dossiers.life.Applicant;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Letters to applicants that did not arrive: the clerk's work with them. */
@Controller
@RequestMapping("/letters/returned")
@PersonalData(Of.LISTED)
class ReturnedPages {
  private final ReturnedLetters returned;
  private final Names names;
  private final Problems problems;

  ReturnedPages(ReturnedLetters returned, Names names, Problems problems) {
    this.returned = returned;
    this.names = names;
    this.problems = problems;
  }

  /** A message in the reader's language. */
  record Row(
      long id,
      String code,
      String applicant,
      String what,
      String channel,
      String recipient,
      String state,
      String tone,
      @Nullable String detail,
      Instant since,
      List<String> acts) {}

  /** A typed decision. */
  record Form(
      @Nullable String act,
      @Nullable String address,
      @Nullable String email,
      @Nullable String reason) {}

  @GetMapping
  String list(
      @RequestParam(required = false) @Nullable String code,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    model.addAttribute("rows", returned.of(reader.caller()).stream().map(this::row).toList());
    String wanted = Choices.orNull(code);
    model.addAttribute("code", wanted);
    if (wanted != null) {
      model.addAttribute(
          "sent",
          returned.sent(new DossierCode(wanted), reader.caller()).stream().map(this::row).toList());
    }
    return "letters-returned";
  }

  @GetMapping("/{id}")
  String one(@PathVariable long id, @AuthenticationPrincipal SignedIn reader, Model model) {
    Returned one = returned.get(id, reader.caller());
    Applicant applicant = one.dossier().applicant();
    return show(one, new Form(null, applicant.address(), applicant.email(), ""), Map.of(), model);
  }

  @PostMapping("/{id}")
  String act(
      @PathVariable long id,
      @ModelAttribute Form form,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    try {
      Act act = Choices.of(Act.class, form.act());
      if (act == null) {
        throw Failure.badInput("web", "returned-act-missing");
      }
      String reason = form.reason() == null ? "" : form.reason();
      returned.act(id, new Order(act, form.address(), form.email(), reason), reader.caller());
      next.addFlashAttribute("said", names.text("returned.said." + act.name()));
      return act == Act.COME_BACK
          ? "redirect:/letters/returned/" + id
          : "redirect:/letters/returned";
    } catch (Failure failure) {
      if (failure.kind() == Failure.Kind.NOT_FOUND) {
        throw failure;
      }
      response.setStatus(problems.status(failure));
      String sentence = problems.sentence(failure, LocaleContextHolder.getLocale());
      String field = field(failure);
      model.addAttribute("refused", field.isEmpty() ? sentence : names.text("wrong.form"));
      return show(returned.get(id, reader.caller()), form, Map.of(field, sentence), model);
    }
  }

  /** The field that a refusal concerns; empty if there is none. */
  private static String field(Failure failure) {
    Object named = failure.arguments().get("field");
    return switch (failure.slug()) {
      case "returned-act-missing" -> "act";
      case "reason-too-long" -> "reason";
      case "address-length" -> "address";
      default -> named == null ? "" : named.toString();
    };
  }

  private String show(Returned one, Form form, Map<String, String> wrong, Model model) {
    model.addAttribute("one", row(one));
    model.addAttribute("form", form);
    model.addAttribute("wrong", wrong);
    if (!one.acts().isEmpty()) {
      model.addAttribute("typedForm", "/letters/returned/" + one.entry().id());
    }
    return "letter-returned";
  }

  private Row row(Returned one) {
    OutboxEntry entry = one.entry();
    Instant settled = entry.settledAt();
    return new Row(
        entry.id(),
        entry.dossier().value(),
        one.dossier().applicant().name(),
        names.text("deliveries.what." + one.what()),
        names.text("deliveries.channel." + entry.channel().name()),
        entry.channel() == Channel.PRINT && one.dossier().applicant().address() != null
            ? entry.recipient() + ", " + one.dossier().applicant().address()
            : entry.recipient(),
        names.text("deliveries.state." + entry.state().name()),
        switch (entry.state()) {
          case FAILED, AMBIGUOUS -> "bad";
          case FALLBACK -> "warn";
          case SENT, DELIVERED -> "good";
          case QUEUED, SENDING -> "calm";
        },
        entry.detail(),
        settled == null ? entry.enqueuedAt() : settled,
        one.acts().stream().map(Act::name).toList());
  }
}
