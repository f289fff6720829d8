package onestop.web.guides;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern PICTURE = Pattern.compile("(?<= src=\")/assets/[^\"]+(?=\")");

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
  String one(@PathVariable String name, Locale locale, HttpServletResponse response, Model model) {
    GuideText text =
        guides
            .find(name, locale)
            .orElseThrow(() -> Failure.notFound("web", "no-such-page", "name", name));
    model.addAttribute("guideText", text);
    model.addAttribute("html", hashed(text.html(), response));
    model.addAttribute("guides", guides.all(locale));
    return "guide";
  }

  /** Gives each picture the address with the hash of its content, as templates have it. */
  private static String hashed(String html, HttpServletResponse response) {
    return PICTURE
        .matcher(html)
        .replaceAll(found -> Matcher.quoteReplacement(response.encodeURL(found.group())));
  }
}
