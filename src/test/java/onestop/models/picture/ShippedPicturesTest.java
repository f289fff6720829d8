package onestop.models.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The diagram of every model in {@code bpmn/} can be read: nothing lies over anything else. */
@Tag("pure")
class ShippedPicturesTest {
  private static final double LETTER = 6;
  private static final double LINE = 14;
  private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";

  private record Box(double x, double y, double width, double height) {
    boolean meets(Box other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }

    Box inner() {
      return new Box(x + 1, y + 1, width - 2, height - 2);
    }
  }

  static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("bpmn"))) {
      return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void isClear(Path model) throws Exception {
    assertThat(faults(Files.readString(model))).isEmpty();
  }

  /** A step on another one, and a flow through a step, are seen. */
  @Test
  void seesWhatLiesOverSomethingElse() throws Exception {
    String model = Files.readString(Path.of("bpmn/residence/temporary_residence.bpmn"));
    Box sign = boxes(document(model)).get("sign_result");
    Box issue = boxes(document(model)).get("issue_result");
    String moved =
        model.replace(
            "<dc:Bounds x=\"%d\" y=\"%d\" width=\"100\""
                .formatted((int) issue.x(), (int) issue.y()),
            "<dc:Bounds x=\"%d\" y=\"%d\" width=\"100\""
                .formatted((int) sign.x() + 20, (int) sign.y() + 20));
    assertThat(faults(moved))
        .contains("issue_result lies over sign_result")
        .anyMatch(fault -> fault.endsWith("runs through issue_result"));
  }

  private static Document document(String model) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> faults(String model) throws Exception {
    Document document = document(model);
    Map<String, Box> shapes = boxes(document);
    Map<String, Box> labels = labels(document);
    List<String> faults = new ArrayList<>();
    pairs(
        shapes,
        shapes,
        (a, b) -> {
          if (shapes.get(a).meets(shapes.get(b))) {
            faults.add(a + " lies over " + b);
          }
        });
    pairs(
        labels,
        labels,
        (a, b) -> {
          if (labels.get(a).meets(labels.get(b))) {
            faults.add("the name of " + a + " lies over that of " + b);
          }
        });
    labels.forEach(
        (named, label) ->
            shapes.forEach(
                (id, shape) -> {
                  if (label.inner().meets(solid(document, id, shape))) {
                    faults.add("the name of " + named + " lies over " + id);
                  }
                }));
    for (Element edge : drawn(document, "BPMNEdge")) {
      Set<String> ends = ends(document, edge.getAttribute("bpmnElement"));
      for (Box part : parts(edge)) {
        shapes.forEach(
            (id, shape) -> {
              if (!ends.contains(id) && shape.inner().meets(part)) {
                faults.add(edge.getAttribute("bpmnElement") + " runs through " + id);
              }
            });
      }
    }
    return faults;
  }

  private interface Pair {
    void of(String one, String other);
  }

  private static void pairs(Map<String, Box> all, Map<String, Box> same, Pair pair) {
    List<String> ids = List.copyOf(all.keySet());
    for (int i = 0; i < ids.size(); i++) {
      for (String other : ids.subList(i + 1, ids.size())) {
        if (same.containsKey(other)) {
          pair.of(ids.get(i), other);
        }
      }
    }
  }

  /** Steps, gateways and events; the frame of the work holds others, and events stand on it. */
  private static Map<String, Box> boxes(Document document) {
    Set<String> frames =
        Stream.of("subProcess", "boundaryEvent")
            .flatMap(name -> elements(document.getElementsByTagNameNS("*", name)).stream())
            .map(element -> element.getAttribute("id"))
            .collect(Collectors.toSet());
    Map<String, Box> boxes = new LinkedHashMap<>();
    for (Element shape : drawn(document, "BPMNShape")) {
      if (!frames.contains(shape.getAttribute("bpmnElement"))) {
        boxes.put(shape.getAttribute("bpmnElement"), bounds(shape, false));
      }
    }
    return boxes;
  }

  private static Map<String, Box> labels(Document document) {
    Map<String, Box> labels = new LinkedHashMap<>();
    Stream.of("BPMNShape", "BPMNEdge")
        .flatMap(name -> drawn(document, name).stream())
        .filter(one -> one.getElementsByTagNameNS(DI, "BPMNLabel").getLength() > 0)
        .filter(one -> bounds(one, true).width() > 0)
        .forEach(
            one -> {
              String id = one.getAttribute("bpmnElement");
              labels.put(id, written(name(document, id), bounds(one, true)));
            });
    return labels;
  }

  /** As high as its lines are; some tools draw names in boxes for two lines. */
  private static Box written(String name, Box label) {
    double lines = Math.ceil(name.length() * LETTER / label.width());
    return new Box(
        label.x(), label.y(), label.width(), Math.min(label.height(), Math.max(1, lines) * LINE));
  }

  private static String name(Document document, String id) {
    return elements(document.getElementsByTagNameNS("*", "*")).stream()
        .filter(element -> element.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow()
        .getAttribute("name");
  }

  /** The corners of a gateway are empty. */
  private static Box solid(Document document, String id, Box shape) {
    boolean gateway =
        Stream.of("exclusiveGateway", "parallelGateway")
            .flatMap(name -> elements(document.getElementsByTagNameNS("*", name)).stream())
            .anyMatch(element -> element.getAttribute("id").equals(id));
    double corner = gateway ? shape.width() / 4 : 0;
    return new Box(
        shape.x() + corner,
        shape.y() + corner,
        shape.width() - 2 * corner,
        shape.height() - 2 * corner);
  }

  private static Box bounds(Element drawn, boolean label) {
    for (Element bounds : elements(drawn.getElementsByTagNameNS("*", "Bounds"))) {
      if ("BPMNLabel".equals(bounds.getParentNode().getLocalName()) == label) {
        return new Box(
            number(bounds, "x"),
            number(bounds, "y"),
            number(bounds, "width"),
            number(bounds, "height"));
      }
    }
    return new Box(0, 0, 0, 0);
  }

  private static List<Box> parts(Element edge) {
    List<Element> points = elements(edge.getElementsByTagNameNS("*", "waypoint"));
    List<Box> parts = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      double x = Math.min(number(points.get(i - 1), "x"), number(points.get(i), "x"));
      double y = Math.min(number(points.get(i - 1), "y"), number(points.get(i), "y"));
      double right = Math.max(number(points.get(i - 1), "x"), number(points.get(i), "x"));
      double bottom = Math.max(number(points.get(i - 1), "y"), number(points.get(i), "y"));
      parts.add(new Box(x, y, right - x, bottom - y));
    }
    return parts;
  }

  private static Set<String> ends(Document document, String flow) {
    return elements(document.getElementsByTagNameNS("*", "sequenceFlow")).stream()
        .filter(element -> element.getAttribute("id").equals(flow))
        .flatMap(e -> Stream.of(e.getAttribute("sourceRef"), e.getAttribute("targetRef")))
        .collect(Collectors.toSet());
  }

  private static double number(Element element, String name) {
    return Double.parseDouble(element.getAttribute(name));
  }

  private static List<Element> drawn(Document document, String name) {
    return elements(document.getElementsByTagNameNS(DI, name));
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }
}
