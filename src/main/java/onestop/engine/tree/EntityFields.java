package onestop.engine.tree;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import onestop.engine.tree.EntityField.Kind;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * The stored properties of one type of entity, in the order in which they are written. The order
 * and the usual values are the format: they change only with its version.
 */
final class EntityFields<E> {
  private final Supplier<E> maker;
  private final Function<E, String> idOf;
  private final List<EntityField<E>> fields = new ArrayList<>();

  EntityFields(Supplier<E> maker, Function<E, String> idOf) {
    this.maker = maker;
    this.idOf = idOf;
  }

  String idOf(E entity) {
    return idOf.apply(entity);
  }

  E make() {
    return maker.get();
  }

  List<EntityField<E>> fields() {
    return List.copyOf(fields);
  }

  /** The names of the properties, without the id. */
  List<String> properties() {
    return fields.stream().map(EntityField::property).toList();
  }

  /** The value of each property, in the order of {@link #properties}. */
  List<@Nullable Object> values(E entity) {
    List<@Nullable Object> values = new ArrayList<>();
    fields.forEach(field -> values.add(field.get().apply(entity)));
    return values;
  }

  /** Writes what is not as usual: first which properties, then their values. */
  void write(TreeOutput out, Frame frame, E entity) {
    long other = 0;
    @Nullable Object[] values = new Object[fields.size()];
    @Nullable Object[] usual = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      EntityField<E> field = fields.get(i);
      values[i] = field.get().apply(entity);
      usual[i] = field.usual().apply(frame, entity);
      if (!Objects.equals(values[i], usual[i])) {
        other |= 1L << i;
      }
    }
    out.number(other);
    for (int i = 0; i < values.length; i++) {
      if ((other & (1L << i)) != 0) {
        EntityField<E> field = fields.get(i);
        Object value = values[i];
        if (usual[i] != null && field.kind() != Kind.FLAG) {
          out.number(value == null ? 0 : 1);
        }
        if (value != null) {
          field.write(out, frame, value);
        }
      }
    }
  }

  /** Sets every property of an entity that has its id. */
  void read(TreeInput in, Frame frame, E entity) {
    long other = in.number();
    if (other < 0 || other >>> fields.size() != 0) {
      throw new IllegalStateException("a tree names a property that is not known");
    }
    for (int i = 0; i < fields.size(); i++) {
      EntityField<E> field = fields.get(i);
      @Nullable Object value = field.usual().apply(frame, entity);
      if ((other & (1L << i)) != 0) {
        boolean none = value != null && field.kind() != Kind.FLAG && in.number() == 0;
        value = none ? null : field.read(in, frame, value);
      }
      field.set().accept(entity, value);
    }
  }

  // --- declaration -------------------------------------------------------------------------------

  EntityFields<E> usually(
      BiFunction<Frame, E, @Nullable Object> usual,
      String property,
      Kind kind,
      Function<E, @Nullable Object> get,
      BiConsumer<E, @Nullable Object> set) {
    fields.add(new EntityField<>(property, kind, get, set, usual));
    return this;
  }

  EntityFields<E> text(
      String property,
      Kind kind,
      Function<E, @Nullable String> get,
      BiConsumer<E, @Nullable String> set) {
    return usually((f, e) -> null, property, kind, get::apply, (e, v) -> set.accept(e, (String) v));
  }

  EntityFields<E> shared(
      String property,
      Function<ExecutionEntity, @Nullable String> root,
      Function<E, @Nullable String> get,
      BiConsumer<E, @Nullable String> set) {
    return usually(
        (f, e) -> root.apply(f.root()),
        property,
        Kind.TEXT,
        get::apply,
        (e, v) -> set.accept(e, (String) v));
  }

  EntityFields<E> owner(Function<E, @Nullable String> get, BiConsumer<E, @Nullable String> set) {
    return usually(
        (f, e) -> f.root().getId(),
        "executionId",
        Kind.EXECUTION,
        get::apply,
        (e, v) -> set.accept(e, (String) v));
  }

  EntityFields<E> number(
      long usual, String property, Function<E, Long> get, BiConsumer<E, Long> set) {
    return usually(
        (f, e) -> usual,
        property,
        Kind.NUMBER,
        get::apply,
        (e, v) -> set.accept(e, (Long) Objects.requireNonNull(v)));
  }

  EntityFields<E> flag(
      boolean usual, String property, Function<E, Boolean> get, BiConsumer<E, Boolean> set) {
    return usually(
        (f, e) -> usual,
        property,
        Kind.FLAG,
        get::apply,
        (e, v) -> set.accept(e, (Boolean) Objects.requireNonNull(v)));
  }

  EntityFields<E> date(
      String property, Function<E, @Nullable Date> get, BiConsumer<E, @Nullable Date> set) {
    return usually(
        (f, e) -> null,
        property,
        Kind.DATE,
        e -> {
          Date at = get.apply(e);
          return at == null ? null : new Date(at.getTime()); // a Timestamp is equal to no Date
        },
        (e, v) -> set.accept(e, (Date) v));
  }
}
