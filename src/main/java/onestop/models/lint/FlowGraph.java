package onestop.models.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The elements of one scope, the process or a sub-process in it, and the flows between them. */
public final class FlowGraph {
  /**
   * The elements that are nodes of the flow; every other element of a scope is a flow, a note or a
   * mistake.
   */
  public static final Set<String> NODES =
      Set.of(
          "startEvent",
          "endEvent",
          "userTask",
          "serviceTask",
          "receiveTask",
          "exclusiveGateway",
          "parallelGateway",
          "subProcess",
          "boundaryEvent");

  /** A sequence flow. */
  public record Flow(String id, String from, String to, Element element) {
    private static final Pattern WORD = Pattern.compile("'([a-z_]+)'");

    /** Whether the flow has a condition. */
    public boolean conditional() {
      return !ModelSource.children(element, ModelSource.BPMN, "conditionExpression").isEmpty();
    }

    /** The outcome in the condition; empty without a condition. */
    public String outcome() {
      Matcher word = WORD.matcher(conditional() ? element.getTextContent() : "");
      return word.find() ? word.group(1) : "";
    }
  }

  private final Element scope;
  private final Map<String, Element> nodes = new LinkedHashMap<>();
  private final List<Flow> flows = new ArrayList<>();
  private final Map<String, List<Flow>> out = new HashMap<>();
  private final Map<String, List<Flow>> in = new HashMap<>();

  private FlowGraph(Element scope) {
    this.scope = scope;
    for (Node child = scope.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (!(child instanceof Element element)
          || !ModelSource.BPMN.equals(element.getNamespaceURI())) {
        continue;
      }
      if (NODES.contains(element.getLocalName())) {
        nodes.putIfAbsent(element.getAttribute("id"), element);
      } else if (element.getLocalName().equals("sequenceFlow")) {
        Flow flow =
            new Flow(
                element.getAttribute("id"),
                element.getAttribute("sourceRef"),
                element.getAttribute("targetRef"),
                element);
        flows.add(flow);
        out.computeIfAbsent(flow.from(), key -> new ArrayList<>()).add(flow);
        in.computeIfAbsent(flow.to(), key -> new ArrayList<>()).add(flow);
      }
    }
  }

  /** The process itself first, then its sub-processes. */
  public static List<FlowGraph> of(ModelSource model) {
    List<FlowGraph> graphs = new ArrayList<>();
    model.all("process").forEach(process -> graphs.add(new FlowGraph(process)));
    model.all("subProcess").forEach(part -> graphs.add(new FlowGraph(part)));
    return graphs;
  }

  /** The graph of one process or sub-process. */
  public static FlowGraph of(Element scope) {
    return new FlowGraph(scope);
  }

  /** The id of the process or sub-process. */
  public String id() {
    return scope.getAttribute("id");
  }

  /** Its steps, events and gateways by id, in document order. */
  public Map<String, Element> nodes() {
    return nodes;
  }

  /** Its flows in document order. */
  public List<Flow> flows() {
    return flows;
  }

  /** The flows that leave a node. */
  public List<Flow> out(String node) {
    return out.getOrDefault(node, List.of());
  }

  /** The flows that lead to a node. */
  public List<Flow> in(String node) {
    return in.getOrDefault(node, List.of());
  }

  /** {@code userTask} and so on; empty for an id that is no node of this scope. */
  public String kind(String node) {
    Element element = nodes.get(node);
    return element == null ? "" : String.valueOf(element.getLocalName());
  }

  /** The ids of all nodes of that kind, in document order. */
  public List<String> ofKind(String kind) {
    return nodes.keySet().stream().filter(node -> kind(node).equals(kind)).toList();
  }

  /**
   * The nodes reachable from {@code from}, these included, through nodes that {@code entering}
   * accepts.
   */
  public Set<String> reachable(Collection<String> from, Predicate<String> entering) {
    return walk(from, true, entering);
  }

  /** The nodes from which {@code to} is reachable, these included. */
  public Set<String> leadingTo(Collection<String> to) {
    return walk(to, false, node -> true);
  }

  private Set<String> walk(Collection<String> from, boolean forward, Predicate<String> entering) {
    Set<String> seen = new HashSet<>(from);
    Deque<String> queue = new ArrayDeque<>(from);
    while (!queue.isEmpty()) {
      String at = queue.remove();
      for (Flow flow : forward ? out(at) : in(at)) {
        String next = forward ? flow.to() : flow.from();
        if (entering.test(next) && seen.add(next)) {
          queue.add(next);
        }
      }
    }
    return seen;
  }
}
