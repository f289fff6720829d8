package onestop.procedures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** What each kind of step says of itself: roles, allotments, announcements, messages, timers. */
final class StepsCheck {
  private static final Set<String> ROLES =
      Set.of(
          "desk_officer",
          "specialist",
          "unit_head",
          "head_of_agency",
          "records_clerk",
          "finance_officer");
  private static final Set<String> STEPS =
      Set.of(
          "raise_sla_mark",
          "record_resolution",
          "record_refusal",
          "record_withdrawal",
          "record_stop",
          "record_return",
          "pause_clock",
          "resume_clock",
          "extend_limit");
  private static final Set<String> PROPERTIES = Set.of("allotment", "agency", "outcomes");
  private static final Pattern ALLOTMENT = Pattern.compile("[1-9]\\d{0,2}(min|wh|wd)");
  private static final Pattern OUTCOMES = Pattern.compile("[a-z_]{1,40}(\\s*,\\s*[a-z_]{1,40})*");

  /** What can be read on a screen and on paper: a letter at least, and nothing invisible. */
  private static final Pattern READABLE =
      Pattern.compile("(?=.*\\p{IsLatin})[\\p{IsLatin}\\p{Mn}0-9 .,;:?!%&+/()'\"“”‘’–—…-]+");

  private StepsCheck() {}

  static List<LintFinding> check(ModelSource model) {
    List<LintFinding> findings = new ArrayList<>();
    userTasks(model, findings);
    serviceTasks(model, findings);
    messages(model, findings);
    timers(model, findings);
    return findings;
  }

  private static void userTasks(ModelSource model, List<LintFinding> findings) {
    for (Element task : model.all("userTask")) {
      String id = task.getAttribute("id");
      String role = task.getAttributeNS(ModelSource.CAMUNDA, "candidateGroups");
      if (!ROLES.contains(role)) {
        findings.add(LintFinding.error("L005", id, role, String.join(", ", new TreeSet<>(ROLES))));
      }
      Map<String, String> properties = properties(task, findings);
      String allotment = properties.getOrDefault("allotment", "");
      if (!ALLOTMENT.matcher(allotment).matches()) {
        findings.add(LintFinding.error("L006", id, allotment));
      }
      String side = properties.getOrDefault("agency", "");
      if (!side.isEmpty() && !Set.of("receiving", "resolving", "coordinating").contains(side)) {
        findings.add(LintFinding.error("L007", id, side));
      }
      String outcomes = properties.getOrDefault("outcomes", "done");
      List<String> words = List.of(outcomes.split("\\s*,\\s*"));
      if (!OUTCOMES.matcher(outcomes).matches() || new HashSet<>(words).size() < words.size()) {
        findings.add(LintFinding.error("L036", id, outcomes));
      }
      if (!READABLE.matcher(task.getAttribute("name")).matches()) {
        findings.add(LintFinding.error("L008", id));
      }
    }
  }

  private static Map<String, String> properties(Element task, List<LintFinding> findings) {
    Map<String, String> found = new HashMap<>();
    for (Element property : ModelSource.properties(task)) {
      String name = property.getAttribute("name");
      if (!PROPERTIES.contains(name) || found.put(name, property.getAttribute("value")) != null) {
        findings.add(LintFinding.error("L037", task.getAttribute("id"), name));
      }
    }
    return found;
  }

  private static void serviceTasks(ModelSource model, List<LintFinding> findings) {
    for (Element task : model.all("serviceTask")) {
      String id = task.getAttribute("id");
      if (!task.getAttributeNS(ModelSource.CAMUNDA, "delegateExpression")
          .equals(ExpressionsCheck.ANNOUNCE)) {
        findings.add(LintFinding.error("L012", id, ExpressionsCheck.ANNOUNCE));
      }
      if (!STEPS.contains(id) && !id.startsWith("open_leg_")) {
        findings.add(LintFinding.error("L013", id, id));
      }
    }
  }

  /** A task that waits for a message says for which, and the message has a name of its own. */
  private static void messages(ModelSource model, List<LintFinding> findings) {
    Map<String, String> names = model.messages();
    List<Element> waiting = new ArrayList<>(model.all("receiveTask"));
    waiting.addAll(model.all("messageEventDefinition"));
    for (Element element : waiting) {
      String message = element.getAttribute("messageRef");
      if (names.getOrDefault(message, "").isBlank()) {
        findings.add(LintFinding.error("L038", ModelSource.nearestId(element), message));
      }
    }
  }

  private static void timers(ModelSource model, List<LintFinding> findings) {
    for (Element timer : model.all("timerEventDefinition")) {
      Element event = (Element) timer.getParentNode();
      String id = event.getAttribute("id");
      String text = timer.getTextContent().strip();
      boolean cycle = !ModelSource.all(timer, "timeCycle").isEmpty();
      if (!cycle || !text.equals(ExpressionsCheck.NEXT_MARK)) {
        findings.add(LintFinding.error("L014", id, text));
      }
      if (!event.getLocalName().equals("boundaryEvent")) {
        boolean inEventSubProcess =
            event.getParentNode() instanceof Element scope
                && scope.getAttribute("triggeredByEvent").equals("true");
        findings.add(LintFinding.error(inEventSubProcess ? "L015" : "L016", id));
      } else if (!event.getAttribute("cancelActivity").equals("false")) {
        findings.add(LintFinding.error("L017", id));
      }
    }
  }
}
