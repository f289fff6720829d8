package onestop.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import onestop.web.DemoCity;
import onestop.web.input.TypedText;
import onestop.web.login.FormHomes;
import onestop.web.login.OidcLogins;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Languages;
import onestop.web.words.Paths;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The login page and the switch of languages, open without a login. */
@Controller
@PersonalData(Of.NOBODY)
class EntryPages {
  private final Languages languages;
  private final FormHomes homes;
  private final OidcLogins identities;
  private final Optional<DemoCity> demo;

  EntryPages(
      Languages languages, FormHomes homes, OidcLogins identities, ObjectProvider<DemoCity> demo) {
    this.identities = identities;
    this.languages = languages;
    this.homes = homes;
    this.demo = Optional.ofNullable(demo.getIfAvailable());
  }

  /**
   * @param away present if a login could not be checked: not refused, to be tried again
   */
  @GetMapping("/login")
  String login(
      @RequestParam(required = false) @Nullable String away,
      HttpServletResponse response,
      Model page) {
    page.addAttribute("ways", identities.ways());
    if (away == null && demo.isPresent()) {
      page.addAttribute("demoLogins", demo.get().logins());
      page.addAttribute("demoPercent", demo.get().percent());
      page.addAttribute("demoPassword", demo.get().password());
    }
    if (away != null) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
    }
    return "login";
  }

  /** As the other, from a form that is being filled in: the typed text is shown again. */
  @PostMapping("/language")
  String languageWithin(
      @RequestParam String to,
      @RequestParam String action,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    languages.setLocale(request, response, Locale.forLanguageTag(to));
    TypedText.of(request).ifPresent(typed -> next.addFlashAttribute(TypedText.MODEL, typed));
    return Paths.redirectTo(Paths.isOwn(action) ? homes.of(action, request) : "/");
  }

  /** Sets the language and redirects to the reader's page, on this site only. */
  @GetMapping("/language")
  String language(
      @RequestParam String to,
      @RequestParam(defaultValue = "/") String back,
      HttpServletRequest request,
      HttpServletResponse response) {
    languages.setLocale(request, response, Locale.forLanguageTag(to));
    return Paths.redirectTo(Paths.isOwn(back) ? back : "/");
  }
}
