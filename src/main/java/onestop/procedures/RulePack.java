package onestop.procedures;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A dated set of legal parameters: everything that a decree may change, as data. A dossier keeps
 * the pack it was received under for life.
 *
 * @param version from 1; a pack's content never changes under the same version
 * @param validFrom the first day of receipt it governs, inclusive
 * @param validTo the last day of receipt, inclusive; null while in force
 * @param byDate whether the pack is chosen by the day of receipt; false for packs that must be
 *     named
 * @param calendar the working calendar it counts with
 * @param deskVi what this regime calls the one-stop desk
 * @param deskEn the same in English
 * @param bounds what officers may do to its clocks; null in versions from before there were bounds
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

  /**
   * The form of that meaning; a failure {@code procedures/no-such-form} if this regime has none.
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
