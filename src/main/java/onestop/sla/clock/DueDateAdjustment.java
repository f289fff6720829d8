package onestop.sla.clock;

import java.time.Instant;
import java.time.LocalDate;
import onestop.calendar.Limit;
import onestop.kernel.Actor;

/** What may move a due date, beside a pause and a change of the calendar. Nothing else does. */
public sealed interface DueDateAdjustment {
  String STATUTORY_EXTENSION = "StatutoryExtension";
  String WRITTEN_AGREEMENT = "WrittenAgreement";
  String APOLOGY_EXTENSION = "ApologyExtension";
  String EXCLUDED_INTERVAL = "ExcludedInterval";
  String CORRECTION = "Correction";

  /** The kind as stored and published: one of the constants, which never change. */
  String kind();

  Actor author();

  /** The law that allows it. */
  String legalBasis();

  /** The document on record. */
  String document();

  /** The statute itself allows a longer limit; counted on from the present due date. */
  record StatutoryExtension(Limit by, Actor author, String legalBasis, String document)
      implements DueDateAdjustment {
    @Override
    public String kind() {
      return STATUTORY_EXTENSION;
    }
  }

  /** The applicant agreed in writing to a later moment. */
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

  /** Days that the procedure's law leaves out of the limit; both ends inclusive. */
  record ExcludedInterval(
      LocalDate from, LocalDate to, Actor author, String legalBasis, String document)
      implements DueDateAdjustment {
    @Override
    public String kind() {
      return EXCLUDED_INTERVAL;
    }
  }

  /**
   * A move or a pause was a mistake: from now on the date is what it would be without it. The
   * mistake stays on record, and so does its correction.
   */
  record Correction(Mistaken of, Actor author, String legalBasis, String document)
      implements DueDateAdjustment {
    @Override
    public String kind() {
      return CORRECTION;
    }
  }

  /**
   * What was a mistake.
   *
   * @param no of the adjustment or of the pause within the dossier, from 1
   */
  record Mistaken(What what, int no) {
    /** What can be taken back. */
    public enum What {
      ADJUSTMENT,
      PAUSE
    }
  }
}
