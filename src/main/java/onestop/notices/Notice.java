package onestop.notices;

import java.time.Instant;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * What an officer is told. It names no applicant: a reader who may know more opens what it is
 * about.
 *
 * @param dossier the dossier that it is about; null if it is about none
 * @param subject what it is about, by kind: a work item, a note, a level, a day or an absence; with
 *     officer and kind it is unique
 * @param by the officer who caused it; null if nobody did
 * @param detail a number or days, for the words; empty if there is none
 * @param readAt null until the officer has opened it
 */
public record Notice(
    long id,
    OfficerId officer,
    Kind kind,
    @Nullable DossierCode dossier,
    String subject,
    @Nullable OfficerId by,
    String detail,
    Instant at,
    @Nullable Instant readAt) {

  /** What officers are told of. */
  public enum Kind {
    /** Work was assigned to the officer. */
    WORK_GIVEN,
    /** The officer's proposal came back. */
    WORK_RETURNED,
    /** A head reminds the officer of work that the officer holds. */
    REMINDED,
    /** Letters of apology of the officer are due today. */
    LETTERS_DUE,
    /** A late dossier was raised to the officer. */
    ESCALATED,
    /** A note mentions the officer. */
    MENTIONED,
    /** An own note comes back today. */
    NOTE_DUE,
    /** An opinion is asked of the officer's post. */
    OPINION_ASKED,
    /** The asking agency reminds of a question. */
    OPINION_REMINDED,
    /** A question to the officer's post was withdrawn. */
    OPINION_WITHDRAWN,
    /** The officer's question was passed on. */
    OPINION_PASSED_ON,
    /** The officer's question was answered. */
    OPINION_GIVEN,
    /** The day of the officer's question is over and there is no answer. */
    OPINION_LAPSED,
    /** An absence names the officer. */
    ABSENCE,
    /** An absence that names the officer has ended early. */
    ABSENCE_ENDED
  }

  /** A notice that is not stored yet; as in {@link Notice}. */
  public record Told(
      OfficerId officer,
      Kind kind,
      @Nullable DossierCode dossier,
      String subject,
      @Nullable OfficerId by,
      String detail) {}
}
