package onestop.models.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules have found in one model, in order. Of one thread. */
public final class Findings {
  private final List<LintFinding> found;
  private final @Nullable Set<String> codes;

  private Findings(List<LintFinding> found, @Nullable Set<String> codes) {
    this.found = found;
    this.codes = codes;
  }

  /** Nothing yet, from any rule. */
  public static Findings none() {
    return new Findings(new ArrayList<>(), null);
  }

  /** The same findings, as that rule adds to them. */
  public Findings of(LintRule<?> rule) {
    return new Findings(found, rule.codes());
  }

  /**
   * Reports an error.
   *
   * @param element the id of the element, null if it concerns the file
   * @param values what the sentence names, in order
   * @throws IllegalStateException if the reporting rule does not declare the code
   */
  public void error(String code, @Nullable String element, String... values) {
    add(new LintFinding(code, LintFinding.Severity.ERROR, element, List.of(values), ""));
  }

  /**
   * Reports a warning, as {@link #error}.
   *
   * @param form which wording of the sentence
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

  /** How many there are. */
  public int size() {
    return found.size();
  }

  /** All of them. */
  public List<LintFinding> list() {
    return List.copyOf(found);
  }
}
