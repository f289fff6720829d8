package onestop.models.lint;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/**
 * One thing that is wrong with a process model, or may be.
 *
 * @param code stable, for example {@code L004}; the message is {@code lint.<code>}
 * @param element the id of the element, null if it concerns the file
 * @param values what the message names, in order
 * @param form which wording of the sentence, where units of the values decide it; else empty
 */
@NamedInterface("lint")
public record LintFinding(
    String code, Severity severity, @Nullable String element, List<String> values, String form) {

  /** Whether a model with this finding may be deployed. */
  @NamedInterface("lint")
  public enum Severity {
    /** The model is not deployed. */
    ERROR,
    /** A person should look; the model may be deployed. */
    WARNING
  }

  /** The key of its sentence. */
  public String messageKey() {
    return form.isEmpty() ? "lint." + code : "lint." + code + "." + form;
  }
}
