package onestop.agencies;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The officer who signs for a role, and the capacity of the signature.
 *
 * @param officer the officer who signs
 * @param principalTitleVi the title of the holder of the role, for example {@code Chủ tịch}
 * @param delegation the order under which a delegate signs; null for the holder of the role
 */
public record Signer(Officer officer, String principalTitleVi, @Nullable Delegation delegation) {

  /** The order under which a delegate signs; empty for the holder of the role. */
  public Optional<Delegation> under() {
    return Optional.ofNullable(delegation);
  }

  /**
   * The line over the signature: {@code CHỦ TỊCH}, or {@code KT. CHỦ TỊCH} for a delegate; the
   * delegate's own title then follows in the next line.
   */
  public String capacityLine() {
    String title = principalTitleVi.toUpperCase(Locale.forLanguageTag("vi"));
    return under().map(order -> order.capacity().prefix() + " " + title).orElse(title);
  }
}
