package onestop.web.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.AgencyCode;

/**
 * The applications of the demo city, their times and their fates: the same day always gives the
 * same plan.
 */
final class DemoPlan {
  private static final int PER_WORKING_DAY = 12;
  private static final int WORKING_DAYS = 26;
  private static final int WAITING_FOR_SIGNATURE = 7;

  private final WorkingCalendar calendar;
  private final Instant end;
  private final Random dice = new Random(20_260_101);

  DemoPlan(WorkingCalendar calendar, Instant end) {
    this.calendar = calendar;
    this.end = end;
  }

  /** The fate of an application. */
  enum Fate {
    /** Done in its time. */
    SMOOTH,
    /** Papers are missing; the applicant brings them. */
    SUPPLEMENT,
    /** Papers are missing; the applicant never brings them. */
    SUPPLEMENT_NEVER,
    /** Refused at the signature. */
    REFUSED,
    /** The applicant withdraws it. */
    WITHDRAWN,
    /** Late; the letter is drafted and signed in time. */
    LATE_SIGNED,
    /** Late, and no officer answers. */
    LATE_SILENT,
    /** Late although the officer stated that it would be on time. */
    LATE_STATED_ON_TIME,
    /** Late for a listed reason. */
    LATE_WAIVED,
    /** The letter is drafted, then the result is ready in time after all. */
    DRAFTED_THEN_DONE,
    /** Still not done, the letter is drafted and waits for the signature. */
    WAITING_FOR_SIGNATURE
  }

  /**
   * One application.
   *
   * @param pace the share of the allotted time that officers take
   * @param no from 0, in order of receipt
   */
  record Case(
      int no,
      DemoProcedure procedure,
      AgencyCode receiving,
      AgencyCode resolving,
      Instant receivedAt,
      Fate fate,
      double pace) {}

  /** The opening of the first day. */
  Instant begin() {
    return calendar.openOf(calendar.minusWorkingDays(today(), WORKING_DAYS));
  }

  /** All applications before the end, in order of receipt. */
  List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    LocalDate day = calendar.dateOf(begin());
    while (!day.isAfter(today())) {
      if (calendar.isWorkingDay(day)) {
        for (int i = 0; i < PER_WORKING_DAY; i++) {
          cases.add(any(day));
        }
      }
      day = day.plusDays(1);
    }
    cases.addAll(waitingForSignature());
    cases.removeIf(c -> c.receivedAt().isAfter(end));
    cases.sort(Comparator.comparing(Case::receivedAt));
    List<Case> numbered = new ArrayList<>();
    for (Case c : cases) {
      numbered.add(
          new Case(
              numbered.size(),
              c.procedure(),
              c.receiving(),
              c.resolving(),
              c.receivedAt(),
              c.fate(),
              c.pace()));
    }
    return numbered;
  }

  private Case any(LocalDate day) {
    DemoProcedure procedure = DemoProcedure.drawn(dice);
    boolean first = dice.nextInt(100) < 58;
    AgencyCode ward = first ? DemoPeople.SONG_TO : DemoPeople.DOI_THONG;
    // applicants after the cut-off of the short procedures are served the next day
    int minutes = procedure.isShort() ? dice.nextInt(330) : dice.nextInt(420);
    LocalTime at = LocalTime.of(8, 5).plusMinutes(minutes >= 230 ? minutes + 65 : minutes);
    Fate fate = fate(procedure);
    double pace = 0.25 + dice.nextDouble() * 0.6;
    return new Case(
        0,
        procedure,
        procedure.receivedBy(ward),
        procedure.resolvedBy(ward),
        calendar.at(day, at).plusMillis(dice.nextInt(60_000)),
        fate,
        procedure.isShort() ? pace * 0.6 : pace);
  }

  private Fate fate(DemoProcedure procedure) {
    int roll = dice.nextInt(100);
    if (procedure.isShort()) {
      return roll < 88
          ? Fate.SMOOTH
          : roll < 93 ? Fate.SUPPLEMENT : roll < 96 ? Fate.REFUSED : Fate.LATE_SILENT;
    }
    if (procedure == DemoProcedure.LINKED_BIRTH) {
      return roll < 80 ? Fate.SMOOTH : Fate.LATE_SIGNED;
    }
    if (roll < 58) {
      return Fate.SMOOTH;
    }
    if (roll < 68) {
      return Fate.SUPPLEMENT;
    }
    if (roll < 71) {
      return Fate.SUPPLEMENT_NEVER;
    }
    if (roll < 74) {
      return Fate.REFUSED;
    }
    if (roll < 77) {
      return Fate.WITHDRAWN;
    }
    if (roll < 88) {
      return Fate.LATE_SIGNED;
    }
    if (roll < 93) {
      return Fate.LATE_SILENT;
    }
    if (roll < 95) {
      return Fate.LATE_STATED_ON_TIME;
    }
    return roll < 97 ? Fate.LATE_WAIVED : Fate.DRAFTED_THEN_DONE;
  }

  /** Applications with a letter whose limit is today's close of office, or the next one. */
  private List<Case> waitingForSignature() {
    LocalDate limit = calendar.workingDayFrom(today());
    if (!end.isBefore(calendar.closeOf(limit).minus(Duration.ofMinutes(10)))) {
      limit = calendar.plusWorkingDays(limit, 1);
    }
    LocalDate due = calendar.plusWorkingDays(limit, 1);
    LocalDate received = calendar.minusWorkingDays(due, 3);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < WAITING_FOR_SIGNATURE; i++) {
      DemoProcedure procedure =
          i % 2 == 0 ? DemoProcedure.MARITAL_STATUS : DemoProcedure.HOUSEHOLD_BUSINESS;
      AgencyCode ward = i < 5 ? DemoPeople.SONG_TO : DemoPeople.DOI_THONG;
      cases.add(
          new Case(
              0,
              procedure,
              ward,
              ward,
              calendar.at(received, LocalTime.of(8, 20).plusMinutes(11L * i)),
              Fate.WAITING_FOR_SIGNATURE,
              0.4));
    }
    return cases;
  }

  private LocalDate today() {
    return calendar.dateOf(end);
  }
}
