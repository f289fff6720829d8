package onestop.engine.tree;

import java.lang.reflect.Field;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.jspecify.annotations.Nullable;

/**
 * The id of the row with the stack trace of a timer's last failure, which the engine's mapping sets
 * without a method.
 */
final class StackTrace {
  private static final Field ID = field();

  private StackTrace() {}

  private static Field field() {
    try {
      Field field = JobEntity.class.getDeclaredField("exceptionByteArrayId");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("another version of the engine", e);
    }
  }

  static void set(TimerEntity timer, @Nullable String id) {
    try {
      ID.set(timer, id);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("another version of the engine", e);
    }
  }
}
