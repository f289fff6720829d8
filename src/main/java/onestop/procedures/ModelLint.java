package onestop.procedures;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/**
 * Reads a process model as untrusted input and names everything that would make it unsafe to run or
 * unclear to work with. Pure; needs no engine and no database.
 */
public final class ModelLint {
  /** A larger file is refused unread. */
  public static final int MAX_BYTES = ModelSource.MAX_BYTES;

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
  private static final Set<String> NODES =
      Set.of(
          "startEvent",
          "endEvent",
          "userTask",
          "serviceTask",
          "receiveTask",
          "exclusiveGateway",
          "parallelGateway",
          "subProcess",
          "boundaryEvent",
          "intermediateCatchEvent");
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");
  private static final Pattern ALLOTMENT = Pattern.compile("\\d{1,3}(min|wh|wd)");
  private static final Pattern CONDITION = Pattern.compile("\\$\\{outcome == '[a-z_]+'}");
  private static final String NEXT_MARK = "${sla.nextMark(execution)}";
  private static final String ANNOUNCE = "${announce}";

  /** Everything that is to be said of the model; empty if it is clean. */
  public List<LintFinding> check(byte[] bpmn) {
    Optional<ModelSource> source = ModelSource.read(bpmn);
    if (source.isEmpty()) {
      return List.of(
          LintFinding.error("L001", null, String.valueOf(ModelSource.MAX_BYTES / 1_000_000)));
    }
    List<LintFinding> findings = new ArrayList<>();
    ModelSource model = source.get();
    List<Element> processes = model.all("process");
    if (processes.size() != 1) {
      findings.add(LintFinding.error("L002", null, String.valueOf(processes.size())));
    }
    for (Element process : processes) {
      if (!process.getAttribute("isExecutable").equals("true")) {
        findings.add(LintFinding.error("L003", process.getAttribute("id")));
      }
    }
    nodes(model, findings);
    userTasks(model, findings);
    serviceTasks(model, findings);
    timers(model, findings);
    expressions(model, findings);
    processes.forEach(process -> reachability(process, findings));
    List<Procedure> procedures = CatalogueDocuments.shippedProcedures();
    processes.forEach(process -> findings.addAll(Allotments.check(process, procedures)));
    processes.forEach(process -> findings.addAll(rulePacks(process, procedures)));
    return findings;
  }

  /** An error for each procedure of that model which names a pack that nobody knows. */
  static List<LintFinding> rulePacks(Element process, List<Procedure> procedures) {
    List<LintFinding> findings = new ArrayList<>();
    for (Procedure procedure : procedures) {
      String pack = procedure.rulePack();
      boolean ofThisModel = procedure.processKey().equals(process.getAttribute("id"));
      if (ofThisModel && pack != null && !ShippedRulePacks.known(pack)) {
        findings.add(
            LintFinding.error("L024", procedure.processKey(), pack, procedure.key().code()));
      }
    }
    return findings;
  }

  private static void nodes(ModelSource model, List<LintFinding> findings) {
    Set<String> other =
        Set.of(
            "scriptTask",
            "businessRuleTask",
            "sendTask",
            "task",
            "manualTask",
            "callActivity",
            "intermediateThrowEvent",
            "complexGateway",
            "inclusiveGateway",
            "eventBasedGateway",
            "transaction",
            "adHocSubProcess");
    for (Element element : model.everything()) {
      if (!ModelSource.BPMN.equals(element.getNamespaceURI())) {
        continue;
      }
      String id = element.getAttribute("id");
      if (element.getLocalName().equals("scriptTask")) {
        findings.add(LintFinding.error("L010", id));
      } else if (other.contains(element.getLocalName())) {
        findings.add(LintFinding.error("L011", id, element.getLocalName()));
      }
      if (NODES.contains(element.getLocalName()) && !ID.matcher(id).matches()) {
        findings.add(LintFinding.error("L004", id, id));
      }
    }
  }

  private static void userTasks(ModelSource model, List<LintFinding> findings) {
    for (Element task : model.all("userTask")) {
      String id = task.getAttribute("id");
      String role = task.getAttributeNS(ModelSource.CAMUNDA, "candidateGroups");
      if (!ROLES.contains(role)) {
        findings.add(LintFinding.error("L005", id, role, String.join(", ", ROLES)));
      }
      String allotment = ModelSource.property(task, "allotment");
      if (!ALLOTMENT.matcher(allotment).matches()) {
        findings.add(LintFinding.error("L006", id, allotment));
      }
      String side = ModelSource.property(task, "agency");
      if (!side.isEmpty() && !Set.of("receiving", "resolving", "coordinating").contains(side)) {
        findings.add(LintFinding.error("L007", id, side));
      }
      if (task.getAttribute("name").isBlank()) {
        findings.add(LintFinding.error("L008", id));
      }
    }
  }

  private static void serviceTasks(ModelSource model, List<LintFinding> findings) {
    for (Element task : model.all("serviceTask")) {
      String id = task.getAttribute("id");
      if (!task.getAttributeNS(ModelSource.CAMUNDA, "delegateExpression").equals(ANNOUNCE)) {
        findings.add(LintFinding.error("L012", id, "${announce}"));
      }
      if (!STEPS.contains(id) && !id.startsWith("open_leg_")) {
        findings.add(LintFinding.error("L013", id, id));
      }
    }
  }

  private static void timers(ModelSource model, List<LintFinding> findings) {
    for (Element timer : model.all("timerEventDefinition")) {
      Element event = (Element) timer.getParentNode();
      String id = event.getAttribute("id");
      String text = timer.getTextContent().strip();
      boolean cycle = !ModelSource.all(timer, "timeCycle").isEmpty();
      if (!cycle || !text.equals(NEXT_MARK)) {
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
    for (Element scope : model.all("subProcess")) {
      if (scope.getAttribute("id").equals("resolve_dossier")) {
        boolean watched =
            model.all("boundaryEvent").stream()
                .anyMatch(
                    event ->
                        event.getAttribute("attachedToRef").equals("resolve_dossier")
                            && event.getAttribute("id").equals("reach_sla_mark"));
        if (!watched) {
          findings.add(LintFinding.error("L018", "resolve_dossier"));
        }
      }
    }
  }

  /** Wherever a model can hold an expression, only the few known ones may stand. */
  private static void expressions(ModelSource model, List<LintFinding> findings) {
    Set<String> forbidden =
        Set.of(
            "executionListener",
            "taskListener",
            "inputOutput",
            "connector",
            "script",
            "field",
            "formData",
            "in",
            "out",
            "errorEventDefinition",
            "failedJobRetryTimeCycle");
    for (Element element : model.everything()) {
      String id = nearestId(element);
      if (ModelSource.CAMUNDA.equals(element.getNamespaceURI())
          && forbidden.contains(element.getLocalName())) {
        findings.add(LintFinding.error("L019", id, element.getLocalName()));
      }
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        Attr attribute = (Attr) attributes.item(i);
        boolean hasExpression =
            attribute.getValue().contains("${") || attribute.getValue().contains("#{");
        boolean code =
            ModelSource.CAMUNDA.equals(attribute.getNamespaceURI())
                && Set.of("class", "expression", "resource", "topic", "type")
                    .contains(attribute.getLocalName());
        if ((hasExpression && !attribute.getValue().equals(ANNOUNCE)) || code) {
          findings.add(LintFinding.error("L020", id, attribute.getValue()));
        }
      }
      String text = ownText(element);
      if ((text.contains("${") || text.contains("#{"))
          && !text.equals(NEXT_MARK)
          && !CONDITION.matcher(text).matches()) {
        findings.add(LintFinding.error("L020", id, text));
      }
      if (element.getLocalName().equals("conditionExpression")
          && element.hasAttribute("language")) {
        findings.add(LintFinding.error("L020", id, element.getAttribute("language")));
      }
    }
  }

  private static String ownText(Element element) {
    StringBuilder text = new StringBuilder();
    for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeType() == org.w3c.dom.Node.TEXT_NODE
          || node.getNodeType() == org.w3c.dom.Node.CDATA_SECTION_NODE) {
        text.append(node.getNodeValue());
      }
    }
    return text.toString().strip();
  }

  private static String nearestId(Element element) {
    for (var node = (org.w3c.dom.Node) element;
        node instanceof Element at;
        node = node.getParentNode()) {
      if (!at.getAttribute("id").isEmpty()) {
        return at.getAttribute("id");
      }
    }
    return "";
  }

  /** From the start event (or a boundary event) every node can be reached, and an end from it. */
  private static void reachability(Element process, List<LintFinding> findings) {
    List<Element> scopes = new ArrayList<>(ModelSource.all(process, "subProcess"));
    scopes.add(process);
    for (Element scope : scopes) {
      Map<String, List<String>> next = new HashMap<>();
      Map<String, List<String>> back = new HashMap<>();
      Set<String> nodes = new HashSet<>();
      Set<String> starts = new HashSet<>();
      Set<String> ends = new HashSet<>();
      for (String name : NODES) {
        for (Element node : ModelSource.children(scope, ModelSource.BPMN, name)) {
          nodes.add(node.getAttribute("id"));
          if (name.equals("startEvent") || name.equals("boundaryEvent")) {
            starts.add(node.getAttribute("id"));
          } else if (name.equals("endEvent")) {
            ends.add(node.getAttribute("id"));
          }
        }
      }
      for (Element flow : ModelSource.children(scope, ModelSource.BPMN, "sequenceFlow")) {
        String from = flow.getAttribute("sourceRef");
        String to = flow.getAttribute("targetRef");
        next.computeIfAbsent(from, key -> new ArrayList<>()).add(to);
        back.computeIfAbsent(to, key -> new ArrayList<>()).add(from);
      }
      Set<String> reached = walk(starts, next);
      Set<String> ending = walk(ends, back);
      for (String node : nodes.stream().sorted().toList()) {
        if (!reached.contains(node)) {
          findings.add(LintFinding.error("L021", node));
        } else if (!ending.contains(node)) {
          findings.add(LintFinding.error("L022", node));
        }
      }
    }
  }

  private static Set<String> walk(Set<String> from, Map<String, List<String>> edges) {
    Set<String> seen = new HashSet<>(from);
    Deque<String> queue = new ArrayDeque<>(from);
    while (!queue.isEmpty()) {
      for (String target : edges.getOrDefault(queue.remove(), List.of())) {
        if (seen.add(target)) {
          queue.add(target);
        }
      }
    }
    return seen;
  }
}
