package onestop.kernel;

/** The check of every opaque code: not blank, printable, no white space, not too long. */
final class Codes {
  private Codes() {}

  static void check(String module, String slug, String value, int maxLength) {
    boolean printable = value.chars().noneMatch(c -> Character.isISOControl(c) || c == ' ');
    if (value.isBlank() || value.length() > maxLength || !printable) {
      throw Failure.badInput(module, slug, "value", value, "max", maxLength);
    }
  }
}
