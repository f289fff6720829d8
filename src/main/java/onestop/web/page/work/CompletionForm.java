// Over 300 lines: what is typed in any form of a step, and what is said of it.
package onestop.web.page.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import onestop.desk.work.ResultNumbers;
import onestop.dossiers.registers.ResultRegisters;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.WorkItem;
import onestop.kernel.Failure;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.words.FaultText;
import org.jspecify.annotations.Nullable;

/** The form that ends a work item: the typed values and their errors. For one request only. */
final class CompletionForm {
  /** The units of a limit, as they are written behind its number. */
  private static final List<String> UNITS = List.of("wd", "d", "wh");

  /** What the name of a unit's field has behind that of the number. */
  private static final String UNIT = "-unit";

  private static final Pattern LIMIT = Pattern.compile("(\\d{1,4})\\s*(wd|d|wh)");

  private final WorkItem item;
  private final List<String> outcomes;
  private final Map<String, String> typed;
  private final Names names;
  private final Map<String, BoundWords.Told> bounds;
  private final Map<String, String> wrong = new LinkedHashMap<>();
  private Function<String, List<Names.Choice>> officers = outcome -> List.of();
  private List<Names.Choice> blocks = List.of();
  private ResultNumbers.@Nullable Proposed number;
  private boolean shared;
  private boolean each;

  /**
   * The form of an item.
   *
   * @param outcomes the outcomes that may be chosen
   * @param typed the values typed so far, by the ids of the fields
   * @param bounds by the codes of the forms
   */
  CompletionForm(
      WorkItem item,
      List<String> outcomes,
      Map<String, String> typed,
      Names names,
      Map<String, BoundWords.Told> bounds) {
    this.item = item;
    this.outcomes = outcomes;
    this.typed = typed;
    this.names = names;
    this.bounds = bounds;
  }

  /** The form that offers officers for the work after each outcome. */
  CompletionForm offering(Function<String, List<Names.Choice>> offered) {
    this.officers = offered;
    return this;
  }

  /** The form that offers text blocks beside its long fields. */
  CompletionForm with(List<Names.Choice> offered) {
    this.blocks = offered;
    return this;
  }

  /** The form that proposes the number of the result; without a register it has no such field. */
  CompletionForm numbered(Optional<ResultNumbers.Proposed> proposed) {
    this.number = proposed.orElse(null);
    return this;
  }

  /** The form of many items, without the fields that are one dossier's own. */
  CompletionForm ofMany() {
    this.shared = true;
    return this;
  }

  /** The form of what many items share, each of which has a row for what is its own. */
  CompletionForm withRows() {
    this.each = true;
    return ofMany();
  }

  /** The text blocks that can be inserted. */
  public List<Names.Choice> getBlocks() {
    return blocks;
  }

  /** The values of a filled-in form as an officer would type them, by the ids of the fields. */
  static Map<String, String> typed(StepPayload payload) {
    Map<String, String> typed = new LinkedHashMap<>();
    for (FormField field : payload.form().fields()) {
      Object value = payload.values().get(field.name());
      typed.put(
          id(payload.form(), field),
          value instanceof Collection<?> entries
              ? entries.stream().map(String::valueOf).collect(Collectors.joining("\n"))
              : String.valueOf(value));
    }
    return typed;
  }

  /** One way to end the step. */
  record Outcome(String word, String text, String payload) {}

  /** The fields of one kind of outcome, and their legal bound; null where there is none. */
  record Group(String payload, @Nullable String bound, List<Field> fields) {}

  /**
   * One field; {@code wrong} is the text of its error, or null.
   *
   * @param min the first allowed day; null where any day is allowed
   * @param max the last allowed day; null where any day is allowed
   * @param choices the officers, words or units to choose from; empty for other kinds
   * @param unit the chosen unit of a limit, whose value is its number; empty for other kinds
   */
  record Field(
      String id,
      String name,
      String kind,
      String value,
      @Nullable String hint,
      @Nullable String min,
      @Nullable String max,
      @Nullable String wrong,
      List<Names.Choice> choices,
      String unit) {}

  /** The chosen word; the only one if there is no choice; empty if none is chosen. */
  public String getOutcome() {
    String chosen = typed.getOrDefault("outcome", "");
    return chosen.isEmpty() && outcomes.size() == 1 ? outcomes.get(0) : chosen;
  }

  /** The error of the choice itself, or null. */
  public @Nullable String getOutcomeWrong() {
    return wrong.get("outcome");
  }

  /** The ways to end the step. */
  public List<Outcome> getOutcomes() {
    return outcomes.stream()
        .map(
            word ->
                new Outcome(
                    word, names.textOr("outcome." + word, word), StepForm.of(item, word).code()))
        .toList();
  }

  /** The fields of each outcome's form. */
  public List<Group> getGroups() {
    return outcomes.stream()
        .map(word -> StepForm.of(item, word))
        .distinct()
        .map(
            form -> {
              BoundWords.Told told = bounds.get(form.code());
              return new Group(
                  form.code(),
                  told == null ? null : told.sentence(),
                  form.fields().stream()
                      .filter(f -> number != null || !isNumber(f) || isTyped(form, f))
                      .filter(f -> !shared || !form.ownFields().contains(f.name()))
                      .map(f -> field(form, f))
                      .toList());
            })
        .filter(group -> !each || !group.fields().isEmpty())
        .toList();
  }

  private static boolean isNumber(FormField field) {
    return field.name().equals(ResultRegisters.FIELD);
  }

  private boolean isTyped(StepForm form, FormField field) {
    return !typed.getOrDefault(id(form, field), "").isBlank();
  }

  private String proposed(FormField field) {
    return number != null && isNumber(field) ? number.number() : "";
  }

  private String hint(FormField field) {
    return number != null && isNumber(field)
        ? names.text("complete.number", number.register(), number.number())
        : names.textOr("complete.hint." + field.name(), "");
  }

  private Field field(StepForm form, FormField field) {
    String id = id(form, field);
    String kind =
        switch (field.kind()) {
          case TEXT -> "text";
          case LIMIT -> "limit";
          case PROSE, LIST -> "lines";
          case DAY -> "date";
          case OFFICER -> "officer";
          case CHOICE -> "choice";
          case FLAG -> "flag";
        };
    BoundWords.Told told = field.kind() == FormField.Kind.DAY ? bounds.get(form.code()) : null;
    String hint = hint(field);
    String value = typed.getOrDefault(id, proposed(field));
    Matcher limit = LIMIT.matcher(value.strip());
    boolean written = field.kind() == FormField.Kind.LIMIT && limit.matches();
    return new Field(
        id,
        field.name(),
        kind,
        written ? limit.group(1) : value,
        hint.isEmpty() ? null : hint,
        told == null ? null : told.earliest(),
        told == null ? null : told.latest(),
        wrong.get(id),
        choices(form, field),
        written ? limit.group(2) : typed.getOrDefault(id + UNIT, ""));
  }

  private List<Names.Choice> choices(StepForm form, FormField field) {
    if (field.kind() == FormField.Kind.LIMIT) {
      return UNITS.stream()
          .map(unit -> new Names.Choice(unit, names.text("complete.unit." + unit)))
          .toList();
    }
    return field.kind() == FormField.Kind.OFFICER
        ? officers(form)
        : field.options().stream()
            .filter(word -> !shared || each || !word.equals("post")) // a parcel has its own number
            .map(
                word ->
                    new Names.Choice(
                        word, names.text("complete.choice." + field.name() + "." + word)))
            .toList();
  }

  private List<Names.Choice> officers(StepForm form) {
    return outcomes.stream()
        .filter(word -> StepForm.of(item, word) == form)
        .flatMap(word -> officers.apply(word).stream())
        .distinct()
        .toList();
  }

  /**
   * Validates the typed values; returns the payload, or null if there are errors, which are then
   * set at their fields.
   */
  @Nullable StepPayload check() {
    if (!outcomes.contains(getOutcome())) {
      wrong.put("outcome", names.text("wrong.outcome"));
      return null;
    }
    StepForm form = StepForm.of(item, getOutcome());
    Map<String, Object> values = values(form, typed);
    for (FormField.Fault fault : form.faults(values)) {
      wrong.putIfAbsent(id(form, fault.field()), FaultText.of(fault, names::text));
    }
    return wrong.isEmpty() ? StepPayload.of(form, values) : null;
  }

  /**
   * Validates what all items share; the values of each row are not looked at.
   *
   * @return the values by the names of the fields
   */
  Map<String, Object> checkShared() {
    StepForm form = StepForm.of(item, getOutcome());
    Map<String, Object> values = values(form, typed);
    form.own().forEach(field -> values.remove(field.name()));
    for (FormField.Fault fault : form.faults(values)) {
      if (!form.own().contains(fault.field())) {
        wrong.putIfAbsent(id(form, fault.field()), FaultText.of(fault, names::text));
      }
    }
    return values;
  }

  /** The forms that are filled in without an error, for an item of which nothing else is known. */
  static List<StepPayload> filled(Map<String, String> typed) {
    List<StepPayload> filled = new ArrayList<>();
    for (StepForm form : StepForm.values()) {
      Map<String, Object> values = values(form, typed);
      if (form.faults(values).isEmpty()) {
        filled.add(StepPayload.of(form, values));
      }
    }
    return filled;
  }

  private static Map<String, Object> values(StepForm form, Map<String, String> typed) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FormField field : form.fields()) {
      String id = id(form, field);
      String text = typed.getOrDefault(id, "").strip();
      String unit = typed.getOrDefault(id + UNIT, "");
      boolean apart =
          field.kind() == FormField.Kind.LIMIT && text.matches("\\d{1,4}") && UNITS.contains(unit);
      values.put(field.name(), entered(field, apart ? text + unit : text));
    }
    return values;
  }

  /** The revision of the draft that the form was shown with; 0 if none. */
  String draft() {
    return typed.getOrDefault("draft", "0");
  }

  /** Whether no error is set. */
  boolean isSound() {
    return wrong.isEmpty();
  }

  /** The typed value; a day that cannot be read is returned as its text. */
  static Object entered(FormField field, String text) {
    return switch (field.kind()) {
      case TEXT, PROSE, LIMIT, OFFICER, CHOICE, FLAG -> text;
      case LIST -> text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      case DAY -> {
        try {
          yield Objects.requireNonNullElse(Choices.day(text), text);
        } catch (Failure unreadable) {
          yield text;
        }
      }
    };
  }

  /** Adds a refusal to the field that it names; returns whether this form has that field. */
  boolean refused(Failure failure, String sentence) {
    if (!(failure.arguments().get("field") instanceof String named)
        || !outcomes.contains(getOutcome())) {
      return false;
    }
    StepForm form = StepForm.of(item, getOutcome());
    for (FormField field : form.fields()) {
      // for a list, the name includes the entry
      if (named.equals(field.name()) || named.startsWith(field.name() + "[")) {
        wrong.put(id(form, field), sentence);
        return true;
      }
    }
    return false;
  }

  /** The name of a field on the page. */
  static String id(StepForm form, FormField field) {
    return form.code() + "-" + field.inputName();
  }
}
