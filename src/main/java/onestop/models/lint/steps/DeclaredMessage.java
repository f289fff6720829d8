package onestop.models.lint.steps;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;

/** An element that waits for a message names the message, and the message has a name of its own. */
final class DeclaredMessage implements LintRule<Part> {
  @Override
  public Set<String> codes() {
    return Set.of("L038");
  }

  @Override
  public void check(Part waiting, Findings findings) {
    String message = waiting.element().getAttribute("messageRef");
    if (waiting.model().messages().getOrDefault(message, "").isBlank()) {
      findings.error("L038", waiting.nearestId(), message);
    }
  }
}
