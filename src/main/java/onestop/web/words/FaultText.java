package onestop.web.words;

import onestop.procedures.FormField;

/** The text of an error at a field of a form, on pages and in the API. */
public final class FaultText {
  private FaultText() {}

  /** The texts of a reader's language. */
  public interface Texts {
    String text(String key, Object... values);
  }

  /** The sentence at the field. */
  public static String of(FormField.Fault fault, Texts texts) {
    return texts.text(key(fault.wrong()), values(fault));
  }

  /** The values of the sentence: the first is its own field, as in the checks of other bodies. */
  public static Object[] values(FormField.Fault fault) {
    return fault.wrong() == FormField.Wrong.TOO_LONG
        ? new Object[] {"", fault.field().longest()}
        : new Object[0];
  }

  /** The key of the sentence. */
  public static String key(FormField.Wrong wrong) {
    return switch (wrong) {
      case MISSING -> "web.field.required";
      case TOO_LONG -> "web.field.too-long";
      case NO_DAY -> "wrong.date";
      case NO_LIMIT -> "wrong.limit";
      case NO_CHOICE -> "wrong.choice";
    };
  }
}
