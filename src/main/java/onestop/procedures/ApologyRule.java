package onestop.procedures;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import onestop.calendar.Limit;
import org.jspecify.annotations.Nullable;

/**
 * When an apology is owed, by whom, and what happens when nobody acts.
 *
 * @param leadWorkingDays how many working days before the due day the letter must be out; only for
 *     {@link Timing#BEFORE_DUE}
 * @param issueGrace how long after its limit any letter still counts as issued in time; packs made
 *     since 2026 have none, see {@link #officerGrace()}
 * @param silenceTolerance how long after its limit a letter that the on-silence rule issues still
 *     counts as issued in time: the rule issues it at its limit, and a machine with many of them
 *     needs a while; null where {@code issueGrace} holds for all letters
 * @param reappointments how often the date may be moved by an apology: 0 or 1
 * @param defaultExtension the new date a letter proposes when no officer named one; null when the
 *     pack allows no re-appointment
 * @param maxExtension the longest extension an officer may propose
 * @param signer the role that signs
 * @param linkedLetters who owes letters of a linked application; null in older packs, whose parts
 *     each owe their own
 */
@JsonIgnoreProperties("mergedLetter") // of older packs: nothing ever depended on it
public record ApologyRule(
    Timing timing,
    int leadWorkingDays,
    OnSilence onSilence,
    @Nullable Duration issueGrace,
    @Nullable Duration silenceTolerance,
    int reappointments,
    @Nullable Limit defaultExtension,
    @Nullable Limit maxExtension,
    String signer,
    @Nullable LinkedLetters linkedLetters) {

  /** When the letter must be out. */
  public enum Timing {
    /** Before the limit expires, by the lead. */
    BEFORE_DUE,
    /** When the limit expires. */
    AT_DUE
  }

  /** Which dossiers of a linked application owe letters. */
  public enum LinkedLetters {
    /**
     * The whole and each part, as any other dossier: each has its own resolving agency, due date
     * and letter, so a family may get as many letters as dossiers of its application are late.
     * Published rules know one letter for several faults of one dossier; of the parts of a linked
     * application, which several agencies resolve, they say nothing.
     */
    EACH_DOSSIER
  }

  /** How long after its limit an officer's letter still counts as issued in time. */
  public Duration officerGrace() {
    return issueGrace == null ? Duration.ZERO : issueGrace;
  }

  /** How long after its limit a letter issued by the on-silence rule still counts as in time. */
  public Duration silenceGrace() {
    return silenceTolerance == null ? officerGrace() : silenceTolerance;
  }

  /** What happens when the letter's limit comes and nobody has acted. */
  public enum OnSilence {
    /** The letter is issued automatically and says honestly that no reason was given. */
    ISSUE,
    /** The applicant gets a notice that is not a letter of apology; the obligation is breached. */
    NOTICE
  }
}
