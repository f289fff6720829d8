package onestop.web.page.work;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import onestop.desk.work.DraftWork.Drafts;
import onestop.inbox.own.Draft;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts drafts into words: when each was saved, by whom, and what differs between two. */
@Component
class DraftView {
  /** The fields of a work item's form: the outcome, and those of each outcome's own form. */
  private static final String FIELD = "outcome|[a-z]{1,20}-[A-Za-z]{1,40}";

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private final Names names;
  private final Formats formats;
  private final Clock clock;

  DraftView(Names names, Formats formats, Clock clock) {
    this.names = names;
    this.formats = formats;
    this.clock = clock;
  }

  /** A value of a draft under the label of its field. */
  record Value(String label, String text) {}

  /** The draft of another officer. */
  record Other(String login, String said, List<Value> values) {}

  /** A field whose value differs, in what was typed just now and in what is saved. */
  record Difference(String label, String typed, String saved) {}

  /**
   * Two versions of one officer's draft.
   *
   * @param revision of the saved one
   */
  record Conflict(String said, int revision, List<Difference> differences) {}

  /** The fields of a work item's form among all that was sent. */
  static Map<String, String> fields(Map<String, String> sent) {
    Map<String, String> fields = new LinkedHashMap<>();
    sent.forEach(
        (name, value) -> {
          if (name.matches(FIELD) && !value.isBlank()) {
            fields.put(name, value);
          }
        });
    return fields;
  }

  /** The line of the reader's own draft. */
  String said(Draft draft) {
    return names.text("draft.saved", when(draft.savedAt()));
  }

  /** The time of today, or the moment. */
  private String when(Instant at) {
    boolean today =
        at.atZone(clock.getZone())
            .toLocalDate()
            .equals(clock.instant().atZone(clock.getZone()).toLocalDate());
    return today ? at.atZone(clock.getZone()).format(TIME) : formats.moment(at);
  }

  /** The drafts of others, readable as they are. */
  List<Other> others(Drafts drafts) {
    return drafts.others().stream()
        .map(
            draft ->
                new Other(
                    draft.officer().value(),
                    names.text("draft.of", names.officer(draft.officer()), when(draft.savedAt())),
                    values(draft.fields())))
        .toList();
  }

  private List<Value> values(Map<String, String> fields) {
    return new TreeSet<>(fields.keySet())
        .stream().map(name -> new Value(label(name), text(fields, name))).toList();
  }

  /** What was typed beside what is saved. */
  Conflict conflict(Map<String, String> typed, Draft saved) {
    TreeSet<String> all = new TreeSet<>(typed.keySet());
    all.addAll(saved.fields().keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : all) {
      String mine = text(typed, name);
      String theirs = text(saved.fields(), name);
      if (!mine.equals(theirs)) {
        differences.add(new Difference(label(name), mine, theirs));
      }
    }
    return new Conflict(when(saved.savedAt()), saved.revision(), differences);
  }

  private String text(Map<String, String> fields, String name) {
    @Nullable String value = fields.get(name);
    if (value == null) {
      return "";
    }
    return name.equals("outcome")
        ? names.textOr("outcome." + value, value)
        : value.replace("\r\n", "\n").strip();
  }

  private String label(String name) {
    if (name.equals("outcome")) {
      return names.text("complete.outcome");
    }
    String field = name.substring(name.indexOf('-') + 1);
    return names.textOr("complete.field." + field, field);
  }
}
