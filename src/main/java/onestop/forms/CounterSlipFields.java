package onestop.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a slip that a counter hands out for an act of its own: money taken, a result handed
 * over.
 *
 * @param head the top of the form
 * @param invalid why the slip is no longer valid; absent for a valid one
 * @param lines what it says, in order
 * @param party over the signature of the other side, such as {@code NGƯỜI NỘP TIỀN}
 * @param name the name of the other side; may be empty
 * @param signature the signature of the officer
 */
public record CounterSlipFields(
    FormHead head,
    @Nullable String invalid,
    List<Line> lines,
    String party,
    String name,
    Signature signature) {

  /** What the line is about, and what it says. */
  public record Line(String label, String text) {
    private Map<String, Object> fields() {
      return Map.of("label", label, "text", text);
    }
  }

  /** The fields as a model for the press. */
  public FormModel toModel(Locale locale) {
    Map<String, Object> fields = new LinkedHashMap<>();
    head.into(fields, FormWords.of(locale));
    fields.put("invalid", FormWords.text(invalid));
    fields.put("lines", lines.stream().map(Line::fields).toList());
    fields.put("party", party);
    fields.put("name", name);
    fields.put("signature", signature.fields());
    return new FormModel("counter-slip", fields, head.qrText(), locale);
  }
}
