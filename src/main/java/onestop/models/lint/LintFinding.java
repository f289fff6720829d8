package onestop.models.lint;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/**
 * One error of a process model, or possible error.
 *
 * @param code stable, for example {@code L004}; the message is {@code lint.<code>}
 * @param element the id of the element, null for the whole file
 * @param values the values in the message, in order
 * @param form the variant of the sentence where the units of the values require one; else empty
 */
@NamedInterface("lint")
public record LintFinding(
    String code, Severity severity, @Nullable String element, List<String> values, String form) {

  /** Whether a model with this finding may be deployed. */
  @NamedInterface("lint")
  public enum Severity {
    /** The model is not deployed. */
    ERROR,
    /** A person should check the model; it may be deployed. */
    WARNING
  }

  /** The key of its sentence. */
  public String messageKey() {
    return form.isEmpty() ? "lint." + code : "lint." + code + "." + form;
  }
}
