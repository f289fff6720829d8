package onestop.web.conditions;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import onestop.kernel.Failure;

/**
 * A place in an ordered list, opaque to who sends it back: what is added or removed before it
 * shifts nothing. It is no secret and no proof of anything.
 */
public final class Cursor {
  private static final String BETWEEN = "\n";
  private static final int LONGEST = 400;

  private Cursor() {}

  /** The cursor of a place, which its values name in the order of the list. */
  public static String of(Object... values) {
    List<String> parts = Arrays.stream(values).map(String::valueOf).toList();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The values of a cursor.
   *
   * @throws Failure {@code web/cursor-unreadable} if it has not as many
   */
  public static List<String> parts(String cursor, int count) {
    try {
      if (cursor.length() <= LONGEST) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        List<String> parts = List.of(text.split(BETWEEN, -1));
        if (parts.size() == count) {
          return parts;
        }
      }
    } catch (IllegalArgumentException noBase64) {
      throw unreadable().causedBy(noBase64);
    }
    throw unreadable();
  }

  /** The failure of a cursor that no list has given. */
  public static Failure unreadable() {
    return Failure.badInput("web", "cursor-unreadable", "field", "cursor");
  }
}
