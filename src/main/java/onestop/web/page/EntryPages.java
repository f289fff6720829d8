package onestop.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import onestop.web.Languages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The login page and the switch of languages, open to everybody. */
@Controller
class EntryPages {
  private final Languages languages;

  EntryPages(Languages languages) {
    this.languages = languages;
  }

  @GetMapping("/login")
  String login() {
    return "login";
  }

  /** Chooses the language and goes back to where the reader was, on this site only. */
  @GetMapping("/language")
  String language(
      @RequestParam String to,
      @RequestParam(defaultValue = "/") String back,
      HttpServletRequest request,
      HttpServletResponse response) {
    languages.setLocale(request, response, Locale.forLanguageTag(to));
    boolean ownPath =
        back.matches("/([^/\\\\].*)?") && back.chars().noneMatch(Character::isISOControl);
    return "redirect:" + (ownPath ? back : "/");
  }
}
