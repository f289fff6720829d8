package onestop.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.Collectors;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.desk.consultations.GivenOpinions;
import onestop.desk.notices.Bell;
import onestop.desk.reading.ReadingScopes;
import onestop.kernel.AgencyCode;
import onestop.node.DatabaseTrouble;
import onestop.web.guides.Guides;
import onestop.web.login.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The model attributes of the frame around every page. */
@ControllerAdvice
class EveryPage {
  private final Agencies agencies;
  private final Bell bell;
  private final MessageSource messages;
  private final Guides guides;
  private final GivenOpinions opinions;

  EveryPage(
      Agencies agencies, Bell bell, MessageSource messages, Guides guides, GivenOpinions opinions) {
    this.guides = guides;
    this.opinions = opinions;
    this.agencies = agencies;
    this.bell = bell;
    this.messages = messages;
  }

  /** The address to return to after a change of language; a form's answer has none. */
  @ModelAttribute("here")
  String here(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      return "/";
    }
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  /** The address of the guide to this page. */
  @ModelAttribute("guide")
  String guide(HttpServletRequest request) {
    return guides.explaining(request.getRequestURI());
  }

  /** Whether the reader's role can open dossiers: pages show no link that the role cannot open. */
  @ModelAttribute("reads")
  boolean reads(@AuthenticationPrincipal @Nullable SignedIn signedIn) {
    return signedIn != null && ReadingScopes.open(signedIn.roles());
  }

  /** Whether the reader's role can open sheets of evidence. */
  @ModelAttribute("oversees")
  boolean oversees(@AuthenticationPrincipal @Nullable SignedIn signedIn) {
    return signedIn != null && ReadingScopes.oversee(signedIn.roles());
  }

  /** The person logged in, for the frame; null on the login page. */
  @ModelAttribute("me")
  @Nullable Me me(@AuthenticationPrincipal @Nullable SignedIn signedIn, Locale locale) {
    if (signedIn == null) {
      return null;
    }
    String roles =
        signedIn.roles().stream()
            .sorted()
            .map(role -> messages.getMessage("role." + role.code(), null, locale))
            .collect(Collectors.joining(", "));
    return new Me(signedIn.officer().name(), place(signedIn.officer().agency(), locale), roles);
  }

  /** The unread notices, counted when a page shows them; null on the login page. */
  @ModelAttribute("bell")
  @Nullable Unread bell(@AuthenticationPrincipal @Nullable SignedIn signedIn) {
    return signedIn == null ? null : new Unread(bell, signedIn);
  }

  /** The questions that wait for the reader, counted when a page shows them. */
  @ModelAttribute("opinionsAsked")
  @Nullable Asked asked(@AuthenticationPrincipal @Nullable SignedIn signedIn) {
    return signedIn == null || Collections.disjoint(signedIn.roles(), ReadingScopes.WORKING)
        ? null
        : new Asked(opinions, signedIn);
  }

  /** The questions that wait for a reader. */
  public static final class Asked {
    private final GivenOpinions opinions;
    private final SignedIn reader;

    private Asked(GivenOpinions opinions, SignedIn reader) {
      this.opinions = opinions;
      this.reader = reader;
    }

    /** Their number. */
    public int count() {
      return opinions.count(reader.caller());
    }
  }

  /** The unread notices of a reader. */
  public static final class Unread {
    private final Bell bell;
    private final SignedIn reader;

    private Unread(Bell bell, SignedIn reader) {
      this.bell = bell;
      this.reader = reader;
    }

    /** Their number; 0 without the database, so that the frame is shown all the same. */
    public int count() {
      try {
        return bell.unread(reader.caller());
      } catch (RuntimeException e) {
        if (DatabaseTrouble.of(e).isEmpty()) {
          throw e;
        }
        return 0;
      }
    }
  }

  /**
   * The name of the agency; without the database the frame is shown all the same, and the page in
   * it reports the failure.
   */
  private String place(AgencyCode code, Locale locale) {
    try {
      Agency agency = agencies.get(code);
      return locale.getLanguage().equals("en") ? agency.nameEn() : agency.nameVi();
    } catch (RuntimeException e) {
      if (DatabaseTrouble.of(e).isEmpty()) {
        throw e;
      }
      return code.value();
    }
  }

  /**
   * The person in the frame.
   *
   * @param place the agency's name
   * @param roleNames the roles in the reader's language
   */
  record Me(String name, String place, String roleNames) {}
}
