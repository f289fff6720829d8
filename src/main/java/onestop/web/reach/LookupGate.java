package onestop.web.reach;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import onestop.conduct.Lookup;
import onestop.conduct.LookupPurpose;
import onestop.conduct.Lookups;
import onestop.desk.Caller;
import onestop.desk.reading.AskedReaders;
import onestop.desk.reading.DossierAccess;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.consultations.Consultation.Place;
import onestop.forms.SoundText;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Paths;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Runs before every handler and reads its mark {@link PersonalData}: a dossier in the reader's
 * scope opens at once, one that the reader oversees opens after a purpose is on record, a question
 * opens to whom it asks, on record too, and any other is refused. A dossier or letter that is
 * closed and one that does not exist get the same answer after the same statements.
 *
 * <p>On pages the purpose is asked for once for each dossier and holds for a while in the session;
 * each opening is still recorded. A program states the purpose with each call, in the headers
 * {@value #PURPOSE} and {@value #PURPOSE_TEXT}; the text is percent-encoded UTF-8.
 */
@Component
public class LookupGate implements HandlerInterceptor {
  static final String PURPOSE = "Onestop-Purpose";
  static final String PURPOSE_TEXT = "Onestop-Purpose-Text";

  private static final Logger log = LoggerFactory.getLogger(LookupGate.class);

  /**
   * The placeholder for the dossier of a letter that does not exist, so that its refusal takes the
   * same statements.
   */
  private static final DossierCode NO_DOSSIER = new DossierCode("none");

  private final DossierAccess access;
  private final AskedReaders asked;
  private final StatedPurposes stated;

  LookupGate(DossierAccess access, AskedReaders asked, StatedPurposes stated) {
    this.access = access;
    this.asked = asked;
    this.stated = stated;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod method)) {
      return true; // a static file of this site, admitted by the security chain
    }
    PersonalData mark = mark(method);
    if (mark == null) {
      if (!isOfTheFramework(method)) {
        log.error("{} does not say whose personal data it shows, and stays shut", method);
      }
      throw new AccessDeniedException(method.toString());
    }
    if (mark.value() == Of.NOBODY || mark.value() == Of.LISTED) {
      return true;
    }
    Wanted wanted = wanted(mark.value(), request);
    if (wanted == null) {
      return true; // the step has ended: the handler finds no item either and answers so
    }
    Caller reader = reader();
    Reading reading = access.of(reader, wanted.dossier());
    if (mark.value() == Of.OPINION && reading != Reading.OPEN && isAsked(wanted, reader, request)) {
      return true;
    }
    return switch (reading) {
      case OPEN -> true;
      case WITH_PURPOSE -> stated(mark, wanted, reader, request, response);
      case CLOSED -> throw closed(mark.value(), wanted.named());
    };
  }

  /** Whether the reader's opinion is asked; the look is then on record. */
  private boolean isAsked(Wanted wanted, Caller reader, HttpServletRequest request) {
    String no = variable(request, "no");
    Place place = new Place(wanted.dossier(), no.matches("\\d{1,9}") ? Integer.parseInt(no) : 0);
    if (!asked.isAsked(reader, place)) {
      return false;
    }
    asked.record(reader, place, Paths.isApi(request) ? Lookup.What.API : Lookup.What.OPINION);
    return true;
  }

  /** Whether the framework itself would answer, for instance a request by OPTIONS. */
  private static boolean isOfTheFramework(HandlerMethod handler) {
    return handler.getBeanType().getName().startsWith("org.springframework.");
  }

  /** The description of the API comes from a library, whose class cannot bear the mark itself. */
  @PersonalData(Of.NOBODY)
  private static final class Description {}

  /** The mark of a handler, or of its class; null if neither has one. */
  public static @Nullable PersonalData mark(HandlerMethod handler) {
    PersonalData own =
        AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), PersonalData.class);
    return own != null
        ? own
        : AnnotatedElementUtils.findMergedAnnotation(
            OpenApiResource.class.isAssignableFrom(handler.getBeanType())
                ? Description.class
                : handler.getBeanType(),
            PersonalData.class);
  }

  private static Caller reader() {
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    if (login != null && login.getPrincipal() instanceof SignedIn reader) {
      return reader.caller();
    }
    throw new AccessDeniedException("without a login");
  }

  /**
   * The data behind a path.
   *
   * @param named the name in the address
   * @param page the page that shows the dossier
   */
  private record Wanted(DossierCode dossier, String named, String page) {}

  /** The one answer for closed and for missing data. */
  private static Failure closed(Of whose, String named) {
    return switch (whose) {
      case LETTER -> Failure.notFound("web", "no-letter-here", "id", named);
      case WORK_ITEM -> Failure.notFound("web", "no-step-here", "id", named);
      case DOSSIER, OPINION, NOBODY, LISTED ->
          Failure.notFound("web", "no-dossier-here", "code", named);
    };
  }

  private @Nullable Wanted wanted(Of whose, HttpServletRequest request) {
    boolean byCode = whose == Of.DOSSIER || whose == Of.OPINION;
    String named = variable(request, byCode ? "code" : "id");
    return switch (whose) {
      case DOSSIER, OPINION -> new Wanted(new DossierCode(named), named, "/dossiers/" + named);
      case LETTER ->
          new Wanted(access.dossierOfLetter(named).orElse(NO_DOSSIER), named, "/letters/" + named);
      case WORK_ITEM ->
          access
              .dossierOfWorkItem(named)
              .map(dossier -> new Wanted(dossier, named, "/my-work/" + named))
              .orElse(null);
      case NOBODY, LISTED -> null;
    };
  }

  private static String variable(HttpServletRequest request, String name) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    Object value = variables instanceof Map<?, ?> map ? map.get(name) : null;
    return Objects.requireNonNull(value, name).toString();
  }

  /**
   * Whether the request is admitted: its purpose is then on record. A page without a purpose is
   * redirected to the form for stating one.
   */
  private boolean stated(
      PersonalData mark,
      Wanted wanted,
      Caller reader,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Lookup.Stated purpose =
        Paths.isApi(request)
            ? ofHeaders(request, wanted.dossier())
            : stated.of(request.getSession(), wanted.dossier()).orElse(null);
    if (purpose == null) {
      response.sendRedirect(
          UriComponentsBuilder.fromPath(request.getContextPath() + "/audit/purpose")
              .queryParam("dossier", "{dossier}")
              .queryParam("to", "{to}")
              .encode()
              .buildAndExpand(wanted.dossier().value(), here(request, wanted))
              .toUriString());
      return false;
    }
    Lookup.What what =
        Paths.isApi(request)
            ? Lookup.What.API
            : mark.value() == Of.LETTER ? Lookup.What.LETTER : mark.as();
    access.record(reader, wanted.dossier(), what, purpose);
    return true;
  }

  private static Lookup.Stated ofHeaders(HttpServletRequest request, DossierCode dossier) {
    String purpose = request.getHeader(PURPOSE);
    if (purpose == null) {
      throw Failure.forbidden(
          "web",
          "purpose-needed",
          "code",
          dossier.value(),
          "header",
          PURPOSE,
          "textHeader",
          PURPOSE_TEXT,
          "allowed",
          LookupPurpose.STATED.stream().map(Enum::name).collect(Collectors.joining(", ")));
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

  /** The path that the reader requested; after a posted form, the page of the form. */
  private static String here(HttpServletRequest request, Wanted wanted) {
    if (!request.getMethod().equals("GET")) {
      return wanted.page();
    }
    String path = request.getRequestURI().substring(request.getContextPath().length());
    String query = request.getQueryString();
    return query == null ? path : path + "?" + query;
  }
}
