package onestop.procedures;

import java.time.Duration;
import onestop.calendar.Limit;
import org.jspecify.annotations.Nullable;

/**
 * When an apology is owed, by whom, and what happens when nobody acts.
 *
 * @param leadWorkingDays how many working days before the due day the letter must be out; only for
 *     {@link Timing#BEFORE_DUE}
 * @param issueGrace how long after its limit a letter still counts as issued in time: the machine
 *     cannot act before the limit has come
 * @param reappointments how often the date may be moved by an apology: 0 or 1
 * @param defaultExtension the new date a letter proposes when no officer named one; null when the
 *     pack allows no re-appointment
 * @param maxExtension the longest extension an officer may propose
 * @param signer the role that signs
 */
public record ApologyRule(
    Timing timing,
    int leadWorkingDays,
    OnSilence onSilence,
    Duration issueGrace,
    int reappointments,
    @Nullable Limit defaultExtension,
    @Nullable Limit maxExtension,
    String signer,
    boolean mergedLetter) {

  /** When the letter must be out. */
  public enum Timing {
    /** Before the limit expires, by the lead. */
    BEFORE_DUE,
    /** When the limit expires. */
    AT_DUE
  }

  /** What happens when the letter's limit comes and nobody has acted. */
  public enum OnSilence {
    /** The letter is issued automatically and says honestly that no reason was given. */
    ISSUE,
    /** The applicant gets a notice that is not a letter of apology; the obligation is breached. */
    NOTICE
  }
}
