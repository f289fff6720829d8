package onestop.models.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The findings of the rules on one model, in order. Not thread-safe. */
public final class Findings {
  private final List<LintFinding> found;
  private final @Nullable Set<String> codes;

  private Findings(List<LintFinding> found, @Nullable Set<String> codes) {
    this.found = found;
    this.codes = codes;
  }

  /** An empty list of findings, not bound to a rule. */
  public static Findings none() {
    return new Findings(new ArrayList<>(), null);
  }

  /** The same findings, with {@code rule} as the reporting rule. */
  public Findings of(LintRule<?> rule) {
    return new Findings(found, rule.codes());
  }

  /**
   * Reports an error.
   *
   * @param element the id of the element, null for the whole file
   * @param values the values in the sentence, in order
   * @throws IllegalStateException if the reporting rule does not declare the code
   */
  public void error(String code, @Nullable String element, String... values) {
    add(new LintFinding(code, LintFinding.Severity.ERROR, element, List.of(values), ""));
  }

  /**
   * Reports a warning, as {@link #error}.
   *
   * @param form the variant of the sentence
   * @throws IllegalStateException if the reporting rule does not declare the code
   */
  public void warning(String code, String form, @Nullable String element, String... values) {
    add(new LintFinding(code, LintFinding.Severity.WARNING, element, List.of(values), form));
  }

  private void add(LintFinding finding) {
    if (codes != null && !codes.contains(finding.code())) {
      throw new IllegalStateException("a rule of " + codes + " reports " + finding.code());
    }
    found.add(finding);
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** The number of findings. */
  public int size() {
    return found.size();
  }

  /** All findings. */
  public List<LintFinding> list() {
    return List.copyOf(found);
  }
}
