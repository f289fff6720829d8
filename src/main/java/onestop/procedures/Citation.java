package onestop.procedures;

/**
 * A legal text on which a pack rests.
 *
 * @param status {@code H} confirmed, {@code M} one decent source, {@code L} weak, {@code K} not
 *     confirmed; only {@code H} and {@code M} are printed to a citizen
 */
public record Citation(String text, String subject, String status) {
  /** Whether it may be printed on a letter. */
  public boolean printable() {
    return status.equals("H") || status.equals("M");
  }
}
