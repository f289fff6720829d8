package onestop.web.page.receive;

import java.util.List;
import java.util.Objects;
import onestop.desk.receiving.OwnProcedures;
import onestop.inbox.own.ProcedureMarks.Star;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The choice of a procedure at the counter: starred and last ones first. */
@Controller
@RequestMapping("/receive")
@PersonalData(Of.NOBODY)
class ChoicePage {
  private final ReceiveWords words;
  private final OwnProcedures own;

  ChoicePage(ReceiveWords words, OwnProcedures own) {
    this.words = words;
    this.own = own;
  }

  @GetMapping
  String choose(
      @RequestParam(defaultValue = "") String q,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    List<ReceiveWords.Offer> offers = words.offers(q);
    if (offers.size() == 1 && !q.isBlank()) {
      return "redirect:/receive/" + offers.get(0).code();
    }
    List<String> starred = own.starred(reader.caller());
    model.addAttribute("q", q);
    model.addAttribute("offers", offers);
    model.addAttribute("starred", starred);
    if (q.isBlank()) {
      model.addAttribute("favourites", among(offers, starred));
      model.addAttribute("last", among(offers, own.last(reader.caller())));
    }
    return "receive";
  }

  /** The offers of these codes, in the order of the codes. */
  private static List<ReceiveWords.Offer> among(
      List<ReceiveWords.Offer> offers, List<String> codes) {
    return codes.stream()
        .flatMap(code -> offers.stream().filter(offer -> offer.code().equals(code)))
        .toList();
  }

  @PostMapping("/star")
  String star(
      @RequestParam(defaultValue = "") String procedure,
      @RequestParam(defaultValue = "") String star,
      @RequestParam(defaultValue = "") String q,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    Star chosen = Choices.of(Star.class, star);
    own.star(procedure, Objects.requireNonNullElse(chosen, Star.GIVEN), reader.caller());
    if (!q.isBlank()) {
      next.addAttribute("q", q);
    }
    return "redirect:/receive";
  }
}
