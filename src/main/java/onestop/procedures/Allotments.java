package onestop.procedures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.calendar.Limit;
import org.w3c.dom.Element;

/**
 * Whether the time that a model allots to its steps fits in the legal limit of its procedure: the
 * longest normal way through the work. Where a gateway has a default flow, that flow is the normal
 * way: what the law lets take longer (a verification, an extension, a supplement) leaves it.
 */
final class Allotments {
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

  private Allotments() {}

  /** A warning for each procedure whose limit the model exceeds. */
  static List<LintFinding> check(Element process, List<Procedure> procedures) {
    List<LintFinding> findings = new ArrayList<>();
    for (Element scope : ModelSource.children(process, ModelSource.BPMN, "subProcess")) {
      if (!scope.getAttribute("id").equals("resolve_dossier")) {
        continue;
      }
      int minutes = longest(scope);
      for (Procedure procedure : procedures) {
        int allowed = minutes(procedure.limit());
        if (procedure.processKey().equals(process.getAttribute("id")) && minutes > allowed) {
          findings.add(tooLong(minutes, procedure));
        }
      }
    }
    return findings;
  }

  /** Says hours, minutes and limit in words, whatever the unit of the limit is. */
  private static LintFinding tooLong(int minutes, Procedure procedure) {
    String limit = procedure.limit().text();
    String count = limit.replaceAll("\\D", "");
    String unit = count.isEmpty() ? limit : limit.substring(count.length());
    return LintFinding.warning(
            "L023",
            "resolve_dossier",
            String.valueOf(minutes / 60),
            String.valueOf(minutes % 60),
            count,
            procedure.key().code())
        .worded(unit);
  }

  private static int minutes(Limit limit) {
    if (limit instanceof Limit.WorkingDays days) {
      return days.count() * MINUTES_A_DAY;
    } else if (limit instanceof Limit.CalendarDays days) {
      return days.count() * 5 / 7 * MINUTES_A_DAY;
    } else if (limit instanceof Limit.WorkingHours hours) {
      return hours.count() * 60;
    }
    return MINUTES_A_DAY - 1; // a plan of a whole day fits no dossier received after opening
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

  /** Each step is reckoned once; a way that leads back adds nothing. */
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
