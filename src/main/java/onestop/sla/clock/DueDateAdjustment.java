package onestop.sla.clock;

import java.time.Instant;
import java.time.LocalDate;
import onestop.calendar.Limit;
import onestop.kernel.Actor;

/** The adjustments of a due date. Only these, a pause and a change of the calendar move it. */
public sealed interface DueDateAdjustment {
  String STATUTORY_EXTENSION = "StatutoryExtension";
  String WRITTEN_AGREEMENT = "WrittenAgreement";
  String APOLOGY_EXTENSION = "ApologyExtension";
  String EXCLUDED_INTERVAL = "ExcludedInterval";
  String CORRECTION = "Correction";

  /** The kind as stored and published: one of the constants, whose values never change. */
  String kind();

  Actor author();

  /** The law that allows the adjustment. */
  String legalBasis();

  /** The document on record. */
  String document();

  /** A longer limit that the statute itself allows, counted on from the present due date. */
  record StatutoryExtension(Limit by, Actor author, String legalBasis, String document)
      implements DueDateAdjustment {
    @Override
    public String kind() {
      return STATUTORY_EXTENSION;
    }
  }

  /** A later moment to which the applicant agreed in writing. */
  record WrittenAgreement(Instant dueAt, Actor author, String legalBasis, String document)
      implements DueDateAdjustment {
    @Override
    public String kind() {
      return WRITTEN_AGREEMENT;
    }
  }

  /** The one new date that an issued letter of apology may give. */
  record ApologyExtension(Instant dueAt, Actor author, String legalBasis, String document)
      implements DueDateAdjustment {
    @Override
    public String kind() {
      return APOLOGY_EXTENSION;
    }
  }

  /** Days that the procedure's law excludes from the limit; both ends inclusive. */
  record ExcludedInterval(
      LocalDate from, LocalDate to, Actor author, String legalBasis, String document)
      implements DueDateAdjustment {
    @Override
    public String kind() {
      return EXCLUDED_INTERVAL;
    }
  }

  /**
   * The correction of a move or a pause made by mistake: from now on the due date is what it would
   * be without it. The mistake and its correction stay on record.
   */
  record Correction(Mistaken of, Actor author, String legalBasis, String document)
      implements DueDateAdjustment {
    @Override
    public String kind() {
      return CORRECTION;
    }
  }

  /**
   * The move or pause that was a mistake.
   *
   * @param no the number of the adjustment or of the pause within the dossier, from 1
   */
  record Mistaken(What what, int no) {
    /** The kinds of acts that can be corrected. */
    public enum What {
      ADJUSTMENT,
      PAUSE
    }
  }
}
