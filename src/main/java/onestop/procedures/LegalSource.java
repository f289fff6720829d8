package onestop.procedures;

/**
 * A text of law on which the entry of a procedure rests.
 *
 * @param text as the catalogue cites it, in Vietnamese; empty where no text is known
 * @param status {@code H}, {@code M}, {@code L} or {@code K}, or {@code D} for a rule of the house
 */
public record LegalSource(Of of, String text, String status) {
  /** What the text sets. */
  public enum Of {
    /** The time limit. */
    LIMIT,
    /** The agency that decides. */
    AUTHORITY
  }
}
