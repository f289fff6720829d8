package onestop.procedures;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import onestop.agencies.Role;
import onestop.calendar.Limit;
import org.jspecify.annotations.Nullable;

/**
 * The rule on when an apology is owed and by whom, and on its issue when no officer acts.
 *
 * @param leadWorkingDays the number of working days before the due day by which the letter must be
 *     issued; only for {@link Timing#BEFORE_DUE}
 * @param issueGrace the period after its limit within which any letter still counts as issued in
 *     time; packs made since 2026 have none, see {@link #officerGrace()}
 * @param silenceTolerance the period after its limit within which a letter issued by the on-silence
 *     rule still counts as issued in time: the rule applies at the limit, and issuing many letters
 *     takes time; null where {@code issueGrace} holds for all letters
 * @param reappointments the number of times that an apology may move the date: 0 or 1
 * @param defaultExtension the extension that a letter gives if no officer has named a date; null if
 *     the pack allows no re-appointment
 * @param maxExtension the longest extension that an officer may propose
 * @param signer the role that signs
 * @param linkedLetters which dossiers of a linked application owe letters; null in older packs, in
 *     which each part owes its own
 */
@JsonIgnoreProperties("mergedLetter") // in older packs; never used
public record ApologyRule(
    Timing timing,
    int leadWorkingDays,
    OnSilence onSilence,
    @Nullable Duration issueGrace,
    @Nullable Duration silenceTolerance,
    int reappointments,
    @Nullable Limit defaultExtension,
    @Nullable Limit maxExtension,
    Role signer,
    @Nullable LinkedLetters linkedLetters) {

  /** When the letter must be issued. */
  public enum Timing {
    /** Before the limit expires, by the lead. */
    BEFORE_DUE,
    /** When the limit expires. */
    AT_DUE
  }

  /** Which dossiers of a linked application owe letters. */
  public enum LinkedLetters {
    /**
     * The whole and each part, like any other dossier: each has its own resolving agency, due date
     * and letter, so a family may get as many letters as dossiers of its application are late.
     * Published rules provide for one letter for several faults of one dossier; they do not cover
     * the parts of a linked application, which several agencies resolve.
     */
    EACH_DOSSIER
  }

  /** The period after its limit within which an officer's letter still counts as issued in time. */
  public Duration officerGrace() {
    return issueGrace == null ? Duration.ZERO : issueGrace;
  }

  /**
   * The period after its limit within which a letter issued by the on-silence rule still counts as
   * issued in time.
   */
  public Duration silenceGrace() {
    return silenceTolerance == null ? officerGrace() : silenceTolerance;
  }

  /** The action at the letter's limit if no officer has acted. */
  public enum OnSilence {
    /** The letter is issued automatically and states that no reason was given. */
    ISSUE,
    /** The applicant gets a notice that is not a letter of apology; the obligation is breached. */
    NOTICE
  }
}
