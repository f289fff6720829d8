package onestop.kernel;

/** The check of every opaque code: not blank, printable, no white space, not too long. */
public final class Codes {
  private Codes() {}

  /** Requires a code of at most that many characters; a failure of that module and slug if not. */
  public static void check(String module, String slug, String value, int maxLength) {
    if (value.isBlank() || value.length() > maxLength || !isPrintable(value)) {
      throw Failure.badInput(module, slug, "value", value, "max", maxLength);
    }
  }

  private static boolean isPrintable(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || Character.isISOControl(c)) {
        return false;
      }
    }
    return true;
  }
}
