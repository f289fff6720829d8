package onestop.dossiers.life;

import onestop.forms.PrintableText;
import onestop.forms.SoundText;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * One kind of paper as the applicant handed it in; at least one of the counts is positive.
 *
 * @param code the paper's code in the catalogue entry of the procedure
 * @param originals the number of originals, from 0 to {@value #MOST}
 * @param certified the number of certified copies, within the same bounds
 * @param copies the number of plain copies, within the same bounds
 * @param note a remark for the receipt, at most {@value #LONGEST_NOTE} characters
 */
public record HandedPaper(
    String code, int originals, int certified, int copies, @Nullable String note) {
  /** The largest number of pieces of one kind. */
  public static final int MOST = 999;

  static final int LONGEST_NOTE = 200;

  /**
   * @throws Failure {@code dossiers/paper-count} for a count out of bounds or no piece at all,
   *     {@code dossiers/intake-field}, {@code forms/unsound} or {@code forms/unprintable} for a
   *     remark that cannot be printed
   */
  public HandedPaper {
    note = note == null || note.isBlank() ? null : note.strip();
    for (int count : new int[] {originals, certified, copies}) {
      if (count < 0 || count > MOST) {
        throw Failure.badInput(
            "dossiers", "paper-count", "paper", code, "value", count, "max", MOST);
      }
    }
    if (originals + certified + copies == 0) {
      throw Failure.badInput("dossiers", "paper-count", "paper", code, "value", 0, "max", MOST);
    }
    if (note != null && note.length() > LONGEST_NOTE) {
      throw Failure.badInput(
          "dossiers", "intake-field", "field", "note", "value", note, "max", LONGEST_NOTE);
    }
  }

  /** Refuses a remark that cannot be printed on the receipt. */
  void requirePrintable() {
    SoundText.require("note", note);
    PrintableText.require("note", note);
  }
}
