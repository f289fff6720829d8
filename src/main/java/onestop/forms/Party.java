package onestop.forms;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The person or organisation that a form addresses.
 *
 * @param name as it stands in the dossier
 * @param address the postal address
 * @param phone as given
 * @param email as given
 */
public record Party(
    String name, @Nullable String address, @Nullable String phone, @Nullable String email) {

  void into(Map<String, Object> fields) {
    fields.put("name", name);
    fields.put("address", FormWords.text(address));
    fields.put("phone", FormWords.text(phone));
    fields.put("email", FormWords.text(email));
  }
}
