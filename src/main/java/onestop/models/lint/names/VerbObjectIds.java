package onestop.models.lint.names;

import java.util.Set;
import java.util.regex.Pattern;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;

/** The ids of a process and of its steps are lower case English, {@code verb_object}. */
final class VerbObjectIds implements LintRule<Part> {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");

  @Override
  public Set<String> codes() {
    return Set.of("L004");
  }

  @Override
  public void check(Part part, Findings findings) {
    boolean named = part.isNode() || part.element().getLocalName().equals("process");
    if (part.isBpmn() && named && !ID.matcher(part.id()).matches()) {
      findings.error("L004", part.id(), part.id());
    }
  }
}
