package onestop.web.page.work;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.calendar.Limit;
import onestop.dossiers.StepPayload;
import onestop.kernel.Failure;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;

/** The form that ends a work item: what was typed, and what is wrong with it. Not for reuse. */
final class CompletionForm {
  private static final int LONGEST_LINE = 300;
  private static final int LONGEST_TEXT = 4_000;

  private final String step;
  private final List<String> outcomes;
  private final Map<String, String> typed;
  private final Names names;
  private final Map<String, BoundWords.Told> bounds;
  private final Map<String, String> wrong = new LinkedHashMap<>();

  CompletionForm(
      String step,
      List<String> outcomes,
      Map<String, String> typed,
      Names names,
      Map<String, BoundWords.Told> bounds) {
    this.bounds = bounds;
    this.step = step;
    this.outcomes = outcomes;
    this.typed = typed;
    this.names = names;
  }

  /** One way to end the step. */
  record Outcome(String word, String text, String payload) {}

  /**
   * The fields of one kind of outcome, and what the law lets them say; null where it says nothing.
   */
  record Group(String payload, @Nullable String bound, List<Field> fields) {}

  /**
   * One field; {@code wrong} says what is wrong with it, or is null.
   *
   * @param min the first day that may be typed, null where any may
   * @param max the last
   */
  record Field(
      String id,
      String name,
      String kind,
      String value,
      @Nullable String hint,
      @Nullable String min,
      @Nullable String max,
      @Nullable String wrong) {}

  /** The word that was chosen; the only one if there is no choice; empty if none was. */
  public String getOutcome() {
    String chosen = typed.getOrDefault("outcome", "");
    return chosen.isEmpty() && outcomes.size() == 1 ? outcomes.get(0) : chosen;
  }

  /** What is wrong with the choice itself, or null. */
  public @Nullable String getOutcomeWrong() {
    return wrong.get("outcome");
  }

  /** The ways to end the step. */
  public List<Outcome> getOutcomes() {
    return outcomes.stream()
        .map(
            word ->
                new Outcome(
                    word,
                    names.textOr("outcome." + word, word),
                    OutcomeKind.of(step, word).group()))
        .toList();
  }

  /** What each of them needs. */
  public List<Group> getGroups() {
    return outcomes.stream()
        .map(word -> OutcomeKind.of(step, word))
        .distinct()
        .map(
            kind -> {
              BoundWords.Told told = bounds.get(kind.group());
              return new Group(
                  kind.group(),
                  told == null ? null : told.sentence(),
                  kind.fields().stream().map(f -> field(kind, f)).toList());
            })
        .toList();
  }

  private Field field(OutcomeKind kind, OutcomeKind.Field field) {
    String id = id(kind, field);
    BoundWords.Told told = field.kind().equals("date") ? bounds.get(kind.group()) : null;
    String hint = names.textOr("complete.hint." + field.name(), "");
    return new Field(
        id,
        field.name(),
        field.kind(),
        typed.getOrDefault(id, ""),
        hint.isEmpty() ? null : hint,
        told == null ? null : told.earliest(),
        told == null ? null : told.latest(),
        wrong.get(id));
  }

  /** Checks what was typed; the payload, or null if something is wrong and said at its field. */
  @Nullable StepPayload check() {
    if (!outcomes.contains(getOutcome())) {
      wrong.put("outcome", names.text("wrong.outcome"));
      return null;
    }
    OutcomeKind kind = OutcomeKind.of(step, getOutcome());
    Map<String, String> values = new LinkedHashMap<>();
    for (OutcomeKind.Field field : kind.fields()) {
      String value = typed.getOrDefault(id(kind, field), "").strip();
      values.put(field.name(), value);
      String fault = fault(field, value);
      if (fault != null) {
        wrong.put(id(kind, field), fault);
      }
    }
    return wrong.isEmpty() ? kind.payload(values) : null;
  }

  /** Puts a refusal beside the field that it names; whether there is one on this form. */
  boolean refused(Failure failure, String sentence) {
    if (!(failure.arguments().get("field") instanceof String named)
        || !outcomes.contains(getOutcome())) {
      return false;
    }
    OutcomeKind kind = OutcomeKind.of(step, getOutcome());
    for (OutcomeKind.Field field : kind.fields()) {
      // programs say "deadlineOn", and name the line of a list
      if (named.equals(field.name())
          || named.equals(field.name() + "On")
          || named.startsWith(field.name() + "[")) {
        wrong.put(id(kind, field), sentence);
        return true;
      }
    }
    return false;
  }

  private @Nullable String fault(OutcomeKind.Field field, String value) {
    if (value.isEmpty()) {
      return field.required() ? names.text("web.field.required") : null;
    }
    if (value.length() > (field.kind().equals("lines") ? LONGEST_TEXT : LONGEST_LINE)) {
      return names.text("web.field.too-long");
    }
    if (field.kind().equals("date") && !isDay(value)) {
      return names.text("wrong.date");
    }
    return field.limit() && !isLimit(value) ? names.text("wrong.limit") : null;
  }

  private static boolean isDay(String value) {
    try {
      LocalDate.parse(value);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isLimit(String value) {
    try {
      Limit.parse(value);
      return true;
    } catch (Failure e) {
      return false;
    }
  }

  private static String id(OutcomeKind kind, OutcomeKind.Field field) {
    return kind.group() + "-" + field.name();
  }
}
