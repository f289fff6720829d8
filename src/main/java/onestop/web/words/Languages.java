package onestop.web.words;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Determines the caller's language of the two: Vietnamese by default.
 *
 * <p>A page uses the language that its reader chose last, kept in a cookie; the browser's own
 * preference is ignored, so that a counter in Vietnam does not get English pages by accident. The
 * API uses {@code Accept-Language}. The default is Vietnamese.
 */
@Component("localeResolver")
public final class Languages implements LocaleResolver {
  /** The first language. */
  public static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

  /** The second language. */
  public static final Locale ENGLISH = Locale.ENGLISH;

  public static final String COOKIE = "onestop-language";
  private static final List<Locale> SPOKEN = List.of(VIETNAMESE, ENGLISH);
  private static final int ONE_YEAR_SECONDS = 365 * 24 * 3600;

  Languages() {}

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    if (Paths.isApi(request)) {
      return accepted(request.getHeader("Accept-Language"));
    }
    Object chosen = request.getAttribute(COOKIE);
    if (chosen instanceof Locale locale) {
      return locale;
    }
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    return cookie != null && cookie.getValue().equals("en") ? ENGLISH : VIETNAMESE;
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale wanted) {
    Locale locale = wanted != null && wanted.getLanguage().equals("en") ? ENGLISH : VIETNAMESE;
    request.setAttribute(COOKIE, locale);
    if (response != null) {
      ResponseCookie cookie =
          ResponseCookie.from(COOKIE, locale.getLanguage())
              .path("/")
              .maxAge(ONE_YEAR_SECONDS)
              .httpOnly(true)
              .secure(request.isSecure())
              .sameSite("Lax")
              .build();
      response.addHeader("Set-Cookie", cookie.toString());
    }
  }

  private static Locale accepted(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return VIETNAMESE;
    }
    try {
      Locale best = Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
      return best == null ? VIETNAMESE : best;
    } catch (IllegalArgumentException malformed) {
      return VIETNAMESE;
    }
  }
}
