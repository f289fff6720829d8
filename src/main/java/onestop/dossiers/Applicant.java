package onestop.dossiers;

import java.text.Normalizer;
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
