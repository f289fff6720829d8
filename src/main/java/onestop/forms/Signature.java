package onestop.forms;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a form ends: a person who answers for it, or the plain statement that nobody signed. */
public sealed interface Signature {

  /**
   * Signed by a person.
   *
   * @param capacity in whose place, such as {@code KT. CHỦ TỊCH}; nothing when in one's own
   * @param title of the signer, such as {@code PHÓ CHỦ TỊCH}
   * @param name of the signer
   */
  record Signed(@Nullable String capacity, String title, String name) implements Signature {}

  /**
   * Issued by the system itself when its time came; the form says so and leaves no room to sign.
   */
  record Automatic() implements Signature {}

  /** The signature block as a template reads it. */
  default Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (this instanceof Signed signed) {
      fields.put("automatic", false);
      fields.put("capacity", signed.capacity() == null ? "" : signed.capacity());
      fields.put("title", signed.title());
      fields.put("name", signed.name());
    } else {
      fields.put("automatic", true);
    }
    return fields;
  }
}
