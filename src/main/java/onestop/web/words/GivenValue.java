package onestop.web.words;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.validation.FieldError;

/** A value that a caller gave and that cannot be read, as it is said back to the caller. */
final class GivenValue {
  private GivenValue() {}

  /** The value as it was given; of a parameter that was given several times, each value. */
  static String shown(@Nullable Object value) {
    return value instanceof Object[] many
        ? Arrays.stream(many).map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }

  /**
   * The sentence for an error. The framework's own sentence for a value that no conversion can read
   * is English and names Java classes: onestop's own takes its place.
   */
  static MessageSourceResolvable inOwnWords(MessageSourceResolvable error) {
    if (error instanceof FieldError field && field.isBindingFailure()) {
      return new DefaultMessageSourceResolvable(
          new String[] {"failure.web.parameter-unreadable"},
          new Object[] {field.getField(), shown(field.getRejectedValue())});
    }
    return error;
  }
}
