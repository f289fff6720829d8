package onestop.web.page.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.desk.work.ResultNumbers;
import onestop.dossiers.registers.ResultRegisters;
import onestop.inbox.InboxItem;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;
import onestop.web.page.Names;
import onestop.web.words.FaultText;
import org.jspecify.annotations.Nullable;

/**
 * What is typed for each of many items alone: a row of the form's own fields, with the errors at
 * their row. For one request only.
 */
final class OwnRows {
  /** Between the name of a field and the item whose value it is. */
  static final String OF = "@";

  private final StepForm form;
  private final List<FormField> fields;
  private final List<InboxItem> items;
  private final Map<String, String> typed;
  private final Map<String, ResultNumbers.Proposed> numbers;
  private final Names names;
  private final Map<String, String> wrong = new LinkedHashMap<>();
  private final Map<String, String> filled = new HashMap<>();

  /**
   * @param typed the values typed so far, by the names of their fields
   * @param numbers the proposed numbers of results by item; empty where no register is kept
   */
  OwnRows(
      StepForm form,
      List<InboxItem> items,
      Map<String, String> typed,
      Map<String, ResultNumbers.Proposed> numbers,
      Names names) {
    this.form = form;
    this.items = items;
    this.typed = typed;
    this.numbers = numbers;
    this.names = names;
    this.fields =
        form.own().stream()
            .filter(field -> !isNumber(field) || !numbers.isEmpty() || isTyped(field))
            .toList();
  }

  /**
   * A column.
   *
   * @param name the name of the field, by which the column is filled
   * @param fill the key of what its button does
   * @param hint null if there is none
   */
  record Column(String name, String label, String fill, @Nullable String hint) {}

  /**
   * A field in a row.
   *
   * @param kind {@code text}, {@code lines} or {@code date}
   * @param label what a screen reader says: the field and its dossier
   * @param wrong the error; null if there is none
   */
  record Cell(
      String id,
      String column,
      String columnLabel,
      String kind,
      String value,
      String label,
      @Nullable String wrong) {}

  /** A row with an error, for the list above the rows. */
  record Wrong(String id, String code) {}

  /** The columns in the order of the form. */
  public List<Column> getColumns() {
    return fields.stream()
        .map(
            field -> {
              String hint =
                  isNumber(field)
                      ? names.text("finish.number-hint", registers())
                      : names.textOr("complete.hint." + field.name(), "");
              return new Column(
                  field.name(),
                  label(field),
                  isNumber(field) ? "finish.number-again" : "finish.fill-down",
                  hint.isEmpty() ? null : hint);
            })
        .toList();
  }

  private String registers() {
    return numbers.values().stream()
        .map(ResultNumbers.Proposed::register)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private String label(FormField field) {
    return names.text("complete.field." + field.name());
  }

  /** The cells of each item's row, by item. */
  public Map<String, List<Cell>> getCells() {
    Map<String, List<Cell>> cells = new HashMap<>();
    for (InboxItem item : items) {
      String code = item.dossier().value();
      List<Cell> row = new ArrayList<>();
      for (FormField field : fields) {
        String id = id(field, item);
        row.add(
            new Cell(
                id,
                field.name(),
                label(field),
                kind(field),
                value(field, item),
                names.text("finish.own.label", label(field), code),
                wrong.get(id)));
      }
      cells.put(item.workItemId(), row);
    }
    return cells;
  }

  /** The rows with an error, in their order. */
  public List<Wrong> getWrongs() {
    return items.stream()
        .filter(item -> fields.stream().anyMatch(field -> wrong.containsKey(id(field, item))))
        .map(item -> new Wrong(item.workItemId(), item.dossier().value()))
        .toList();
  }

  private static String kind(FormField field) {
    return switch (field.kind()) {
      case PROSE, LIST -> "lines";
      case DAY -> "date";
      case TEXT, LIMIT, OFFICER, CHOICE, FLAG -> "text";
    };
  }

  private static boolean isNumber(FormField field) {
    return field.name().equals(ResultRegisters.FIELD);
  }

  private boolean isTyped(FormField field) {
    return items.stream().anyMatch(item -> !typed.getOrDefault(id(field, item), "").isBlank());
  }

  private String id(FormField field, InboxItem item) {
    return CompletionForm.id(form, field) + OF + item.workItemId();
  }

  private String value(FormField field, InboxItem item) {
    String id = id(field, item);
    return filled.getOrDefault(id, typed.getOrDefault(id, isNumber(field) ? number(item) : ""));
  }

  private String number(InboxItem item) {
    ResultNumbers.Proposed proposed = numbers.get(item.workItemId());
    return proposed == null ? "" : proposed.number();
  }

  /**
   * Fills a column: the numbers anew from the first row on; of another field each empty row with
   * the value above it.
   */
  void fill(String column) {
    fields.stream().filter(field -> field.name().equals(column)).forEach(this::fill);
  }

  private void fill(FormField field) {
    String above = "";
    for (InboxItem item : items) {
      String value = value(field, item);
      above = value.isBlank() ? above : value;
      filled.put(id(field, item), isNumber(field) ? number(item) : above);
    }
  }

  /**
   * Validates the rows; the errors are then at their fields.
   *
   * @param shared the values that all rows share
   * @return the values of each item alone, by item and by the names of the fields
   */
  Map<String, Map<String, Object>> check(Map<String, Object> shared) {
    Map<String, Map<String, Object>> checked = new HashMap<>();
    Map<String, String> given = new HashMap<>();
    for (InboxItem item : items) {
      Map<String, Object> own = values(field -> value(field, item));
      Map<String, Object> all = new LinkedHashMap<>(shared);
      all.putAll(own);
      for (FormField.Fault fault : form.faults(all)) {
        if (fields.contains(fault.field())) {
          wrong.putIfAbsent(id(fault.field(), item), FaultText.of(fault, names::text));
        }
      }
      refuseDouble(item, own, given);
      checked.put(item.workItemId(), own);
    }
    return checked;
  }

  /** What is typed for an item that is not among these rows any more. */
  Map<String, Object> typed(String workItemId) {
    return values(
        field -> typed.getOrDefault(CompletionForm.id(form, field) + OF + workItemId, ""));
  }

  private Map<String, Object> values(Function<FormField, String> texts) {
    Map<String, Object> own = new LinkedHashMap<>();
    for (FormField field : fields) {
      own.put(field.name(), CompletionForm.entered(field, texts.apply(field).strip()));
    }
    return own;
  }

  /** The same number in two rows is an error of the second one. */
  private void refuseDouble(InboxItem item, Map<String, Object> own, Map<String, String> given) {
    String number = String.valueOf(own.getOrDefault(ResultRegisters.FIELD, ""));
    if (number.isBlank()) {
      return;
    }
    String code = item.dossier().value();
    String book = item.about().agencies().resolving().value();
    String first = given.putIfAbsent(book + " " + ResultNumbers.key(number), code);
    if (first != null) {
      fields.stream()
          .filter(OwnRows::isNumber)
          .forEach(
              field ->
                  wrong.putIfAbsent(
                      id(field, item), names.text("finish.wrong.double", number, first)));
    }
  }

  /** Whether no error is set. */
  boolean isSound() {
    return wrong.isEmpty();
  }
}
