package onestop.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItems;
import onestop.forms.SoundText;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.reports.Lookup;
import onestop.reports.Lookups;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Stands before every door behind which personal data lies: an auditor states a purpose, the
 * look-up is on record, and only then is anything shown. Whoever is no auditor passes.
 *
 * <p>On pages the purpose is asked for once a dossier and holds for a while in the session; each
 * opening is recorded all the same. A program states it with each call, in the headers {@value
 * #PURPOSE} and {@value #PURPOSE_TEXT}; the text is percent-encoded UTF-8.
 */
@Component
class LookupGate implements HandlerInterceptor {
  static final String PURPOSE = "Onestop-Purpose";
  static final String PURPOSE_TEXT = "Onestop-Purpose-Text";

  private final Lookups lookups;
  private final StatedPurposes stated;
  private final Dossiers dossiers;
  private final Apologies apologies;
  private final WorkItems workItems;

  LookupGate(
      Lookups lookups,
      StatedPurposes stated,
      Dossiers dossiers,
      Apologies apologies,
      WorkItems workItems) {
    this.lookups = lookups;
    this.stated = stated;
    this.dossiers = dossiers;
    this.apologies = apologies;
    this.workItems = workItems;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    SignedIn reader = auditor();
    Optional<DossierCode> wanted = reader == null ? Optional.empty() : dossier(request);
    if (reader == null || wanted.isEmpty()) {
      return true;
    }
    DossierCode dossier = wanted.get();
    Lookup.Stated purpose =
        Paths.isApi(request)
            ? ofHeaders(request, dossier)
            : stated.of(request.getSession(), dossier).orElse(null);
    if (purpose == null) {
      response.sendRedirect(
          UriComponentsBuilder.fromPath(request.getContextPath() + "/audit/purpose")
              .queryParam("dossier", "{dossier}")
              .queryParam("to", "{to}")
              .encode()
              .buildAndExpand(dossier.value(), here(request))
              .toUriString());
      return false;
    }
    // if we die here the look-up is on record and nothing was shown
    lookups.record(reader.actor(), dossier, what(request), purpose);
    return true;
  }

  /** The reader, if personal data must not be shown to this one without a purpose. */
  static @Nullable SignedIn auditor() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null
            && authentication.getPrincipal() instanceof SignedIn reader
            && reader.hasAny(Role.AUDITOR)
        ? reader
        : null;
  }

  private static Lookup.Stated ofHeaders(HttpServletRequest request, DossierCode dossier) {
    String purpose = request.getHeader(PURPOSE);
    if (purpose == null) {
      throw Failure.forbidden("web", "purpose-needed", "code", dossier.value(), "header", PURPOSE);
    }
    String text = request.getHeader(PURPOSE_TEXT);
    try {
      String decoded = text == null ? null : URLDecoder.decode(text, StandardCharsets.UTF_8);
      SoundText.require(PURPOSE_TEXT, decoded);
      return Lookups.stated(purpose, decoded);
    } catch (IllegalArgumentException e) {
      throw Failure.badInput("web", "header-unreadable", "header", PURPOSE_TEXT).causedBy(e);
    }
  }

  /** Whose data lies behind the door; empty if the dossier, or the letter, does not exist. */
  private Optional<DossierCode> dossier(HttpServletRequest request) {
    if (!(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables)) {
      return Optional.empty();
    }
    if (variables.get("code") instanceof String code) {
      return dossiers.find(new DossierCode(code)).map(found -> found.code());
    }
    if (!(variables.get("id") instanceof String id)) {
      return Optional.empty();
    }
    try {
      return path(request).contains("/my-work/")
          ? Optional.of(workItems.get(id).dossier())
          : id.matches("\\d{1,18}")
              ? Optional.of(apologies.get(Long.parseLong(id)).dossier())
              : Optional.empty();
    } catch (Failure absent) {
      return Optional.empty(); // the door itself says so, with the same failure
    }
  }

  private static Lookup.What what(HttpServletRequest request) {
    String path = path(request);
    if (path.startsWith("/api/")) {
      return Lookup.What.API;
    }
    if (path.contains("/papers/")) {
      return Lookup.What.PAPER;
    }
    if (path.startsWith("/audit/")) {
      return Lookup.What.EVIDENCE;
    }
    return path.startsWith("/letters/") ? Lookup.What.LETTER : Lookup.What.DOSSIER;
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  /** Where the reader wanted to go; after a form that was sent, to the page it stood on. */
  private static String here(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getMethod().equals("GET") && query != null
        ? path(request) + "?" + query
        : path(request);
  }
}
