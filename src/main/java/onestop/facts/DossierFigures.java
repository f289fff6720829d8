package onestop.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import onestop.apologies.obligation.ObligationState;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.DossierState;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.ProcedureKey;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.PastClock;
import org.jspecify.annotations.Nullable;

/**
 * The counted facts of one dossier as of a moment: computed from its events, its clock's history
 * and its letter's events up to that moment, inclusive. Later events have no effect.
 *
 * @param asOf the moment
 * @param seat the receiving and the resolving agency
 * @param ending how and when it ended; null while it was open
 * @param returnedAt when the result was handed over; null before
 * @param supplementsAsked the moments of the supplement requests, in order
 * @param letter its letter; null while none was owed
 * @param zone the time zone in which days begin at midnight
 */
public record DossierFigures(
    DossierCode code,
    ProcedureKey procedure,
    Instant asOf,
    Seat seat,
    Instant receivedAt,
    PastClock clock,
    @Nullable Ending ending,
    @Nullable Instant returnedAt,
    List<Instant> supplementsAsked,
    @Nullable Letter letter,
    ZoneId zone) {

  /**
   * The agencies a dossier belongs to; never changes.
   *
   * @param leg whether it is a part of an inter-agency dossier
   */
  public record Seat(AgencyCode receiving, AgencyCode resolving, Channel channel, boolean leg) {}

  /**
   * The end of the agency's work.
   *
   * @param how resolved, refused, withdrawn or stopped
   */
  public record Ending(DossierState how, Instant at) {}

  /**
   * A letter of apology.
   *
   * @param obligation the number of its obligation
   * @param openedAt when it became due to be written
   * @param state where it stood
   * @param statedOnTimeAt when an officer put on record that the dossier will be on time; null if
   *     no officer did
   * @param issuedAt when it went out; null before
   * @param inTime whether it went out by its limit; null before
   */
  public record Letter(
      long obligation,
      Instant openedAt,
      ObligationState state,
      @Nullable Instant statedOnTimeAt,
      @Nullable Instant issuedAt,
      @Nullable Boolean inTime) {}

  /** One of the three due dates by which timeliness can be judged. */
  public enum By {
    /** The date on the receipt. */
    ORIGINAL,
    /**
     * The date moved by pauses, statutes and agreements, never by a letter; it decides legal
     * lateness.
     */
    LAWFUL,
    /** The date moved by the letter too: the target of the work. */
    CURRENT
  }

  /** Whether the agency still owed a decision. */
  public boolean isOpen() {
    return ending == null;
  }

  /** The open pause of an open dossier's clock; null if the clock ran or had stopped. */
  public @Nullable ClockPause waiting() {
    return isOpen() ? clock.standing() : null;
  }

  /** The due date of that kind. */
  public Instant dueAt(By by) {
    return switch (by) {
      case ORIGINAL -> clock.dueOriginalAt();
      case LAWFUL -> clock.dueLawfulAt();
      case CURRENT -> clock.dueCurrentAt();
    };
  }

  /**
   * Whether it was late: ended after that date, or open with that date passed. A pause that began
   * on or before the date and had not ended keeps the dossier in time.
   */
  public boolean isLate(By by) {
    return clock.isPast(dueAt(by), ending == null ? asOf : ending.at());
  }

  /** Whether it was late by the lawful due date. */
  public boolean isLate() {
    return isLate(By.LAWFUL);
  }

  /** Whether its letter had been issued. */
  public boolean hasLetter() {
    return letter != null && letter.issuedAt() != null;
  }

  /** Whether a moment lies on an earlier day than another, in the dossier's zone. */
  public boolean isDayBefore(Instant at, Instant other) {
    return day(at).isBefore(day(other));
  }

  private LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  /** Whether it was received at or after that moment. */
  public boolean isReceivedSince(Instant start) {
    return !receivedAt.isBefore(start);
  }
}
