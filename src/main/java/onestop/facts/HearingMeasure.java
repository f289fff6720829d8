package onestop.facts;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import onestop.apologies.obligation.ObligationState;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierFigures.By;
import onestop.facts.DossierFigures.Letter;

/**
 * The measures of a hearing. Each measure counts a dossier at one moment, which decides the month;
 * its definition in words is the message {@code hearing.define.*}.
 *
 * <p>Identities: owed = issued in time + issued late + missing + waived, and owed = owed of late
 * dossiers + of dossiers that ended in time + of dossiers in time. The first page and the verifier
 * of the published log use these words in the same sense.
 */
public enum HearingMeasure {
  /** Received; counted at the receipt. */
  RECEIVED,
  /**
   * Of those received: a part of a linked application, which is a dossier beside that of the whole
   * application.
   */
  PARTS,
  /** Resolved with a result; counted at the resolution. */
  RESOLVED,
  /** Resolved on or before the date on the receipt. */
  IN_TIME_ORIGINAL,
  /** Resolved on or before the due date in force at the end, which the letter moves too. */
  IN_TIME_CURRENT,
  /** Past its lawful due date, ended late or still open; counted when the date passed. */
  LATE,
  /**
   * A letter had to be issued; counted, as every measure of letters, when the obligation was
   * opened.
   */
  OWED,
  /** The letter was issued by its limit. */
  ISSUED_IN_TIME,
  /** The letter was issued after its limit. */
  ISSUED_LATE,
  /**
   * The letter's limit has passed, or the dossier is late, and the letter is not issued. A letter
   * without an obligation counts here too, at the letter's limit.
   */
  MISSING,
  /** A named approver applied a listed exception. */
  WAIVED,
  /** A letter was being prepared and its limit had not passed; not owed yet. */
  WAITING,
  /** The dossier ended in time before its letter was issued: no longer owed. */
  VOID,
  /** Of those owed: the dossier is late. */
  OWED_LATE,
  /** Of those owed: the dossier ended in time after all. */
  OWED_FINISHED_IN_TIME,
  /** Of those owed: the dossier is open and not late. */
  OWED_NOT_LATE_YET;

  /**
   * The measures in which a dossier counts as of its figures' moment, each with its moment. The
   * result depends on the figures alone.
   */
  public static Map<HearingMeasure, Instant> of(DossierFigures figures) {
    Map<HearingMeasure, Instant> counted = new EnumMap<>(HearingMeasure.class);
    counted.put(RECEIVED, figures.receivedAt());
    if (figures.seat().leg()) {
      counted.put(PARTS, figures.receivedAt());
    }
    DossierFigures.Ending ending = figures.ending();
    if (ending != null && ending.how() == DossierState.RESOLVED) {
      counted.put(RESOLVED, ending.at());
      if (!figures.isLate(By.ORIGINAL)) {
        counted.put(IN_TIME_ORIGINAL, ending.at());
      }
      if (!figures.isLate(By.CURRENT)) {
        counted.put(IN_TIME_CURRENT, ending.at());
      }
    }
    if (figures.isLate()) {
      counted.put(LATE, figures.dueAt(By.LAWFUL));
    }
    letter(figures, counted);
    Instant owed = counted.get(OWED);
    if (owed != null) {
      HearingMeasure otherwise = figures.isOpen() ? OWED_NOT_LATE_YET : OWED_FINISHED_IN_TIME;
      counted.put(figures.isLate() ? OWED_LATE : otherwise, owed);
    }
    return counted;
  }

  private static void letter(DossierFigures figures, Map<HearingMeasure, Instant> counted) {
    Letter letter = figures.letter();
    if (letter == null) {
      if (figures.isLate() || isLimitPassed(figures)) {
        owed(MISSING, figures.clock().apologyBy(), counted);
      }
      return;
    }
    Instant at = letter.openedAt();
    if (letter.issuedAt() != null) {
      owed(Boolean.TRUE.equals(letter.inTime()) ? ISSUED_IN_TIME : ISSUED_LATE, at, counted);
    } else if (letter.state() == ObligationState.WAIVED) {
      owed(WAIVED, at, counted);
    } else if (figures.isLate() || isOverdue(figures, letter)) {
      owed(MISSING, at, counted);
    } else {
      counted.put(letter.state() == ObligationState.VOID ? VOID : WAITING, at);
    }
  }

  /**
   * Whether the letter's own limit has passed before the letter was issued. A paused clock has no
   * limit that can pass; if an officer stated that the dossier will be on time, the letter is not
   * overdue before the dossier is late.
   */
  private static boolean isOverdue(DossierFigures figures, Letter letter) {
    if (letter.state() == ObligationState.BREACHED) {
      return true;
    }
    return letter.state() != ObligationState.VOID
        && letter.statedOnTimeAt() == null
        && isLimitPassed(figures);
  }

  private static boolean isLimitPassed(DossierFigures figures) {
    return figures.isOpen()
        && figures.waiting() == null
        && figures.asOf().isAfter(figures.clock().apologyBy());
  }

  private static void owed(HearingMeasure fate, Instant at, Map<HearingMeasure, Instant> counted) {
    counted.put(OWED, at);
    counted.put(fate, at);
  }
}
