package onestop.procedures;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A dated set of legal parameters: everything that a decree may change, as data. The pack of a
 * dossier is that of its receipt and never changes.
 *
 * @param version from 1; a pack's content never changes under the same version
 * @param validFrom the first day of receipt that the pack governs, inclusive
 * @param validTo the last day of receipt that the pack governs, inclusive; null while in force
 * @param byDate whether the pack is chosen by the day of receipt; false for packs that must be
 *     named
 * @param calendar the working calendar of the pack
 * @param deskVi the name of the one-stop desk in this regime
 * @param deskEn the same in English
 * @param bounds the bounds of officers' clock moves; null in versions older than the bounds
 * @param forms by meaning: {@code RECEIPT}, {@code SUPPLEMENT}, {@code REFUSAL}, {@code APOLOGY},
 *     {@code STOP_NOTICE}, {@code CONTROL_SLIP}, {@code REGISTER}
 */
public record RulePack(
    String id,
    int version,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    boolean byDate,
    String calendar,
    String deskVi,
    String deskEn,
    ClockConventions clock,
    ApologyRule apology,
    @Nullable Bounds bounds,
    List<LadderStep> ladder,
    Map<String, FormRef> forms,
    List<Citation> citations) {
  /** A list that is left blank in the file has no citations. */
  public RulePack {
    citations = none(citations) ? List.of() : List.copyOf(citations);
  }

  private static boolean none(@Nullable Object read) {
    return read == null;
  }

  /**
   * The form of that meaning.
   *
   * @throws onestop.kernel.Failure {@code procedures/no-such-form} if this regime has none
   */
  public FormRef form(String meaning) {
    FormRef form = forms.get(meaning);
    if (form == null) {
      throw Failure.notFound("procedures", "no-such-form", "form", meaning, "pack", id);
    }
    return form;
  }

  /**
   * The form of that meaning in a family of its own, such as {@code CT} of residence: the entry
   * {@code FAMILY.MEANING} if the pack has one, the common form otherwise.
   */
  public FormRef form(String family, String meaning) {
    FormRef own = forms.get(family + "." + meaning);
    return own == null ? form(meaning) : own;
  }

  /** Whether the pack governs dossiers received on that day. */
  public boolean governs(LocalDate day) {
    return byDate && !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
  }
}
