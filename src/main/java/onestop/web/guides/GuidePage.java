package onestop.web.guides;

import java.util.Locale;
import onestop.kernel.Failure;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The guides, in the program that they explain. */
@Controller
@RequestMapping("/guides")
@PersonalData(Of.NOBODY)
class GuidePage {
  private final Guides guides;

  GuidePage(Guides guides) {
    this.guides = guides;
  }

  @GetMapping
  String list(Locale locale, Model model) {
    model.addAttribute("guides", guides.all(locale));
    return "guides";
  }

  @GetMapping("/{name}")
  String one(@PathVariable String name, Locale locale, Model model) {
    GuideText text =
        guides
            .find(name, locale)
            .orElseThrow(() -> Failure.notFound("web", "no-such-page", "name", name));
    model.addAttribute("guideText", text);
    model.addAttribute("guides", guides.all(locale));
    return "guide";
  }
}
