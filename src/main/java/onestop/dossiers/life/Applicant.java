package onestop.dossiers.life;

import java.text.Normalizer;
import onestop.forms.SoundText;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The applicant of a dossier. Names are kept in Unicode NFC.
 *
 * @param name never blank, at most 200 characters
 * @param email as typed; validated where it is typed, not here, so that addresses stored before the
 *     validation existed stay readable
 * @param idNumber citizen identity number; masked everywhere except on the dossier's own papers
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
   * Validates an applicant at intake: every text must be {@linkplain SoundText sound}, and the name
   * must contain a letter or a digit. Not applied to stored rows, so that those older than this
   * rule stay readable.
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

  /** The same applicant without invisible characters. */
  public Applicant tidied() {
    return new Applicant(
        tidied(name),
        address == null ? null : tidied(address),
        phone == null ? null : tidied(phone),
        email, // unchanged: the validation applies to the address as typed
        idNumber == null ? null : tidied(idNumber));
  }

  /**
   * A text without its invisible characters; a text that would become empty is returned unchanged.
   */
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

  /** The only form allowed in a log: the first letter of each word of the name. */
  @Override
  public String toString() {
    return "Applicant[" + name.replaceAll("(\\p{L})\\p{L}*", "$1.") + "]";
  }
}
