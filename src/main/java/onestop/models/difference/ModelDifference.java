package onestop.models.difference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onestop.models.lint.ModelSource;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a model: elements by their ids, each with every property
 * that the engine or a reader sees, those of the clock, the outcomes and their forms included.
 * Order, spacing and the ids of the diagram are no difference. Pure.
 *
 * @param changes those of the newer model in its order, behind them what it no longer has
 */
public record ModelDifference(List<Change> changes) {
  public ModelDifference {
    changes = List.copyOf(changes);
  }

  /** How an element differs. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    /** Only its place in the diagram, or the way its line is drawn. */
    MOVED
  }

  /**
   * One element that differs.
   *
   * @param type the name of the element in BPMN, such as {@code userTask}
   * @param name its label, in the newer model if it is there; empty if it has none
   * @param details none for an element that only moved
   */
  public record Change(Kind kind, String type, String id, String name, List<Detail> details) {
    public Change {
      details = List.copyOf(details);
    }
  }

  /** A property with its values; an empty one is absent. */
  public record Detail(String property, String before, String after) {}

  /** The difference; empty if one of the files is no model. */
  public static Optional<ModelDifference> between(byte[] older, byte[] newer) {
    return ModelSource.read(older)
        .flatMap(
            before ->
                ModelSource.read(newer)
                    .map(after -> of(ModelElements.of(before), ModelElements.of(after))));
  }

  private static ModelDifference of(ModelElements before, ModelElements after) {
    List<Change> changes = new ArrayList<>();
    after.all().forEach((id, now) -> change(before.all().get(id), now, changes));
    before.all().values().stream()
        .filter(gone -> !after.all().containsKey(gone.id()))
        .map(gone -> change(Kind.REMOVED, gone, details(gone.properties(), Map.of())))
        .forEach(changes::add);
    return new ModelDifference(changes);
  }

  private static void change(
      ModelElements.@Nullable One then, ModelElements.One now, List<Change> changes) {
    if (then == null) {
      changes.add(change(Kind.ADDED, now, details(Map.of(), now.properties())));
      return;
    }
    Map<String, String> before = new LinkedHashMap<>(then.properties());
    Map<String, String> after = new LinkedHashMap<>(now.properties());
    if (!then.type().equals(now.type())) {
      before.put("type", then.type());
      after.put("type", now.type());
    }
    List<Detail> details = details(before, after);
    if (!details.isEmpty()) {
      changes.add(change(Kind.CHANGED, now, details));
    } else if (!then.place().equals(now.place())) {
      changes.add(change(Kind.MOVED, now, List.of()));
    }
  }

  private static Change change(Kind kind, ModelElements.One one, List<Detail> details) {
    return new Change(kind, one.type(), one.id(), one.name(), details);
  }

  private static List<Detail> details(Map<String, String> before, Map<String, String> after) {
    Set<String> names = new LinkedHashSet<>(after.keySet());
    names.addAll(before.keySet());
    return names.stream()
        .map(name -> new Detail(name, before.getOrDefault(name, ""), after.getOrDefault(name, "")))
        .filter(detail -> !Objects.equals(detail.before(), detail.after()))
        .toList();
  }

  /** Whether nothing differs, not even a place in the diagram. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The changes of that kind. */
  public List<Change> of(Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).toList();
  }
}
