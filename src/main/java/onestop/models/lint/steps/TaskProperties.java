package onestop.models.lint.steps;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import onestop.models.lint.ModelSource;
import onestop.models.lint.Part;
import org.w3c.dom.Element;

/** The properties of user tasks, as the engine reads them. */
final class TaskProperties {
  static final Set<String> KNOWN = Set.of("allotment", "agency", "outcomes", "not-by");

  private TaskProperties() {}

  /**
   * The value of a known property, the last one if it occurs twice; the default if it is absent.
   */
  static String value(Part task, String name, String otherwise) {
    Map<String, String> found = new HashMap<>();
    for (Element property : ModelSource.properties(task.element())) {
      found.put(property.getAttribute("name"), property.getAttribute("value"));
    }
    return found.getOrDefault(name, otherwise);
  }
}
