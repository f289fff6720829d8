package onestop.dossiers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The check numbers of dossiers: by one, the holder of a receipt shows that he holds it. Derived
 * from the code with a key that the database drew when it was set up, so that every node prints and
 * accepts the same number for as long as the dossier exists. Safe for many threads.
 */
@Component
final class CheckNumbers {
  /** The digits of a check number. */
  static final int LENGTH = 6;

  private static final int BOUND = 1_000_000;

  private final Sql sql;
  private volatile @Nullable SecretKeySpec key;

  CheckNumbers(Sql sql) {
    this.sql = sql;
  }

  /** The check number of a code, whether there is such a dossier or not: {@link #LENGTH} digits. */
  String of(DossierCode code) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key());
      byte[] bytes = mac.doFinal(code.value().getBytes(StandardCharsets.UTF_8));
      long number = Long.remainderUnsigned(ByteBuffer.wrap(bytes).getLong(), BOUND);
      return "%06d".formatted(number);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private SecretKeySpec key() {
    SecretKeySpec known = key;
    if (known == null) {
      String secret =
          sql.client().sql("select secret from check_number_key").query(String.class).single();
      known = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
      key = known;
    }
    return known;
  }
}
