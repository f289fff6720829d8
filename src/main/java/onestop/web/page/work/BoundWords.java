package onestop.web.page.work;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.calendar.Limit;
import onestop.dossiers.steps.ClockBound;
import onestop.procedures.ClockMove;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes the bounds of clock moves on a form: how far, how often, and the approver. */
@Component
final class BoundWords {
  private final Names names;
  private final Formats formats;

  BoundWords(Names names, Formats formats) {
    this.names = names;
    this.formats = formats;
  }

  /**
   * The bound shown at a group of fields.
   *
   * @param earliest the first allowed day, in the format of a date field; null if there is none
   * @param latest the last allowed day, in the same format
   */
  record Told(String sentence, @Nullable String earliest, @Nullable String latest) {}

  /** The bounds by group of fields. */
  Map<String, Told> of(Map<ClockMove, ClockBound> bounds) {
    Map<String, Told> told = new HashMap<>();
    bounds.forEach((move, bound) -> told.put(group(move), told(bound)));
    return told;
  }

  private static String group(ClockMove move) {
    return move.name().toLowerCase(Locale.ROOT);
  }

  private Told told(ClockBound bound) {
    boolean ends = bound.move() == ClockMove.STOP || bound.move() == ClockMove.REFUSAL;
    if (!ends && (bound.past() || !bound.isOpen())) {
      return new Told(
          bound.bound().times() == 0
              ? names.text("bound.not-provided")
              : bound.past()
                  ? names.text("bound.past")
                  : names.text("bound.used-up", bound.bound().times()),
          null,
          null);
    }
    Limit longest = bound.bound().longest();
    String basis = bound.bound().legalBasis();
    String sentence =
        Stream.of(
                longest == null
                    ? ""
                    : names.text(
                        "bound.longest", names.limit(longest.text()), formats.day(bound.latest())),
                ends ? "" : names.text("bound.times", bound.bound().times(), bound.used()),
                bound.move() == ClockMove.STOP ? names.text("bound.stop") : "",
                bound.isAlone()
                    ? ""
                    : names.text(
                        "bound.approver", names.text("role." + bound.bound().approver().code())),
                basis.isEmpty() ? "" : names.text("bound.basis", basis))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return new Told(
        sentence,
        bound.earliest() == null ? null : bound.earliest().toString(),
        bound.latest() == null ? null : bound.latest().toString());
  }
}
