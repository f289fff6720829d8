package onestop.facts;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import onestop.apologies.obligation.ObligationState;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierFigures.By;
import onestop.facts.DossierFigures.Letter;

/**
 * What a hearing counts. Each measure has a moment of its own, which decides the month; its
 * definition in words is the message {@code hearing.define.*}.
 *
 * <p>Identities: owed = issued in time + issued late + missing + waived, and owed = owed of late
 * dossiers + of dossiers that ended in time + of dossiers in time. The first page and the verifier
 * of the published log mean the same by these words.
 */
public enum HearingMeasure {
  /** Received; counted when it was. */
  RECEIVED,
  /** Of those received: a part of a linked application, a dossier beside that of the whole. */
  PARTS,
  /** Has its result; counted when it was resolved. */
  RESOLVED,
  /** Resolved on or before the date on the receipt. */
  IN_TIME_ORIGINAL,
  /** Resolved on or before the date in force at the end, moved by the letter too. */
  IN_TIME_CURRENT,
  /** Past its lawful date, ended late or still open; counted when the date passed. */
  LATE,
  /** A letter had to go out; counted when the obligation was opened, as all letters are. */
  OWED,
  /** The letter went out by its limit. */
  ISSUED_IN_TIME,
  /** The letter went out after its limit. */
  ISSUED_LATE,
  /**
   * The letter's limit has passed, or the dossier is late, and it is not out; also where nobody
   * opened an obligation, which then counts at the letter's limit.
   */
  MISSING,
  /** A listed exception was applied by a named approver. */
  WAIVED,
  /** A letter was being prepared and its limit had not passed; owed to nobody yet. */
  WAITING,
  /** The dossier ended in time before its letter was out: owed to nobody any more. */
  VOID,
  /** Of those owed: the dossier is late. */
  OWED_LATE,
  /** Of those owed: the dossier ended in time after all. */
  OWED_FINISHED_IN_TIME,
  /** Of those owed: the dossier is open and not late. */
  OWED_NOT_LATE_YET;

  /**
   * In which measures a dossier counts as of its figures' moment, and the moment of each. Nothing
   * outside of the figures matters.
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
   * Whether the letter's own limit has passed without it. A clock that stands still has no limit to
   * pass, and an officer's word that the dossier will be on time is waited for until it is late.
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
