package onestop.models.difference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import onestop.models.lint.ModelSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * The elements of a model by their ids, in the order of the file. What has no meaning of its own,
 * an event's definition or a condition, is a property of the element that holds it.
 */
record ModelElements(Map<String, One> all) {
  private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";

  /** Elements that are told as properties of those around them. */
  private static final Set<String> PARTS =
      Set.of(
          "extensionElements",
          "incoming",
          "outgoing",
          "conditionExpression",
          "timerEventDefinition",
          "timeCycle",
          "messageEventDefinition",
          "documentation",
          "text");

  /** Attributes whose value is the same without them. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "cancelActivity", "true",
          "isInterrupting", "true",
          "parallelMultiple", "false",
          "triggeredByEvent", "false",
          "isForCompensation", "false",
          "startQuantity", "1",
          "completionQuantity", "1",
          "isClosed", "false",
          "instantiate", "false",
          "textFormat", "text/plain");

  /**
   * One element.
   *
   * @param place where it is drawn, as a text to be compared
   */
  record One(String type, String id, String name, Map<String, String> properties, String place) {}

  static ModelElements of(ModelSource source) {
    Map<String, String> places = places(source);
    Map<String, One> all = new LinkedHashMap<>();
    for (Element element : source.everything()) {
      String type = String.valueOf(element.getLocalName());
      String id = element.getAttribute("id");
      boolean told =
          ModelSource.BPMN.equals(element.getNamespaceURI())
              && !PARTS.contains(type)
              && !type.equals("definitions")
              && !id.isEmpty();
      if (told) {
        all.putIfAbsent(
            id,
            new One(
                type,
                id,
                element.getAttribute("name"),
                properties(element),
                places.getOrDefault(id, "")));
      }
    }
    return new ModelElements(all);
  }

  private static Map<String, String> properties(Element element) {
    Map<String, String> found = new LinkedHashMap<>();
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Attr attribute = (Attr) attributes.item(i);
      String name = String.valueOf(attribute.getLocalName());
      boolean told =
          !name.equals("id")
              && !"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())
              && !attribute.getValue().equals(DEFAULTS.get(name));
      if (told) {
        found.put(name, attribute.getValue());
      }
    }
    for (Element property : ModelSource.properties(element)) {
      found.put(property.getAttribute("name"), property.getAttribute("value"));
    }
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element part && ModelSource.BPMN.equals(part.getNamespaceURI())) {
        part(part, found);
      }
    }
    if (element.getParentNode() instanceof Element around
        && around.getLocalName().equals("subProcess")) {
      found.put("within", around.getAttribute("id"));
    }
    return found;
  }

  private static void part(Element part, Map<String, String> found) {
    switch (part.getLocalName()) {
      case "conditionExpression" -> found.put("condition", ModelSource.ownText(part));
      case "timerEventDefinition" ->
          ModelSource.all(part, "timeCycle")
              .forEach(cycle -> found.put("timer", ModelSource.ownText(cycle)));
      case "messageEventDefinition" -> found.put("messageRef", part.getAttribute("messageRef"));
      case "documentation" -> found.put("documentation", ModelSource.ownText(part));
      case "text" -> found.put("text", ModelSource.ownText(part));
      default -> {
        // an element of its own, or without meaning
      }
    }
  }

  /** Where the elements are drawn, rounded to whole pixels. */
  private static Map<String, String> places(ModelSource source) {
    Map<String, String> places = new HashMap<>();
    for (String name : List.of("BPMNShape", "BPMNEdge")) {
      var drawn = source.root().getElementsByTagNameNS(DI, name);
      for (int i = 0; i < drawn.getLength(); i++) {
        Element shape = (Element) drawn.item(i);
        places.put(shape.getAttribute("bpmnElement"), place(shape));
      }
    }
    return places;
  }

  private static String place(Element shape) {
    List<String> numbers = new ArrayList<>();
    for (Node node = shape.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element at) {
        String name = String.valueOf(at.getLocalName());
        if (name.equals("Bounds") || name.equals("waypoint")) {
          for (String side : List.of("x", "y", "width", "height")) {
            numbers.add(rounded(at.getAttribute(side)));
          }
        }
      }
    }
    return String.join(" ", numbers);
  }

  private static String rounded(String number) {
    try {
      return String.format(Locale.ROOT, "%.0f", Double.parseDouble(number));
    } catch (NumberFormatException e) {
      return number;
    }
  }
}
