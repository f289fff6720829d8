package onestop.models.lint.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.calendar.Limit;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.procedures.Procedure;
import org.w3c.dom.Element;

/**
 * The time that a model allots to its steps fits in the legal limit of its procedure, on the
 * longest normal path through the work. Where a gateway has a default flow, that flow is the normal
 * path: steps for which the law allows more time (a verification, an extension, a supplement) are
 * off it.
 */
final class AllotmentsFit implements LintRule<ServedProcess> {
  private static final int MINUTES_A_DAY = 8 * 60;
  private static final Set<String> NODES =
      Set.of(
          "startEvent",
          "endEvent",
          "userTask",
          "serviceTask",
          "receiveTask",
          "exclusiveGateway",
          "parallelGateway");

  @Override
  public Set<String> codes() {
    return Set.of("L023");
  }

  @Override
  public void check(ServedProcess served, Findings findings) {
    for (Element scope : ModelSource.children(served.process(), ModelSource.BPMN, "subProcess")) {
      if (scope.getAttribute("id").equals("resolve_dossier")) {
        int minutes = longest(scope);
        served.procedures().stream()
            .filter(procedure -> minutes > minutes(procedure.limit()))
            .forEach(procedure -> tooLong(minutes, procedure, findings));
      }
    }
  }

  /** Reports hours, minutes and limit in words, whatever the unit of the limit. */
  private static void tooLong(int minutes, Procedure procedure, Findings findings) {
    String limit = procedure.limit().text();
    String count = limit.replaceAll("\\D", "");
    String unit = count.isEmpty() ? limit : limit.substring(count.length());
    findings.warning(
        "L023",
        unit,
        "resolve_dossier",
        String.valueOf(minutes / 60),
        String.valueOf(minutes % 60),
        count,
        procedure.key().code());
  }

  private static int minutes(Limit limit) {
    if (limit instanceof Limit.WorkingDays days) {
      return days.count() * MINUTES_A_DAY;
    } else if (limit instanceof Limit.CalendarDays days) {
      return days.count() * 5 / 7 * MINUTES_A_DAY;
    } else if (limit instanceof Limit.WorkingHours hours) {
      return hours.count() * 60;
    }
    return MINUTES_A_DAY - 1; // a plan of a whole day does not fit a dossier received after opening
  }

  private static int longest(Element scope) {
    Map<String, Integer> cost = new HashMap<>();
    Map<String, List<String>> next = new HashMap<>();
    String start = "";
    for (String name : NODES) {
      for (Element node : ModelSource.children(scope, ModelSource.BPMN, name)) {
        String id = node.getAttribute("id");
        cost.put(id, name.equals("userTask") ? cost(node) : 0);
        start = name.equals("startEvent") ? id : start;
      }
    }
    Map<String, String> normal = new HashMap<>();
    for (Element gateway : ModelSource.children(scope, ModelSource.BPMN, "exclusiveGateway")) {
      if (gateway.hasAttribute("default")) {
        normal.put(gateway.getAttribute("id"), gateway.getAttribute("default"));
      }
    }
    for (Element flow : ModelSource.children(scope, ModelSource.BPMN, "sequenceFlow")) {
      String way = normal.get(flow.getAttribute("sourceRef"));
      if (way != null && !way.equals(flow.getAttribute("id"))) {
        continue;
      }
      next.computeIfAbsent(flow.getAttribute("sourceRef"), key -> new ArrayList<>())
          .add(flow.getAttribute("targetRef"));
    }
    return longest(start, next, cost, new HashMap<>());
  }

  /** Each step counts once; a path back adds nothing. */
  private static int longest(
      String node,
      Map<String, List<String>> next,
      Map<String, Integer> cost,
      Map<String, Integer> known) {
    Integer before = known.putIfAbsent(node, 0);
    if (before != null) {
      return before;
    }
    int best = 0;
    for (String target : next.getOrDefault(node, List.of())) {
      best = Math.max(best, longest(target, next, cost, known));
    }
    int whole = cost.getOrDefault(node, 0) + best;
    known.put(node, whole);
    return whole;
  }

  private static int cost(Element task) {
    String text = ModelSource.property(task, "allotment");
    String digits = text.replaceAll("\\D", "");
    if (digits.isEmpty()) {
      return 0;
    }
    int count = Integer.parseInt(digits);
    return text.endsWith("min") ? count : text.endsWith("wh") ? count * 60 : count * MINUTES_A_DAY;
  }
}
