package onestop.models.lint.names;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;

/** Ids and names fit the columns of inbox and engine. */
final class ColumnLengths implements LintRule<Part> {
  private static final int MAX_ID = 80;
  private static final int MAX_NAME = 255;
  private static final Set<String> KEPT =
      Set.of("process", "message", "definitions", "sequenceFlow");

  @Override
  public Set<String> codes() {
    return Set.of("L035");
  }

  @Override
  public void check(Part part, Findings findings) {
    if (part.isBpmn() && (part.isNode() || KEPT.contains(part.element().getLocalName()))) {
      length(part, "id", MAX_ID, findings);
      length(part, "name", MAX_NAME, findings);
      length(part, "targetNamespace", MAX_NAME, findings);
    }
  }

  private static void length(Part part, String attribute, int allowed, Findings findings) {
    int length = part.element().getAttribute(attribute).length();
    if (length > allowed) {
      findings.error(
          "L035", part.nearestId(), attribute, String.valueOf(length), String.valueOf(allowed));
    }
  }
}
