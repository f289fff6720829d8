package onestop.web.words;

import onestop.procedures.FormField;

/** The text of an error at a field of a form, on pages and in the API. */
public final class FaultText {
  private FaultText() {}

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
