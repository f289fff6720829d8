package onestop.ledger.verify;

import static onestop.ledger.verify.Json.moment;
import static onestop.ledger.verify.Json.number;
import static onestop.ledger.verify.Json.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One dossier as its raw events tell it, and what follows from them. */
final class Dossier {
  private static final String BY_APOLOGY = "ApologyExtension";
  private static final Instant NEVER = Instant.MAX;

  private final Terms terms;
  private final List<Map<String, Object>> changes;
  private final List<DueDate.Pause> pauses = new ArrayList<>();
  private final List<DueDate.Move> moves = new ArrayList<>();
  private Map<String, Object> received = Map.of();
  private Map<String, Object> stated = Map.of();
  Instant receivedAt = NEVER;
  Instant closedAt = NEVER;

  /** How often the clock was stopped, or the date moved, without a document. */
  int undocumented;

  /**
   * Reads the events of one dossier, in order of time.
   *
   * @param changes when open clocks went over to another version of a calendar
   */
  Dossier(Terms terms, List<Map<String, Object>> changes, List<Map<String, Object>> events) {
    this.terms = terms;
    this.changes = changes;
    for (Map<String, Object> event : events) {
      switch (text(event, "event")) {
        case "RECEIVED" -> {
          received = event;
          receivedAt = moment(event, "at");
        }
        case "PAUSED" -> pauses.add(new DueDate.Pause(moment(event, "at"), NEVER));
        case "RESUMED" -> {
          DueDate.Pause open = pauses.remove(pauses.size() - 1);
          pauses.add(new DueDate.Pause(open.from(), moment(event, "at")));
        }
        case "ADJUSTED" ->
            moves.add(
                new DueDate.Move(moment(event, "at"), text(event, "kind"), text(event, "value")));
        case "CLOSED" -> closedAt = moment(event, "at");
        case "STATED" -> stated = event;
        default -> throw new Unusable("member", "event");
      }
      boolean needs = List.of("PAUSED", "ADJUSTED").contains(text(event, "event"));
      undocumented += needs && !event.containsKey("documentSha256") ? 1 : 0;
    }
  }

  /** When a letter came to be owed: by law; by the machine at the earliest, and for certain. */
  record Owed(Instant limitAt, Instant possibleAt, Instant certainAt) {
    Owed also(Instant limit, Instant possible, Instant certain) {
      return new Owed(
          sooner(limitAt, limit), sooner(possibleAt, possible), sooner(certainAt, certain));
    }
  }

  /** A due moment and the last one for its letter. */
  record Dates(Instant dueAt, Instant letterBy) {}

  String code() {
    return text(received, "dossier");
  }

  DueDate.Pack pack() {
    return terms.pack(text(received, "rulePack"), number(received, "rulePackVersion"));
  }

  /** The version of the calendar that held for it at a moment. */
  private long version(Instant at) {
    long version = number(received, "calendarVersion");
    for (Map<String, Object> change : changes) {
      Instant since = moment(change, "at");
      boolean open = since.isAfter(receivedAt) && since.isBefore(closedAt) && !since.isAfter(at);
      boolean its = text(change, "calendar").equals(text(received, "calendar"));
      version = open && its ? number(change, "calendarVersion") : version;
    }
    return version;
  }

  /** The dates of the first appointment, or of the last one, as they stood at a moment. */
  private Dates dates(Instant at, boolean last) {
    String version = text(received, "calendar") + " " + version(at);
    WorkCalendar calendar =
        terms.calendar(version, text(received, "agency"), number(received, "hoursRevision"));
    List<DueDate.Pause> ended =
        pauses.stream().filter(p -> p.to() != NEVER && !p.to().isAfter(at)).toList();
    List<DueDate.Move> made =
        moves.stream()
            .filter(move -> !move.at().isAfter(at) && (last || !move.kind().equals(BY_APOLOGY)))
            .toList();
    DueDate.Known known = new DueDate.Known(receivedAt, text(received, "term"), ended, made);
    DueDate due = new DueDate(calendar, pack(), known);
    return new Dates(due.due(), due.letterBy(due.due()));
  }

  Dates first(Instant at) {
    return dates(at, false);
  }

  /** What is stated otherwise than the events give it: name, stated and computed by turns. */
  List<String> differences() {
    List<String> found = new ArrayList<>();
    Dates now = dates(NEVER, true);
    differ("dueOriginalAt", first(Instant.MIN).dueAt(), found);
    differ("dueCurrentAt", now.dueAt(), found);
    differ("apologyBy", now.letterBy(), found);
    if (number(stated, "calendarVersion") != version(NEVER)) {
      found.addAll(
          List.of("calendarVersion", "" + stated.get("calendarVersion"), "" + version(NEVER)));
    }
    return found;
  }

  private void differ(String name, Instant computed, List<String> found) {
    if (moment(stated, name).toEpochMilli() != computed.toEpochMilli()) {
      found.addAll(List.of(name, text(stated, name), computed.toString()));
    }
  }

  /**
   * Follows the clock from receipt to its end, stretch by stretch. A letter comes to be owed when
   * its last moment passes while the clock runs and nobody has put on record that the dossier will
   * be on time; when the due moment passes; when it is closed late.
   *
   * @param onTimeAt when an officer said it would be on time; {@link Instant#MAX} if nobody did
   * @param until the end of the evidence
   * @return moments of {@link Instant#MAX} where nothing came to be owed
   */
  Owed owed(Instant onTimeAt, Instant until) {
    Instant end = sooner(closedAt, until);
    TreeSet<Instant> starts = new TreeSet<>(List.of(receivedAt));
    pauses.forEach(pause -> starts.addAll(List.of(pause.from(), pause.to())));
    changes.forEach(change -> starts.add(moment(change, "at")));
    for (DueDate.Move move : moves) {
      starts.add(move.at());
      end = move.kind().equals(BY_APOLOGY) ? sooner(end, move.at()) : end;
    }
    Owed owed = new Owed(NEVER, NEVER, NEVER);
    if (end.isBefore(closedAt) && end.isBefore(until)) {
      owed = owed.also(NEVER, NEVER, end); // only a letter gives a second appointment
    }
    for (Instant start : starts.headSet(end, true).tailSet(receivedAt, true)) {
      Instant next = starts.higher(start);
      Instant stop = next == null ? end : sooner(next, end);
      Dates dates = first(start);
      Instant pausedAt = pausedAt(start);
      Instant late = dates.dueAt().plusMillis(1);
      Instant byLaw = DueDate.later(dates.letterBy(), start);
      Instant byRule = onTimeAt.isAfter(dates.letterBy()) ? byLaw : DueDate.later(late, start);
      if (pausedAt == NEVER) {
        boolean certain = byRule.plus(pack().onSilence()).isBefore(stop);
        owed =
            owed.also(
                byLaw.isAfter(stop) ? NEVER : byLaw,
                byRule.isAfter(stop) ? NEVER : byRule,
                certain ? byRule : NEVER);
      }
      boolean waits = !pausedAt.isAfter(dates.dueAt());
      if (stop.equals(closedAt) && closedAt.isAfter(dates.dueAt()) && !waits) {
        owed = owed.also(closedAt, closedAt, closedAt);
      }
    }
    return owed;
  }

  /** Since when the clock has stood at a moment; {@link Instant#MAX} if it runs. */
  private Instant pausedAt(Instant at) {
    return pauses.stream()
        .filter(pause -> !pause.from().isAfter(at) && pause.to().isAfter(at))
        .map(DueDate.Pause::from)
        .findFirst()
        .orElse(NEVER);
  }

  private static Instant sooner(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
