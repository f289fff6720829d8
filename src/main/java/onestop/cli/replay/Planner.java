package onestop.cli.replay;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.cli.replay.Anomaly.What;
import onestop.cli.replay.ReplayPlan.Action;
import onestop.cli.replay.ReplayPlan.Kind;
import onestop.cli.replay.ReplayPlan.Person;
import onestop.cli.replay.ReplayPlan.PlannedDossier;
import onestop.cli.replay.ReplayPlan.PlannedEvent;
import onestop.forms.PrintableText;
import onestop.forms.SoundText;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Turns traces into a {@link ReplayPlan}; the rules for dirty rows are those of {@link
 * Anomaly.What}.
 *
 * <p>A date that cannot be read and a log without any deadline are failures, because no rule can
 * repair them.
 */
final class Planner {
  private static final DateTimeFormatter XES_DATE =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter(java.util.Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT); // a 31st of February is refused
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;

  private final String file;
  private final List<PlannedDossier> dossiers = new ArrayList<>();
  private final List<Anomaly> anomalies = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private Instant horizon = Instant.MIN;
  private boolean anyDeadline;

  private Planner(Path file) {
    this.file = String.valueOf(file.getFileName());
  }

  /** Reads and checks the whole log. */
  static ReplayPlan plan(Path file, XesLimits limits) {
    Planner planner = new Planner(file);
    new XesReader(file, limits).read(planner::add);
    return planner.finish();
  }

  private void add(XesTrace trace) {
    String name = nameOf(trace);
    trace.flaws().forEach(flaw -> note(trace, name, flaw.what(), flaw.written()));
    Dates dates = new Dates(name, trace.attributes());
    @Nullable Instant start = happened(dates.read("startdate"));
    @Nullable Instant end = happened(dates.read("enddate"));
    @Nullable Instant deadline = dates.read("deadline");
    Person person =
        new Person(
            trace.attributes().getOrDefault("responsible", "unknown"),
            trace.attributes().getOrDefault("department", ""),
            trace.attributes().getOrDefault("channel", ""));
    requirePrintable(trace, "concept:name", name);
    requirePrintable(trace, "responsible", person.responsible());
    requirePrintable(trace, "department", person.department());
    List<PlannedEvent> events = events(trace, name, person);
    anyDeadline |= deadline != null;
    if (deadline == null) {
      note(trace, name, What.NO_DEADLINE, "");
    } else if (start == null && events.isEmpty()) {
      note(trace, name, What.NO_START_NO_EVENT, "");
    } else {
      if (start == null) {
        note(trace, name, What.NO_START, "");
        start = events.get(0).at();
      }
      add(trace, new PlannedDossier(trace.row(), name, start, deadline, end, person, events));
    }
  }

  private void add(XesTrace trace, PlannedDossier raw) {
    Instant start = raw.startAt();
    @Nullable Instant end = raw.endAt();
    if (raw.deadlineAt().isBefore(start)) {
      note(trace, raw.name(), What.DEADLINE_BEFORE_START, text(trace, "deadline"));
    }
    if (end != null && end.isBefore(start)) {
      note(trace, raw.name(), What.END_BEFORE_START, text(trace, "enddate"));
      end = start;
    }
    List<PlannedEvent> events = new ArrayList<>();
    for (PlannedEvent event : raw.events()) {
      PlannedEvent mended = event;
      if (event.at().isBefore(start)) {
        note(trace, raw.name(), What.EVENT_BEFORE_START, event.activity() + " " + event.at());
        mended = new PlannedEvent(event.activity(), event.resource(), start);
      }
      if (end != null && mended.at().isAfter(end)) {
        note(trace, raw.name(), What.EVENT_AFTER_END, event.activity() + " " + event.at());
      } else {
        events.add(mended);
      }
    }
    dossiers.add(
        new PlannedDossier(
            raw.row(), raw.name(), start, raw.deadlineAt(), end, raw.person(), events));
  }

  private String nameOf(XesTrace trace) {
    String given = text(trace, "concept:name");
    boolean none = given.codePoints().noneMatch(Character::isLetterOrDigit);
    String name = none ? "trace-" + trace.row() : given.strip();
    if (none) {
      note(trace, name, What.NO_NAME, given);
    } else if (!names.add(name)) {
      note(trace, name, What.NAME_AGAIN, name);
    }
    return name;
  }

  /** The completed work items in the order of their times. */
  private List<PlannedEvent> events(XesTrace trace, String name, Person person) {
    List<PlannedEvent> events = new ArrayList<>();
    @Nullable Instant before = null;
    for (Map<String, String> event : trace.events()) {
      String activity = event.getOrDefault("concept:name", "").strip();
      String transition = event.getOrDefault("lifecycle:transition", "complete");
      @Nullable Instant at = happened(new Dates(name, event).read("time:timestamp"));
      if (at == null) {
        note(trace, name, What.EVENT_WITHOUT_TIME, activity);
        at =
            before == null
                ? happened(new Dates(name, trace.attributes()).read("startdate"))
                : before;
      }
      if (!transition.equalsIgnoreCase("complete")) {
        note(trace, name, What.EVENT_NOT_COMPLETION, activity + " " + transition);
      } else if (at != null) {
        events.add(new PlannedEvent(activity, resource(trace, name, event, person), at));
        if (before != null && at.isBefore(before)) {
          note(trace, name, What.EVENT_OUT_OF_ORDER, activity + " " + at);
        }
        before = at;
      }
    }
    events.sort(Comparator.comparing(PlannedEvent::at));
    return events;
  }

  private String resource(XesTrace trace, String name, Map<String, String> event, Person person) {
    String resource = event.getOrDefault("org:resource", "").strip();
    if (resource.isEmpty()) {
      note(
          trace, name, What.EVENT_WITHOUT_RESOURCE, event.getOrDefault("concept:name", "").strip());
      return person.responsible();
    }
    requirePrintable(trace, "org:resource", resource);
    return resource;
  }

  /** Refuses a text that a letter or a receipt cannot print, before anything is written. */
  private void requirePrintable(XesTrace trace, String attribute, String text) {
    try {
      SoundText.require(attribute, text);
      PrintableText.require(attribute, text);
    } catch (Failure unprintable) {
      throw Failure.badInput(
              "cli",
              "log-unprintable",
              "file",
              file,
              "row",
              trace.row(),
              "attribute",
              attribute,
              "codePoint",
              String.valueOf(unprintable.arguments().getOrDefault("codePoint", "")),
              "trace",
              text(trace, "concept:name"))
          .causedBy(unprintable);
    }
  }

  private @Nullable Instant happened(@Nullable Instant at) {
    if (at != null && at.isAfter(horizon)) {
      horizon = at;
    }
    return at;
  }

  private void note(XesTrace trace, String name, What what, String value) {
    anomalies.add(new Anomaly(trace.row(), name, what, value));
  }

  private static String text(XesTrace trace, String key) {
    return trace.attributes().getOrDefault(key, "");
  }

  private ReplayPlan finish() {
    if (!anyDeadline) {
      throw Failure.badInput("cli", "log-no-deadline", "file", file, "attribute", "deadline");
    }
    if (dossiers.isEmpty()) {
      throw Failure.badInput("cli", "log-empty", "file", file);
    }
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < dossiers.size(); i++) {
      PlannedDossier dossier = dossiers.get(i);
      actions.add(new Action(dossier.startAt(), i, Kind.RECEIVE, 0));
      for (int j = 0; j < dossier.events().size(); j++) {
        actions.add(new Action(dossier.events().get(j).at(), i, Kind.STEP, j));
      }
      if (dossier.endAt() != null) {
        actions.add(new Action(dossier.endAt(), i, Kind.END, 0));
      }
    }
    actions.sort(
        Comparator.comparing(Action::at)
            .thenComparingInt(Action::dossier)
            .thenComparing(Action::kind)
            .thenComparingInt(Action::event));
    return new ReplayPlan(
        List.copyOf(dossiers), List.copyOf(actions), List.copyOf(anomalies), horizon);
  }

  /** Reads the dates of one trace or event. */
  private final class Dates {
    private final String trace;
    private final Map<String, String> attributes;

    Dates(String trace, Map<String, String> attributes) {
      this.trace = trace;
      this.attributes = attributes;
    }

    @Nullable Instant read(String key) {
      String text = attributes.get(key);
      if (text == null) {
        return null;
      }
      try {
        OffsetDateTime date = OffsetDateTime.parse(text.strip(), XES_DATE);
        if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
          return date.toInstant().truncatedTo(ChronoUnit.MILLIS);
        }
      } catch (DateTimeException e) {
        throw unreadable(key, text).causedBy(e);
      }
      throw unreadable(key, text);
    }

    private Failure unreadable(String key, String text) {
      String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
      return Failure.badInput(
          "cli", "log-date", "file", file, "trace", trace, "attribute", key, "value", shown);
    }
  }
}
