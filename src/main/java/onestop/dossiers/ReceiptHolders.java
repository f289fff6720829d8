package onestop.dossiers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Optional;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recognises the holder of a receipt: by the dossier's code, and by the last four digits of the
 * telephone given at intake or, where none was given, the check number printed on the receipt.
 */
@Service
public class ReceiptHolders {
  private static final int PHONE_DIGITS = 4;
  private static final int LONGEST_TEXT = 40;

  /** Stands for a dossier that does not exist, so that its refusal takes the same steps. */
  private static final Stored NOBODY = new Stored(new DossierCode("none"), null);

  private final Sql sql;
  private final WrittenCodes codes;
  private final CheckNumbers checks;

  ReceiptHolders(Sql sql, WrittenCodes codes, CheckNumbers checks) {
    this.sql = sql;
    this.codes = codes;
    this.checks = checks;
  }

  private record Stored(DossierCode code, @Nullable String phone) {}

  /**
   * The dossier whose receipt the person holds. Empty for an unknown code, for the code of a leg,
   * which has no receipt, and for wrong digits: after the same statements and computations, so that
   * nobody can tell one from the other.
   *
   * @param digits in any script, with spaces or without
   * @throws Failure {@code dossiers/typed-digits} if the digits fit no dossier at all
   */
  @Transactional(readOnly = true)
  public Optional<DossierCode> admit(TypedCode code, String digits) {
    String typed = typed(digits);
    Stored dossier = find(code);
    String phone = ending(dossier.phone());
    String check = checks.of(dossier.code());
    boolean right = MessageDigest.isEqual(bytes(phone.isEmpty() ? check : phone), bytes(typed));
    return right && dossier != NOBODY ? Optional.of(dossier.code()) : Optional.empty();
  }

  /** The check number to print on the receipt; empty where the telephone takes its place. */
  public Optional<String> checkNumber(Dossier dossier) {
    return ending(dossier.applicant().phone()).isEmpty()
        ? Optional.of(checks.of(dossier.code()))
        : Optional.empty();
  }

  private Stored find(TypedCode typed) {
    return sql.reading("dossier")
        .sql(
            """
            select dossier_code, applicant_phone from dossier
             where dossier_code = any(:codes) and parent_code is null
             order by dossier_code fetch next 1 rows only
            """)
        .param("codes", Sql.keys(codes.meant(typed), DossierCode::value))
        .query((row, no) -> new Stored(new DossierCode(row.getString(1)), row.getString(2)))
        .optional()
        .orElse(NOBODY);
  }

  private static String typed(String text) {
    String digits = text.length() > LONGEST_TEXT ? "" : digits(text);
    if (digits.length() != PHONE_DIGITS && digits.length() != CheckNumbers.LENGTH) {
      throw Failure.badInput(
          "dossiers",
          "typed-digits",
          "field",
          "digits",
          "phone",
          PHONE_DIGITS,
          "check",
          CheckNumbers.LENGTH);
    }
    return digits;
  }

  /** The last digits of a telephone number; empty if it has fewer. */
  private static String ending(@Nullable String phone) {
    String digits = phone == null ? "" : digits(phone);
    return digits.length() < PHONE_DIGITS ? "" : digits.substring(digits.length() - PHONE_DIGITS);
  }

  private static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(Character::isDigit)
        .forEach(c -> digits.append(Character.digit(c, 10)));
    return digits.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
