package onestop.web.fees;

import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** Amounts of money as people type them. */
public final class Amounts {
  private Amounts() {}

  /**
   * An amount in đồng, such as {@code 15000}, {@code 15.000} or {@code 15,000 đ}; null if nothing
   * is typed.
   *
   * @throws Failure {@code web/fee-amount} for anything else
   */
  public static @Nullable Long typed(@Nullable String text) {
    String typed = text == null ? "" : text.strip();
    String digits =
        typed.matches("\\d{1,3}([., \u00a0]\\d{3})+ ?(đ|đồng|VND)?")
            ? typed.replaceAll("\\D", "")
            : typed.replaceFirst(" ?(đ|đồng|VND)$", "");
    if (typed.isEmpty()) {
      return null;
    }
    if (!digits.matches("\\d{1,12}")) {
      throw Failure.badInput("web", "fee-amount", "value", typed);
    }
    return Long.parseLong(digits);
  }
}
