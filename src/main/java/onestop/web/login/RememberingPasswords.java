package onestop.web.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Caches for five minutes that a password was right, so that a program that calls every second does
 * not cost a BCrypt computation every second.
 *
 * <p>The cache holds a keyed digest, with a key of this process; a changed password has another
 * hash and so is never found in the cache. A wrong password is not cached and remains as slow as
 * BCrypt. Safe for many threads.
 */
final class RememberingPasswords implements PasswordEncoder {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MOST = 1_000;
  private static final int MOST_BYTES = 72;

  private final PasswordEncoder encoder;
  private final SecretKeySpec key;
  private final Cache<String, Boolean> right;

  RememberingPasswords(PasswordEncoder encoder, Clock clock) {
    this.encoder = encoder;
    this.right =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.key = new SecretKeySpec(secret, "HmacSHA256");
  }

  @Override
  public String encode(CharSequence password) {
    return encoder.encode(password);
  }

  @Override
  public boolean matches(CharSequence password, String encoded) {
    if (password.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return false; // BCrypt reads no further: the rest would be ignored
    }
    String digest = digest(password, encoded);
    if (right.getIfPresent(digest) != null) {
      return true;
    }
    boolean matches = encoder.matches(password, encoded);
    if (matches) {
      right.put(digest, Boolean.TRUE);
    }
    return matches;
  }

  @Override
  public boolean upgradeEncoding(String encoded) {
    return encoder.upgradeEncoding(encoded);
  }

  private String digest(CharSequence password, String encoded) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(encoded.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return HexFormat.of()
          .formatHex(mac.doFinal(password.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
