package onestop.forms;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The end of a form: the person responsible, or the plain statement that no person signed. */
public sealed interface Signature {

  /**
   * Signed by a person.
   *
   * @param capacity the capacity when signing for another, such as {@code KT. CHỦ TỊCH}; null when
   *     signing in one's own
   * @param title the title of the signer, such as {@code PHÓ CHỦ TỊCH}
   * @param name the name of the signer
   */
  record Signed(@Nullable String capacity, String title, String name) implements Signature {}

  /**
   * Issued by the system itself at its limit; the form states so and has no room for a signature.
   */
  record Automatic() implements Signature {}

  /** The fields of the signature block in a template. */
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
