package onestop.procedures;

/**
 * A legal text a pack rests on.
 *
 * @param status {@code H} confirmed, {@code M} one decent source, {@code L} weak, {@code K} not
 *     confirmed; only {@code H} and {@code M} are printed to a citizen
 */
public record Citation(String text, String subject, String status) {
  /** Whether it may stand on a letter. */
  public boolean printable() {
    return status.equals("H") || status.equals("M");
  }
}
