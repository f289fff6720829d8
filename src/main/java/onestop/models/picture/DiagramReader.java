package onestop.models.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.models.lint.ModelSource;
import onestop.models.picture.ModelPicture.Box;
import onestop.models.picture.ModelPicture.Kind;
import onestop.models.picture.ModelPicture.Line;
import onestop.models.picture.ModelPicture.Point;
import onestop.models.picture.ModelPicture.Shape;
import onestop.models.picture.ModelPicture.Task;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads the diagram of one file. What is not drawn, or drawn without measures, is left out. */
final class DiagramReader {
  private static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
  private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
  private static final String DI = "http://www.omg.org/spec/DD/20100524/DI";

  /** Free space around the drawing. */
  private static final double MARGIN = 24;

  /** Beyond this, a measure is a slip or an attack. */
  private static final double FARTHEST = 100_000;

  private final ModelSource source;
  private final Map<String, Element> elements = new HashMap<>();

  DiagramReader(ModelSource source) {
    this.source = source;
    for (Element element : source.everything()) {
      if (ModelSource.BPMN.equals(element.getNamespaceURI()) && element.hasAttribute("id")) {
        elements.putIfAbsent(element.getAttribute("id"), element);
      }
    }
  }

  Optional<ModelPicture> picture() {
    List<Element> processes = source.all("process");
    if (processes.isEmpty()) {
      return Optional.empty();
    }
    List<Shape> frames = new ArrayList<>();
    List<Shape> others = new ArrayList<>();
    for (Element drawn : drawn("BPMNShape")) {
      shape(drawn).ifPresent(one -> (one.kind() == Kind.WORK ? frames : others).add(one));
    }
    List<Line> lines = new ArrayList<>();
    drawn("BPMNEdge").forEach(drawn -> line(drawn).ifPresent(lines::add));
    if (others.isEmpty()) {
      return Optional.empty();
    }
    frames.addAll(others);
    Element process = processes.get(0);
    return Optional.of(
        new ModelPicture(
            process.getAttribute("id"),
            process.getAttribute("name"),
            around(frames, lines),
            frames,
            lines));
  }

  private List<Element> drawn(String name) {
    var nodes = source.root().getElementsByTagNameNS(BPMNDI, name);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  private Optional<Shape> shape(Element drawn) {
    Element element = elements.get(drawn.getAttribute("bpmnElement"));
    Box box = bounds(drawn);
    Kind kind = element == null ? null : kind(element);
    if (element == null || box == null || kind == null) {
      return Optional.empty();
    }
    String on = element.getAttribute("attachedToRef");
    boolean inFrame =
        element.getParentNode() instanceof Element parent
            && parent.getLocalName().equals("subProcess");
    return Optional.of(
        new Shape(
            element.getAttribute("id"),
            kind,
            element.getAttribute("name"),
            box,
            label(drawn),
            inFrame ? ((Element) element.getParentNode()).getAttribute("id") : null,
            on.isEmpty() ? null : on,
            kind == Kind.STEP ? task(element) : null));
  }

  private static @Nullable Kind kind(Element element) {
    return switch (element.getLocalName()) {
      case "startEvent" -> Kind.START;
      case "endEvent" -> Kind.END;
      case "boundaryEvent" ->
          ModelSource.all(element, "timerEventDefinition").isEmpty() ? Kind.MESSAGE : Kind.TIMER;
      case "userTask" -> Kind.STEP;
      case "serviceTask" -> Kind.AUTOMATIC;
      case "receiveTask" -> Kind.WAIT;
      case "exclusiveGateway" -> Kind.CHOICE;
      case "parallelGateway" -> Kind.PARALLEL;
      case "subProcess" -> Kind.WORK;
      default -> null;
    };
  }

  private static Task task(Element element) {
    String side = ModelSource.property(element, "agency");
    return new Task(
        element.getAttributeNS(ModelSource.CAMUNDA, "candidateGroups"),
        ModelSource.property(element, "allotment"),
        side.isEmpty() ? "resolving" : side);
  }

  private Optional<Line> line(Element drawn) {
    Element flow = elements.get(drawn.getAttribute("bpmnElement"));
    if (flow == null || !flow.getLocalName().equals("sequenceFlow")) {
      return Optional.empty();
    }
    List<Point> points = new ArrayList<>();
    for (Element at : ModelSource.children(drawn, DI, "waypoint")) {
      Double x = measure(at, "x");
      Double y = measure(at, "y");
      if (x != null && y != null) {
        points.add(new Point(x, y));
      }
    }
    return points.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Line(
                flow.getAttribute("id"),
                flow.getAttribute("sourceRef"),
                flow.getAttribute("targetRef"),
                flow.getAttribute("name"),
                label(drawn),
                points));
  }

  private static @Nullable Box label(Element drawn) {
    List<Element> labels = ModelSource.children(drawn, BPMNDI, "BPMNLabel");
    return labels.isEmpty() ? null : bounds(labels.get(0));
  }

  private static @Nullable Box bounds(Element drawn) {
    for (Element bounds : ModelSource.children(drawn, DC, "Bounds")) {
      Double x = measure(bounds, "x");
      Double y = measure(bounds, "y");
      Double width = measure(bounds, "width");
      Double height = measure(bounds, "height");
      if (x != null && y != null && width != null && height != null && width > 0 && height > 0) {
        return new Box(x, y, width, height);
      }
    }
    return null;
  }

  private static @Nullable Double measure(Element element, String name) {
    try {
      double value = Double.parseDouble(element.getAttribute(name));
      return Math.abs(value) <= FARTHEST ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Box around(List<Shape> shapes, List<Line> lines) {
    double left = FARTHEST;
    double top = FARTHEST;
    double right = -FARTHEST;
    double bottom = -FARTHEST;
    List<Box> boxes = new ArrayList<>();
    for (Shape shape : shapes) {
      boxes.add(shape.box());
      if (shape.label() != null) {
        boxes.add(shape.label());
      }
    }
    for (Line line : lines) {
      line.points().forEach(point -> boxes.add(new Box(point.x(), point.y(), 0, 0)));
      if (line.label() != null) {
        boxes.add(line.label());
      }
    }
    for (Box box : boxes) {
      left = Math.min(left, box.x());
      top = Math.min(top, box.y());
      right = Math.max(right, box.x() + box.width());
      bottom = Math.max(bottom, box.y() + box.height());
    }
    return new Box(
        left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN);
  }
}
