package onestop.dossiers;

import java.text.Normalizer;
import java.util.Locale;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;

/**
 * A dossier's code as a person types it from a paper.
 *
 * @param letters its letters A to Z and digits, without anything between them
 */
public record TypedCode(String letters) {
  private static final int LONGEST_TEXT = 4 * DossierCode.MAX_LENGTH;

  /**
   * Reads a code in any case, with or without dots, dashes and spaces, in digits of any script.
   *
   * @throws Failure {@code dossiers/typed-code} if the text cannot be a code, whatever dossiers
   *     there are
   */
  public static TypedCode of(String typed) {
    if (typed.length() > LONGEST_TEXT) {
      throw refused();
    }
    StringBuilder letters = new StringBuilder();
    Normalizer.normalize(typed, Normalizer.Form.NFKC)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(c -> letters.appendCodePoint(plain(c)));
    if (letters.isEmpty() || letters.length() > DossierCode.MAX_LENGTH) {
      throw refused();
    }
    return new TypedCode(letters.toString().toUpperCase(Locale.ROOT));
  }

  private static int plain(int c) {
    if (Character.isDigit(c)) {
      return Character.forDigit(Character.digit(c, 10), 10);
    }
    if (c > 'z') {
      throw refused();
    }
    return c;
  }

  private static Failure refused() {
    return Failure.badInput(
        "dossiers", "typed-code", "field", "code", "max", DossierCode.MAX_LENGTH);
  }
}
