package onestop.models.lint.flows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import org.w3c.dom.Element;

/**
 * The property {@code not-by} names another user task of the model that may come before: only then
 * is there an officer whom it keeps away.
 */
final class CheckedStep implements LintRule<ModelSource> {
  private static final String NOT_BY = "not-by";

  @Override
  public Set<String> codes() {
    return Set.of("L072");
  }

  @Override
  public void check(ModelSource model, Findings findings) {
    Ways ways = new Ways(model);
    Set<String> tasks = AssignmentLeads.ids(model.all("userTask"));
    for (Element task : model.all("userTask")) {
      boolean asks =
          ModelSource.properties(task).stream()
              .anyMatch(property -> property.getAttribute("name").equals(NOT_BY));
      String id = task.getAttribute("id");
      String named = ModelSource.property(task, NOT_BY);
      if (asks && (named.equals(id) || !behind(ways, tasks, named).contains(id))) {
        findings.error("L072", id, named);
      }
    }
  }

  /** The user tasks that may come after one; empty if it is none itself. */
  private static Set<String> behind(Ways ways, Set<String> tasks, String task) {
    Set<String> found = new HashSet<>();
    Deque<String> queue = new ArrayDeque<>();
    if (tasks.contains(task)) {
      queue.add(task);
    }
    while (!queue.isEmpty()) {
      String from = queue.remove();
      for (String at : ways.from(Set.of(from))) {
        if (!at.equals(from) && tasks.contains(at) && found.add(at)) {
          queue.add(at);
        }
      }
    }
    return found;
  }
}
