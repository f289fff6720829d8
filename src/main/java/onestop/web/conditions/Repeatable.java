package onestop.web.conditions;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How an act of the API is answered that is sent again under its {@code Idempotency-Key}, where it
 * is not {@linkplain KeyedCalls as usual}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Repeatable {
  /** Who remembers the key. */
  How value();

  /** Who remembers the key. */
  enum How {
    /**
     * What the act makes has the key as one of its values, and keeps it for as long as it exists:
     * the handler reads the header itself.
     */
    BY_ITS_OWN_ROW,

    /**
     * The act commits in parts, each of which fails by itself or is refused when it is done
     * already; the answer is kept after the last part.
     */
    IN_PARTS
  }
}
