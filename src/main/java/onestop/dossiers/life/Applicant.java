package onestop.dossiers.life;

import java.text.Normalizer;
import onestop.forms.SoundText;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Whose dossier it is. Names are kept in Unicode NFC.
 *
 * @param name never blank, at most 200 characters
 * @param email as it was typed: whether mail can reach it is asked where it is typed, and what was
 *     kept before that was asked must stay readable
 * @param idNumber citizen identity number; shown masked everywhere but on the dossier's own papers
 */
public record Applicant(
    String name,
    @Nullable String address,
    @Nullable String phone,
    @Nullable String email,
    @Nullable String idNumber) {
  public Applicant {
    if (name == null || name.isBlank() || name.length() > 200) {
      throw Failure.badInput("dossiers", "applicant-name", "max", 200);
    }
    name = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    address = tidy(address);
    phone = tidy(phone);
    email = tidy(email);
    idNumber = tidy(idNumber);
  }

  /**
   * Whether it may come in: every text {@linkplain SoundText sound}, the name with a letter or a
   * digit in it. Not asked of rows that are read again: what was taken in before this rule stays
   * readable.
   *
   * @throws Failure {@code dossiers/applicant-name}, {@code forms/unsound} or {@code
   *     forms/invisible}
   */
  public void requireSound() {
    SoundText.require("applicant.name", name);
    SoundText.require("applicant.address", address);
    SoundText.require("applicant.phone", phone);
    SoundText.require("applicant.email", email);
    SoundText.require("applicant.idNumber", idNumber);
    if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw Failure.badInput("dossiers", "applicant-name", "max", 200);
    }
  }

  /** The same without characters that nobody sees. */
  public Applicant tidied() {
    return new Applicant(
        tidied(name),
        address == null ? null : tidied(address),
        phone == null ? null : tidied(phone),
        email, // never changed: whether mail can reach it is asked of what was typed
        idNumber == null ? null : tidied(idNumber));
  }

  /** A text without what nobody sees of it; one of which nothing would be left stays as it is. */
  public static String tidied(String text) {
    String seen = SoundText.withoutInvisible(text).strip();
    return seen.isEmpty() ? text : Normalizer.normalize(seen, Normalizer.Form.NFC);
  }

  private static @Nullable String tidy(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }

  /** Only what a log may hold: the first letter of each word of the name. */
  @Override
  public String toString() {
    return "Applicant[" + name.replaceAll("(\\p{L})\\p{L}*", "$1.") + "]";
  }
}
