package onestop.web.words;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * An error that can be put into either language.
 *
 * @param module together with {@code slug}, the problem's type and the key of its sentence
 * @param values the arguments of the sentence, by position
 * @param arguments the same values by name, for a program
 * @param fields the errors of single fields; empty unless fields were checked
 */
public record Problem(
    HttpStatus status,
    String module,
    String slug,
    List<Object> values,
    Map<String, Object> arguments,
    List<Field> fields) {

  /** One field and its error, in the caller's language. */
  public record Field(String field, String message) {}

  /** A problem of this module with the arguments of its text. */
  public static Problem of(HttpStatus status, String slug, Object... values) {
    return new Problem(status, "web", slug, List.of(values), Map.of(), List.of());
  }

  /**
   * A problem of this module: the caller must wait that number of seconds, which its text names.
   */
  public static Problem tooMany(String slug, long seconds) {
    return of(HttpStatus.TOO_MANY_REQUESTS, slug, seconds);
  }

  /** The seconds after which the caller may retry, for {@code Retry-After}; empty if never. */
  public Optional<String> retryAfter() {
    if (status == HttpStatus.TOO_MANY_REQUESTS) {
      return values.stream().map(String::valueOf).findFirst();
    }
    if (status != HttpStatus.SERVICE_UNAVAILABLE) {
      return Optional.empty();
    }
    return Optional.of(slug.startsWith("database-") ? "5" : "1");
  }

  String type() {
    return "urn:onestop:problem:" + module + ":" + slug;
  }

  String messageKey() {
    return "failure." + module + "." + slug;
  }
}
