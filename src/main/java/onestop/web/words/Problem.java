package onestop.web.words;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * What went wrong, ready to be said in either language.
 *
 * @param module and {@code slug}: together the problem's type and the key of its sentence
 * @param values fill the sentence by position
 * @param arguments the same by name, for a program
 * @param fields what is wrong with which field; empty unless fields were checked
 */
public record Problem(
    HttpStatus status,
    String module,
    String slug,
    List<Object> values,
    Map<String, Object> arguments,
    List<Field> fields) {

  /** One field and what is wrong with it, in the caller's language. */
  public record Field(String field, String message) {}

  /** A problem of this module with the arguments of its text. */
  public static Problem of(HttpStatus status, String slug, Object... values) {
    return new Problem(status, "web", slug, List.of(values), Map.of(), List.of());
  }

  /** Seconds after which the caller may ask again, for {@code Retry-After}; empty if never. */
  public Optional<String> retryAfter() {
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
