package onestop.ledger.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When a dossier is due, from what is known to have happened to it. Day by day, as by hand. */
final class DueDate {
  private final WorkCalendar calendar;
  private final Pack pack;
  private final Known known;
  private final List<Stop> stops = new ArrayList<>();

  /**
   * What a rule pack says of time; a lead of 0 days means that letters are due when results are.
   *
   * @param byHand how long after its limit a letter that an officer signs is in time
   * @param onSilence how long after its limit a letter issued on silence is in time
   */
  record Pack(
      LocalTime cutoff,
      long shortHours,
      int lead,
      boolean notice,
      Duration byHand,
      Duration onSilence) {}

  /** Something moved the due date. */
  record Move(Instant at, String kind, String value) {}

  /** The clock stood; a pause that has not ended has no end yet. */
  record Pause(Instant from, Instant to) {}

  /** What is known at a moment: pauses that have ended, and moves, each in order. */
  record Known(Instant receivedAt, String term, List<Pause> pauses, List<Move> moves) {
    /** Without what a correction says was a mistake, and without the corrections. */
    Known corrected() {
      List<String> mistaken =
          moves.stream().filter(move -> move.kind().equals("Correction")).map(Move::value).toList();
      List<Move> good = new ArrayList<>();
      for (int i = 0; i < moves.size(); i++) {
        boolean counts =
            !moves.get(i).kind().equals("Correction")
                && !mistaken.contains("ADJUSTMENT " + (i + 1));
        good.addAll(counts ? List.of(moves.get(i)) : List.of());
      }
      List<Pause> stood = new ArrayList<>();
      for (int i = 0; i < pauses.size(); i++) {
        stood.addAll(mistaken.contains("PAUSE " + (i + 1)) ? List.of() : List.of(pauses.get(i)));
      }
      return new Known(receivedAt, term, stood, good);
    }
  }

  /** What a count leaves out: in days from the first to the last, in hours between two moments. */
  private record Stop(
      LocalDate first, LocalDate last, Pause hours, Instant since, boolean isPause) {
    boolean holds(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }
  }

  DueDate(WorkCalendar calendar, Pack pack, Known all) {
    this.calendar = calendar;
    this.pack = pack;
    this.known = all.corrected();
    for (Pause pause : known.pauses()) {
      LocalDate first = calendar.date(pause.from()).plusDays(1);
      stops.add(new Stop(first, calendar.date(pause.to()), pause, pause.from(), true));
    }
    for (Move move : known.moves()) {
      if (move.kind().equals("ExcludedInterval")) {
        LocalDate first = LocalDate.parse(move.value().split("/")[0]);
        LocalDate last = LocalDate.parse(move.value().split("/")[1]);
        Instant from = calendar.at(first, LocalTime.MIDNIGHT);
        Instant to = calendar.at(last.plusDays(1), LocalTime.MIDNIGHT);
        stops.add(new Stop(first, last, new Pause(from, to), move.at(), false));
      }
    }
    stops.sort(Comparator.comparing(Stop::first));
  }

  Instant due() {
    Instant due = term(known.term());
    for (Move move : known.moves()) {
      due =
          switch (move.kind()) {
            case "StatutoryExtension" ->
                move.value().endsWith("wh")
                    ? run(due, number(move.value()))
                    : count(calendar.date(due), move.value());
            case "WrittenAgreement", "ApologyExtension" ->
                moved(Instant.parse(move.value()), move.at());
            default -> due; // an excluded interval is left out of every count already
          };
    }
    return due;
  }

  private Instant term(String term) {
    if (term.startsWith("until ")) {
      return moved(Instant.parse(term.substring(6)), Instant.MIN);
    } else if (term.endsWith("wh")) {
      return run(known.receivedAt(), number(term));
    } else if (!term.equals("same-day")) {
      return count(calendar.receivedOn(known.receivedAt()), term);
    }
    Instant due = sameDay(known.receivedAt());
    for (Pause pause : known.pauses()) {
      boolean outlasts = calendar.date(pause.to()).isAfter(calendar.date(due));
      due = pause.from().isBefore(due) && outlasts ? sameDay(pause.to()) : due;
    }
    return due;
  }

  private static int number(String limit) {
    return limit.equals("same-day") ? 1 : Integer.parseInt(limit.replaceAll("[a-z]", ""));
  }

  private boolean leftOut(LocalDate day) {
    return stops.stream().anyMatch(stop -> stop.holds(day));
  }

  /** A day limit: the day itself is not counted; the end is a working day's close of office. */
  private Instant count(LocalDate from, String limit) {
    boolean workingDays = limit.endsWith("wd") || limit.equals("same-day");
    LocalDate day = from;
    for (int rest = number(limit); rest > 0; ) {
      day = day.plusDays(1);
      rest -= leftOut(day) || workingDays && !calendar.works(day) ? 0 : 1;
    }
    while (leftOut(day) || !calendar.works(day)) {
      day = day.plusDays(1);
    }
    return calendar.close(day);
  }

  /** Working hours: stretch by stretch of office time, those of a stop left out. */
  private Instant run(Instant from, int hours) {
    Duration rest = Duration.ofHours(hours);
    for (LocalDate day = calendar.date(from); ; day = day.plusDays(1)) {
      List<LocalTime> times = calendar.on(day).times();
      for (int i = 0; calendar.works(day) && i < times.size(); i += 2) {
        Instant at = later(from, calendar.at(day, times.get(i)));
        Instant end = calendar.at(day, times.get(i + 1));
        while (at.isBefore(end)) {
          Pause stop = firstStop(at, end);
          Duration piece = Duration.between(at, stop.from());
          if (rest.compareTo(piece) <= 0) {
            return at.plus(rest);
          }
          rest = rest.minus(piece);
          at = stop.to();
        }
      }
    }
  }

  /** The first stop that touches the stretch, cut to it; an empty one at its end if none does. */
  private Pause firstStop(Instant at, Instant end) {
    Pause first = new Pause(end, end);
    for (Stop stop : stops) {
      Pause hours = stop.hours();
      boolean touches = hours.to().isAfter(at) && hours.from().isBefore(first.from());
      first = touches ? new Pause(later(hours.from(), at), hours.to()) : first;
    }
    return first;
  }

  static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** Due the same day, or the next working day if it came in after the cut-off. */
  private Instant sameDay(Instant from) {
    LocalDate day = calendar.date(from);
    LocalTime at = calendar.time(from);
    if (!calendar.works(day) || !at.isBefore(calendar.on(day).close())) {
      day = calendar.plus(day, 1);
      at = LocalTime.MIDNIGHT;
    }
    List<LocalTime> times = calendar.on(day).times();
    int next = 1;
    while (!times.get(next).isAfter(at)) {
      next += 2;
    }
    boolean late = at.isAfter(pack.cutoff()) || times.get(next - 1).isAfter(pack.cutoff());
    day = late ? calendar.plus(day, 1) : day;
    for (Stop stop : stops) {
      day = !stop.isPause() && stop.holds(day) ? calendar.plus(stop.last(), 1) : day;
    }
    return calendar.close(day);
  }

  /** A named moment moves on by the working days that were left out after it was named. */
  private Instant moved(Instant named, Instant namedAt) {
    Instant due = named;
    LocalDate seen = LocalDate.MIN;
    for (Stop stop : stops) {
      LocalDate first = stop.first().isAfter(seen) ? stop.first() : seen.plusDays(1);
      LocalDate day = calendar.date(due);
      if (stop.since().isAfter(namedAt) && !first.isAfter(day)) {
        int lost = calendar.count(first, stop.last());
        due = lost == 0 ? due : calendar.at(calendar.plus(day, lost), calendar.time(due));
        seen = stop.last().isAfter(seen) ? stop.last() : seen;
      }
    }
    return due;
  }

  /**
   * The last moment for the letter: the close of the working day that lies the pack's lead before
   * the due day; the due moment itself where no lead applies or none is possible.
   */
  Instant letterBy(Instant due) {
    String term = known.term();
    boolean brief = term.endsWith("wh") && number(term) <= pack.shortHours();
    LocalDate day = calendar.date(due);
    LocalDate received = calendar.date(known.receivedAt());
    boolean none = pack.lead() == 0 || brief || term.equals("same-day");
    if (none || calendar.count(received, day.minusDays(1)) < pack.lead()) {
      return due;
    }
    Instant by = calendar.close(calendar.plus(day, -pack.lead()));
    return by.isAfter(known.receivedAt()) ? by : due;
  }
}
