package onestop.sla;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import onestop.calendar.Limit;
import onestop.kernel.Actor;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.DueDateAdjustment;

/**
 * A random dossier with pauses and adjustments, and its due moment by a recount that shares nothing
 * with the clock: a clerk with a wall calendar, one day after the other, one minute after the
 * other.
 *
 * @param pauses in order, all ended
 * @param acts the adjustments in order
 */
record AdjustedCase(
    LocalDateTime received, ClockStart.Term term, List<ClockPause> pauses, List<Adjusted> acts) {
  private static final Actor BY = new Actor.Automaton("test");
  private static final LocalDate FIRST = LocalDate.of(2017, 1, 2);
  private static final LocalTime CLOSE = LocalTime.of(17, 0);
  private static final LocalTime CUTOFF = LocalTime.of(15, 0);

  /**
   * A case.
   *
   * @param unit {@code wd}, {@code d}, {@code wh}, {@code same-day}, or {@code until} for a
   *     deadline given from outside
   */
  static AdjustedCase random(Random random, String unit) {
    LocalDateTime received =
        FIRST.plusDays(random.nextInt(3400)).atStartOfDay().plusMinutes(random.nextInt(1440));
    List<ClockPause> pauses = new ArrayList<>();
    LocalDateTime from = received;
    for (int p = random.nextInt(3); p > 0; p--) {
      from = from.plusMinutes(random.nextInt(random.nextBoolean() ? 600 : 9_000));
      LocalDateTime to = from.plusMinutes(random.nextInt(random.nextBoolean() ? 600 : 12_000));
      pauses.add(SlaClockTest.pause(pauses.size() + 1, instant(from), instant(to)));
      from = to;
    }
    List<Adjusted> acts = new ArrayList<>();
    LocalDateTime at = received;
    for (int a = random.nextInt(4); a > 0; a--) {
      at = at.plusMinutes(random.nextInt(12_000));
      acts.add(new Adjusted(act(random, received.toLocalDate(), unit), instant(at)));
    }
    return new AdjustedCase(received, term(random, received.toLocalDate(), unit), pauses, acts);
  }

  private static ClockStart.Term term(Random random, LocalDate received, String unit) {
    int count = 1 + random.nextInt(unit.equals("wh") ? 20 : 15);
    return switch (unit) {
      case "until" -> new ClockStart.Term.OfDeadline(workingMoment(random, received));
      case "same-day" -> new ClockStart.Term.OfLimit(Limit.parse(unit));
      default -> new ClockStart.Term.OfLimit(Limit.parse(count + unit));
    };
  }

  private static DueDateAdjustment act(Random random, LocalDate received, String unit) {
    return switch (random.nextInt(4)) {
      case 0 -> {
        LocalDate from = received.plusDays(random.nextInt(20));
        yield new DueDateAdjustment.ExcludedInterval(
            from, from.plusDays(random.nextInt(7)), BY, "law", "doc");
      }
      case 1 -> {
        String by = unit.equals("wh") ? "wh" : random.nextBoolean() ? "wd" : "d";
        yield new DueDateAdjustment.StatutoryExtension(
            Limit.parse(1 + random.nextInt(10) + by), BY, "law", "doc");
      }
      case 2 ->
          new DueDateAdjustment.WrittenAgreement(workingMoment(random, received), BY, "law", "doc");
      default ->
          new DueDateAdjustment.ApologyExtension(workingMoment(random, received), BY, "law", "doc");
    };
  }

  private static Instant workingMoment(Random random, LocalDate received) {
    LocalDate day = received.plusDays(1 + random.nextInt(30));
    return instant(worked(day) ? day.atTime(10, 0) : nextWorked(day).atTime(10, 0));
  }

  History history() {
    return new History(instant(received), term, pauses, acts);
  }

  AdjustedCase withoutPause(int index) {
    List<ClockPause> fewer = new ArrayList<>(pauses);
    fewer.remove(index);
    return new AdjustedCase(received, term, fewer, acts);
  }

  AdjustedCase withoutAct(int index) {
    List<Adjusted> fewer = new ArrayList<>(acts);
    fewer.remove(index);
    return new AdjustedCase(received, term, pauses, fewer);
  }

  /** Whether a date that somebody named has replaced the count. */
  boolean isCounted() {
    return term instanceof ClockStart.Term.OfLimit
        && acts.stream()
            .map(Adjusted::adjustment)
            .noneMatch(
                act ->
                    act instanceof DueDateAdjustment.WrittenAgreement
                        || act instanceof DueDateAdjustment.ApologyExtension);
  }

  /** The days of the limit and of its extensions; hours for a limit of hours. */
  int length() {
    int length = number(((ClockStart.Term.OfLimit) term).limit());
    for (Adjusted act : acts) {
      if (act.adjustment() instanceof DueDateAdjustment.StatutoryExtension extension) {
        length += number(extension.by());
      }
    }
    return length;
  }

  /** The due moment, recounted. */
  Instant due() {
    LocalDateTime due = term(term);
    for (Adjusted act : acts) {
      DueDateAdjustment adjustment = act.adjustment();
      if (adjustment instanceof DueDateAdjustment.StatutoryExtension extension) {
        due =
            extension.by().text().endsWith("wh")
                ? hours(due, number(extension.by()))
                : days(due.toLocalDate(), extension.by());
      } else if (adjustment instanceof DueDateAdjustment.WrittenAgreement agreement) {
        due = named(agreement.dueAt(), act.at());
      } else if (adjustment instanceof DueDateAdjustment.ApologyExtension extension) {
        due = named(extension.dueAt(), act.at());
      }
    }
    return instant(due);
  }

  private LocalDateTime term(ClockStart.Term of) {
    if (of instanceof ClockStart.Term.OfDeadline deadline) {
      return named(deadline.dueAt(), Instant.EPOCH);
    }
    Limit limit = ((ClockStart.Term.OfLimit) of).limit();
    if (limit.text().equals("same-day")) {
      return sameDay();
    }
    return limit.text().endsWith("wh")
        ? hours(received, number(limit))
        : days(dayOfReceipt(), limit);
  }

  private LocalDate dayOfReceipt() {
    LocalDate day = received.toLocalDate();
    return worked(day) && received.toLocalTime().isBefore(CLOSE) ? day : nextWorked(day);
  }

  /**
   * Each day that counts is ticked off; a limit that ends on a day that does not count rolls on.
   */
  private LocalDateTime days(LocalDate from, Limit limit) {
    LocalDate day = from;
    for (int left = number(limit); left > 0; ) {
      day = day.plusDays(1);
      boolean counts = worked(day) || !limit.text().endsWith("wd");
      left -= counts && !paused(day) && !interval(day, Instant.MIN) ? 1 : 0;
    }
    while (!worked(day) || paused(day) || interval(day, Instant.MIN)) {
      day = day.plusDays(1);
    }
    return day.atTime(CLOSE);
  }

  private LocalDateTime hours(LocalDateTime from, int hours) {
    List<LocalDateTime> stops = pauses.stream().map(pause -> local(pause.from())).toList();
    List<LocalDateTime> goes = pauses.stream().map(pause -> local(pause.to())).toList();
    LocalDateTime minute = from;
    LocalDate day = LocalDate.MIN;
    boolean counts = false;
    for (int left = hours * 60; left > 0; minute = minute.plusMinutes(1)) {
      if (!minute.toLocalDate().equals(day)) {
        day = minute.toLocalDate();
        counts = worked(day) && !interval(day, Instant.MIN);
      }
      int hour = minute.getHour();
      boolean open = hour >= 8 && hour < 17 && hour != 12;
      boolean stopped = false;
      for (int pause = 0; pause < stops.size() && open; pause++) {
        stopped |= !minute.isBefore(stops.get(pause)) && minute.isBefore(goes.get(pause));
      }
      left -= counts && open && !stopped ? 1 : 0;
    }
    return minute;
  }

  /** Due the same day up to 15:00; a pause beyond that day begins the rule anew. */
  private LocalDateTime sameDay() {
    LocalDateTime due = sameDay(received);
    for (ClockPause pause : pauses) {
      LocalDateTime to = local(pause.to());
      boolean beyond = to.toLocalDate().isAfter(due.toLocalDate());
      due = beyond && local(pause.from()).isBefore(due) ? sameDay(to) : due;
    }
    return due;
  }

  private LocalDateTime sameDay(LocalDateTime from) {
    LocalDate day = from.toLocalDate();
    if (!worked(day) || !from.toLocalTime().isBefore(CLOSE)) {
      day = nextWorked(day);
    } else if (from.toLocalTime().isAfter(CUTOFF)) {
      day = nextWorked(day);
    }
    while (!worked(day) || interval(day, Instant.MIN)) {
      day = day.plusDays(1);
    }
    return day.atTime(CLOSE);
  }

  /** Each working day that is lost after the naming, up to the date, moves the date by one. */
  private LocalDateTime named(Instant moment, Instant namedAt) {
    LocalDateTime due = local(moment);
    LocalDate day = received.toLocalDate().minusDays(1);
    for (; !day.isAfter(due.toLocalDate()); day = day.plusDays(1)) {
      if (worked(day) && (pausedAfter(day, namedAt) || interval(day, namedAt))) {
        due = nextWorked(due.toLocalDate()).atTime(due.toLocalTime());
      }
    }
    return due;
  }

  /** In a count of days the day of a pause counts, the day of its resumption does not. */
  boolean paused(LocalDate day) {
    return pausedAfter(day, Instant.MIN);
  }

  private boolean pausedAfter(LocalDate day, Instant namedAt) {
    return pauses.stream()
        .filter(p -> p.from().isAfter(namedAt))
        .anyMatch(
            p ->
                day.isAfter(local(p.from()).toLocalDate())
                    && !day.isAfter(local(p.to()).toLocalDate()));
  }

  /** Whether the day lies in an interval that was excluded after that moment. */
  boolean interval(LocalDate day, Instant namedAt) {
    return acts.stream()
        .filter(act -> act.at().isAfter(namedAt))
        .map(Adjusted::adjustment)
        .filter(DueDateAdjustment.ExcludedInterval.class::isInstance)
        .map(DueDateAdjustment.ExcludedInterval.class::cast)
        .anyMatch(interval -> !day.isBefore(interval.from()) && !day.isAfter(interval.to()));
  }

  static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  static boolean worked(LocalDate day) {
    return SlaClockPropertyTest.worked(day);
  }

  private static LocalDate nextWorked(LocalDate day) {
    LocalDate next = day.plusDays(1);
    while (!worked(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  private static int number(Limit limit) {
    return Integer.parseInt(limit.text().replaceAll("\\D", ""));
  }

  private static Instant instant(LocalDateTime local) {
    return local.atZone(SlaClockTest.HANOI).toInstant();
  }

  private static LocalDateTime local(Instant at) {
    return at.atZone(SlaClockTest.HANOI).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
  }
}
