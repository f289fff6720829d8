package onestop.models.picture;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onestop.models.lint.ModelSource;
import org.jspecify.annotations.Nullable;

/**
 * The diagram of one version of a model. Measures are those of the diagram, in pixels.
 *
 * @param box everything that is drawn, labels included
 * @param shapes containers before what they contain, so that drawing them in order hides nothing
 * @param lines the flows
 */
public record ModelPicture(
    String processKey, String name, Box box, List<Shape> shapes, List<Line> lines) {
  public ModelPicture {
    shapes = List.copyOf(shapes);
    lines = List.copyOf(lines);
  }

  /** A rectangle; {@code x} and {@code y} are its upper left corner. */
  public record Box(double x, double y, double width, double height) {
    /** The middle between its left and its right side. */
    public double middle() {
      return x + width / 2;
    }

    /** The middle between its upper and its lower side. */
    public double centre() {
      return y + height / 2;
    }
  }

  /** A point of a line. */
  public record Point(double x, double y) {}

  /** What a shape stands for. */
  public enum Kind {
    START,
    END,
    /** The mark timer on the border of the work. */
    TIMER,
    /** The message on the border of the work. */
    MESSAGE,
    /** A step of an officer. */
    STEP,
    /** A step that the program performs. */
    AUTOMATIC,
    /** A step that waits for another dossier. */
    WAIT,
    CHOICE,
    PARALLEL,
    /** The frame around the work. */
    WORK;

    /** Whether its name is written inside it. */
    public boolean isBlock() {
      return this == STEP || this == AUTOMATIC || this == WAIT;
    }
  }

  /**
   * A shape.
   *
   * @param name the label in the model, in Vietnamese; empty if it has none
   * @param label where the name is written; null inside a block or where the diagram has no place
   * @param within the id of the frame around it; null outside
   * @param on the id of the frame on whose border it stands; null elsewhere
   * @param task what a step says of itself; null for all others
   */
  public record Shape(
      String id,
      Kind kind,
      String name,
      Box box,
      @Nullable Box label,
      @Nullable String within,
      @Nullable String on,
      @Nullable Task task) {}

  /**
   * An officer's step.
   *
   * @param allotment as written in the model, empty if it has none
   * @param side {@code receiving}, {@code resolving} or {@code coordinating}
   */
  public record Task(String role, String allotment, String side) {}

  /**
   * A flow.
   *
   * @param name empty if it has none
   * @param label where the name is written; null if the diagram has no place
   */
  public record Line(
      String id, String from, String to, String name, @Nullable Box label, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /**
   * The picture of a file; empty if the file is no model or has no diagram.
   *
   * @param bpmn a model that lint has admitted, or an untrusted one
   */
  public static Optional<ModelPicture> of(byte[] bpmn) {
    return ModelSource.read(bpmn).flatMap(source -> new DiagramReader(source).picture());
  }

  /** The officers' steps, from left to right as they are drawn. */
  public List<Shape> steps() {
    return shapes.stream()
        .filter(shape -> shape.kind() == Kind.STEP)
        .sorted(
            java.util.Comparator.comparingDouble((Shape shape) -> shape.box().x())
                .thenComparingDouble(shape -> shape.box().y()))
        .toList();
  }

  /**
   * What a dossier may still reach that waits at those steps: everything that a flow leads to, and
   * the border of a frame in which it waits. The steps themselves are among it only if a way leads
   * back to them.
   */
  public Set<String> ahead(Collection<String> steps) {
    Map<String, Shape> byId = new HashMap<>();
    shapes.forEach(shape -> byId.put(shape.id(), shape));
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(steps);
    Set<String> left = new HashSet<>();
    while (!open.isEmpty()) {
      String from = open.pop();
      if (left.add(from)) {
        for (String next : after(from, byId)) {
          found.add(next);
          open.push(next);
        }
      }
    }
    return found;
  }

  private Set<String> after(String from, Map<String, Shape> byId) {
    Set<String> next = new HashSet<>();
    lines.stream().filter(line -> line.from().equals(from)).map(Line::to).forEach(next::add);
    Shape shape = byId.get(from);
    if (shape == null) {
      return next;
    }
    if (shape.kind() == Kind.WORK) {
      shapes.stream()
          .filter(one -> one.kind() == Kind.START && from.equals(one.within()))
          .map(Shape::id)
          .forEach(next::add);
    }
    String frame = shape.within();
    if (frame != null) {
      shapes.stream().filter(one -> frame.equals(one.on())).map(Shape::id).forEach(next::add);
      if (shape.kind() == Kind.END) {
        lines.stream().filter(line -> line.from().equals(frame)).map(Line::to).forEach(next::add);
      }
    }
    return next;
  }
}
