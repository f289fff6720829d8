package onestop.engine.tree;

import java.util.Date;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One stored property of an entity. A value that is the usual one takes no byte.
 *
 * @param property the name in the engine's mapping
 * @param usual the value that most entities have, from what has been set before
 */
record EntityField<E>(
    String property,
    Kind kind,
    Function<E, @Nullable Object> get,
    BiConsumer<E, @Nullable Object> set,
    BiFunction<Frame, E, @Nullable Object> usual) {

  /** How a value is written. */
  enum Kind {
    /** A UUID of the engine. */
    ID,
    /** The id of an execution of the same tree, as its place. */
    EXECUTION,
    /** The id of an activity instance: an id, or the activity and an id. */
    INSTANCE,
    /** A text that recurs in other trees. */
    WORD,
    /** A text of this tree alone. */
    TEXT,
    /** A whole number. */
    NUMBER,
    /** Yes or no: other than usual is enough to know. */
    FLAG,
    /** An instant in whole milliseconds. */
    DATE
  }

  void write(TreeOutput out, Frame frame, Object value) {
    switch (kind) {
      case ID -> out.id((String) value);
      case EXECUTION -> out.number(frame.place((String) value));
      case INSTANCE -> {
        String id = (String) value;
        int colon = id.lastIndexOf(':');
        out.word(colon < 0 ? "" : id.substring(0, colon));
        out.id(id.substring(colon + 1));
      }
      case WORD -> out.word((String) value);
      case TEXT -> out.text((String) value);
      case NUMBER -> out.number(((Number) value).longValue());
      case FLAG -> {}
      case DATE -> out.number(((Date) value).getTime());
    }
  }

  Object read(TreeInput in, Frame frame, @Nullable Object usually) {
    return switch (kind) {
      case ID -> in.id();
      case EXECUTION -> frame.execution(in.count());
      case INSTANCE -> {
        String activity = in.word();
        String id = in.id();
        yield activity.isEmpty() ? id : activity + ":" + id;
      }
      case WORD -> in.word();
      case TEXT -> in.text();
      case NUMBER -> in.number();
      case FLAG -> !Boolean.TRUE.equals(usually);
      case DATE -> new Date(in.number());
    };
  }
}
