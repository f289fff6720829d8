package onestop.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onestop.calendar.Limit;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.ClockTerms;
import onestop.sla.clock.DueDate;
import onestop.sla.clock.SlaClock;

/** Computes due dates from facts given as text, by one calendar and one rule pack. */
final class DueReckoner {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmxxx", Locale.ROOT);

  private final ClockTerms terms;
  private final SlaClock clock;

  DueReckoner(ClockTerms terms) {
    this.terms = terms;
    this.clock = new SlaClock(terms);
  }

  /** The facts of one dossier, as text. */
  record Facts(String received, String limit, List<String> pauses) {}

  /** The due date with its account. */
  DueDate explain(Facts facts) {
    return clock.explain(history(facts));
  }

  /** Due moment and letter's limit, without the account. */
  String[] due(Facts facts) {
    ClockTerms.History history = history(facts);
    Instant due = clock.due(history);
    return new String[] {text(due), text(clock.apologyBy(history, due))};
  }

  /** An instant in the calendar's zone, to the minute. */
  String text(Instant instant) {
    return MINUTES.format(instant.atZone(terms.calendar().zone()));
  }

  private ClockTerms.History history(Facts facts) {
    Instant received = moment("received", facts.received());
    List<ClockPause> pauses = new ArrayList<>();
    Instant last = received;
    for (String written : facts.pauses()) {
      String[] ends = written.split("/", -1);
      if (ends.length != 2) {
        throw Failure.badInput("cli", "due-pause", "value", written);
      }
      Instant from = moment("pause", ends[0]);
      Instant to = moment("pause", ends[1]);
      if (from.isBefore(last) || to.isBefore(from)) {
        throw Failure.badInput("cli", "due-pause-order", "value", written);
      }
      last = to;
      pauses.add(
          new ClockPause(
              pauses.size() + 1,
              new ClockPause.Order(
                  ClockPause.Kind.SUPPLEMENT, new Actor.Automaton("due"), "-", "-", "-"),
              from,
              to));
    }
    return new ClockTerms.History(
        received, new ClockStart.Term.OfLimit(Limit.parse(facts.limit())), pauses, List.of());
  }

  private static Instant moment(String field, String text) {
    try {
      return OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException e) {
      throw Failure.badInput("cli", "due-moment", "field", field, "value", text).causedBy(e);
    }
  }
}
