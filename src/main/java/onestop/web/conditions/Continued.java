package onestop.web.conditions;

import org.jspecify.annotations.Nullable;

/**
 * A part of a list that may go on: its answer has the header {@code Link} with the address of the
 * next part (RFC 8288), which is that of this one with another parameter.
 */
public interface Continued {
  /** Where the list goes on; null at its end. */
  @Nullable Further further();

  /**
   * The parameter that leads to the next part.
   *
   * @param instead the parameter whose place it takes, or its own name
   */
  record Further(String name, String value, String instead) {
    public Further(String name, String value) {
      this(name, value, name);
    }
  }
}
