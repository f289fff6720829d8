package onestop.kernel;

/** The check of every opaque code: not blank, printable, no white space, not too long. */
public final class Codes {
  private Codes() {}

  /** Requires a code of at most that many characters; a failure of that module and slug if not. */
  public static void check(String module, String slug, String value, int maxLength) {
    boolean printable = value.chars().noneMatch(c -> Character.isISOControl(c) || c == ' ');
    if (value.isBlank() || value.length() > maxLength || !printable) {
      throw Failure.badInput(module, slug, "value", value, "max", maxLength);
    }
  }
}
