package onestop.procedures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a process model, or may be.
 *
 * @param code stable, for example {@code L004}; the message is {@code lint.<code>}
 * @param element the id of the element, null if it concerns the file
 * @param values what the message names, in order
 * @param form which wording of the sentence, where units of the values decide it; else empty
 */
public record LintFinding(
    String code, Severity severity, @Nullable String element, List<String> values, String form) {

  /** Whether a model with this finding may be deployed. */
  public enum Severity {
    /** The model is not deployed. */
    ERROR,
    /** A person should look; the model may be deployed. */
    WARNING
  }

  static LintFinding error(String code, @Nullable String element, String... values) {
    return new LintFinding(code, Severity.ERROR, element, List.of(values), "");
  }

  static LintFinding warning(String code, @Nullable String element, String... values) {
    return new LintFinding(code, Severity.WARNING, element, List.of(values), "");
  }

  /** The same finding in another wording. */
  LintFinding worded(String form) {
    return new LintFinding(code, severity, element, values, form);
  }

  /** The key of its sentence. */
  public String messageKey() {
    return form.isEmpty() ? "lint." + code : "lint." + code + "." + form;
  }
}
