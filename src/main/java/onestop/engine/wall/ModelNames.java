package onestop.engine.wall;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The closed list of the XML names that a process model may contain: the names of BPMN, its
 * diagrams and the Camunda extensions that our models use, and no others. Lint and the engine use
 * the same list.
 *
 * <p>A name is allowed only if it is listed here. A list of forbidden names would have to contain
 * every spelling: the engine reads {@code http://activiti.org/bpmn} as a second name of the Camunda
 * namespace.
 */
public final class ModelNames {
  /** The elements of BPMN 2.0. */
  public static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

  /** The engine's extensions. */
  public static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
  static final String XMLNS = "http://www.w3.org/2000/xmlns/";
  private static final Map<String, String> PREFIXES =
      Map.of(
          BPMN,
          "bpmn",
          CAMUNDA,
          "camunda",
          XSI,
          "xsi",
          "http://www.omg.org/spec/BPMN/20100524/DI",
          "bpmndi",
          "http://www.omg.org/spec/DD/20100524/DC",
          "dc",
          "http://www.omg.org/spec/DD/20100524/DI",
          "di");

  /**
   * One element in each line; {@code name=value} allows one value only, mostly the schema's
   * default.
   */
  private static final Map<String, Map<String, Optional<String>>> ELEMENTS =
      read(
          """
          bpmn:definitions id name targetNamespace exporter exporterVersion xsi:schemaLocation
          bpmn:definitions expressionLanguage=http://www.w3.org/1999/XPath
          bpmn:definitions typeLanguage=http://www.w3.org/2001/XMLSchema
          bpmn:message id name
          bpmn:process id name isExecutable processType=None isClosed=false
          bpmn:documentation id textFormat
          bpmn:extensionElements
          bpmn:incoming
          bpmn:outgoing
          bpmn:startEvent id name isInterrupting=true parallelMultiple=false
          bpmn:endEvent id name
          bpmn:userTask id name implementation=##unspecified camunda:candidateGroups
          bpmn:userTask isForCompensation=false startQuantity=1 completionQuantity=1
          bpmn:serviceTask id name implementation=##WebService camunda:delegateExpression
          bpmn:serviceTask isForCompensation=false startQuantity=1 completionQuantity=1
          bpmn:receiveTask id name implementation=##WebService instantiate=false messageRef
          bpmn:receiveTask isForCompensation=false startQuantity=1 completionQuantity=1
          bpmn:exclusiveGateway id name default gatewayDirection
          bpmn:parallelGateway id name gatewayDirection
          bpmn:subProcess id name triggeredByEvent=false
          bpmn:subProcess isForCompensation=false startQuantity=1 completionQuantity=1
          bpmn:boundaryEvent id name attachedToRef cancelActivity parallelMultiple=false
          bpmn:timerEventDefinition id
          bpmn:timeCycle id xsi:type
          bpmn:messageEventDefinition id messageRef
          bpmn:sequenceFlow id name sourceRef targetRef
          bpmn:conditionExpression id xsi:type
          bpmn:textAnnotation id textFormat
          bpmn:text
          bpmn:association id sourceRef targetRef associationDirection
          camunda:properties
          camunda:property id name value
          bpmndi:BPMNDiagram id name documentation resolution
          bpmndi:BPMNPlane id bpmnElement
          bpmndi:BPMNShape id bpmnElement isHorizontal isExpanded isMarkerVisible
          bpmndi:BPMNEdge id bpmnElement sourceElement targetElement
          bpmndi:BPMNLabel id labelStyle
          bpmndi:BPMNLabelStyle id
          dc:Bounds x y width height
          dc:Font name size isBold isItalic isUnderline isStrikeThrough
          di:waypoint x y
          """);

  /** The only schema location allowed: it names a schema that we ship, so it is never fetched. */
  private static final String KNOWN_LOCATION = BPMN + " BPMN20.xsd";

  private ModelNames() {}

  /**
   * An attribute as returned by an XML reader; {@code namespace} is empty for an attribute without
   * namespace.
   */
  public record Attribute(@Nullable String namespace, String name, String value) {}

  /** A violation of the list, by the name of an element or by one of its attributes. */
  public sealed interface Stranger {
    /** The name is not on the list; {@code qualified} is the name as written in the file. */
    record Name(String qualified) implements Stranger {}

    /** The attribute is on the list, but only with the value {@code allowed}. */
    record Value(String qualified, String allowed, String found) implements Stranger {}
  }

  /** All violations of one element: that of its own name, or else those of its attributes. */
  public static List<Stranger> strangers(
      @Nullable String namespace, String name, List<Attribute> attributes) {
    String element = qualified(namespace, name);
    Map<String, Optional<String>> known = ELEMENTS.get(element);
    if (known == null) {
      return List.of(new Stranger.Name(element));
    }
    return attributes.stream().flatMap(a -> stranger(element, known, a).stream()).toList();
  }

  private static Optional<Stranger> stranger(
      String element, Map<String, Optional<String>> known, Attribute attribute) {
    if (XMLNS.equals(attribute.namespace())) {
      return PREFIXES.containsKey(attribute.value())
          ? Optional.empty()
          : Optional.of(new Stranger.Name("xmlns " + attribute.value()));
    }
    String namespace = attribute.namespace();
    boolean none = namespace == null || namespace.isEmpty();
    String name = none ? attribute.name() : qualified(namespace, attribute.name());
    Optional<String> only = known.get(name);
    if (name.equals("xsi:schemaLocation")) {
      only = Optional.of(KNOWN_LOCATION);
    }
    String qualified = element + "/@" + name;
    if (only == null || !known.containsKey(name)) {
      return Optional.of(new Stranger.Name(qualified));
    }
    String value = attribute.value().strip().replaceAll("\\s+", " ");
    return only.filter(allowed -> !allowed.equals(value))
        .map(allowed -> new Stranger.Value(qualified, allowed, value));
  }

  /** Whether the engine reads names of this namespace as its own extensions. */
  static boolean extension(@Nullable String namespace) {
    return CAMUNDA.equals(namespace) || "http://activiti.org/bpmn".equals(namespace);
  }

  private static String qualified(@Nullable String namespace, String name) {
    String prefix = PREFIXES.get(String.valueOf(namespace));
    return prefix == null ? "{" + namespace + "}" + name : prefix + ":" + name;
  }

  private static Map<String, Map<String, Optional<String>>> read(String lines) {
    Map<String, Map<String, Optional<String>>> elements = new HashMap<>();
    for (String line : lines.strip().split("\n")) {
      String[] words = line.strip().split(" ");
      Map<String, Optional<String>> attributes =
          elements.computeIfAbsent(words[0], key -> new HashMap<>());
      for (String word : List.of(words).subList(1, words.length)) {
        int equals = word.indexOf('=');
        attributes.put(
            equals < 0 ? word : word.substring(0, equals),
            equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1)));
      }
    }
    return Map.copyOf(elements);
  }
}
