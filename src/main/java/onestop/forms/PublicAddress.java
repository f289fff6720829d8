package onestop.forms;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The address at which citizens reach this server, for printed links: {@code onestop.public-url}.
 * Without it no print has a link.
 *
 * <p>This is the present address. A document that must never change keeps the address of the time
 * when it was made.
 */
@Component
public final class PublicAddress {
  /**
   * The longest address, in characters: with it, the code of a letter's link is still readable by a
   * telephone at 19 mm.
   */
  static final int LONGEST = 100;

  private final @Nullable String url;

  /**
   * Reads the setting; a slash at its end is removed.
   *
   * @throws Failure {@code forms/public-url} if it is not plain http or https, with a host and at
   *     most a path
   */
  public PublicAddress(@Value("${onestop.public-url:}") String setting) {
    this.url = setting.isBlank() ? null : checked(setting.strip());
  }

  private static String checked(String given) {
    String bare = given.replaceFirst("/+$", "");
    try {
      URI uri = new URI(bare);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean plain =
          uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
      boolean ascii = bare.chars().allMatch(c -> c < 0x7f); // a URI may contain other letters
      if (web && plain && ascii && uri.getHost() != null && bare.length() <= LONGEST) {
        return bare;
      }
    } catch (URISyntaxException e) {
      throw refused(given).causedBy(e);
    }
    throw refused(given);
  }

  private static Failure refused(String given) {
    return Failure.badInput("forms", "public-url", "value", given, "max", LONGEST);
  }

  /** The address without a slash at its end; empty if none is set. */
  public Optional<String> url() {
    return Optional.ofNullable(url);
  }

  /**
   * Its host, and its port where one is named, in lower case: the value that a browser sends in the
   * Host header.
   */
  public Optional<String> authority() {
    return url().map(u -> URI.create(u).getRawAuthority().toLowerCase(Locale.ROOT));
  }
}
