package onestop.web.page.receive;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormAnswers;
import onestop.procedures.form.FormAnswers.Fault;
import onestop.procedures.form.FormCondition;
import onestop.procedures.form.FormElement;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormElement.Group;
import onestop.procedures.form.FormElement.Note;
import onestop.procedures.form.FormElement.Table;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A procedure's form on a page: the names of its inputs, the typed answers, and its elements with
 * values and faults. For one request only.
 */
final class ProcedureFormView {
  private static final String PREFIX = "a.";
  private static final Pattern CELL = Pattern.compile("a\\.(\\w+)\\.(\\d{1,3})\\.(\\w+)");
  private static final int SPARE_ROWS = 2;

  private final ApplicationForm form;
  private final Names names;
  private final Locale language;

  ProcedureFormView(ApplicationForm form, Names names, Locale language) {
    this.form = form;
    this.names = names;
    this.language = language;
  }

  /** The answers as typed, by the keys of the form. */
  static Map<String, Object> typed(MultiValueMap<String, String> parameters) {
    Map<String, Object> answers = new LinkedHashMap<>();
    Map<String, TreeMap<Integer, Map<String, String>>> tables = new LinkedHashMap<>();
    parameters.forEach(
        (name, values) -> {
          Matcher cell = CELL.matcher(name);
          if (cell.matches()) {
            tables
                .computeIfAbsent(cell.group(1), key -> new TreeMap<>())
                .computeIfAbsent(Integer.parseInt(cell.group(2)), row -> new LinkedHashMap<>())
                .put(cell.group(3), values.get(0));
          } else if (name.startsWith(PREFIX)) {
            answers.put(
                name.substring(PREFIX.length()),
                values.size() == 1 ? values.get(0) : List.copyOf(values));
          }
        });
    tables.forEach((key, rows) -> answers.put(key, List.copyOf(rows.values())));
    return answers;
  }

  /** Puts stored answers where {@link #typed} reads typed ones. */
  static void into(Map<String, Object> answers, MultiValueMap<String, String> parameters) {
    answers.forEach(
        (key, answer) -> {
          if (!(answer instanceof List<?> list)) {
            parameters.set(PREFIX + key, String.valueOf(answer));
            return;
          }
          for (int no = 0; no < list.size(); no++) {
            if (list.get(no) instanceof Map<?, ?> row) {
              String cells = PREFIX + key + "." + no + ".";
              row.forEach((column, cell) -> parameters.set(cells + column, String.valueOf(cell)));
            } else {
              parameters.add(PREFIX + key, String.valueOf(list.get(no)));
            }
          }
        });
  }

  /**
   * The elements with their values.
   *
   * @param answers as typed or as stored
   * @param checked the faults to be shown; null for a form that nobody has sent yet
   */
  List<FormItem> items(Map<String, ?> answers, @Nullable FormAnswers checked) {
    List<FormItem> items = new ArrayList<>();
    add(items, form.elements(), answers, checked);
    return items;
  }

  private void add(
      List<FormItem> items,
      List<FormElement> elements,
      Map<String, ?> answers,
      @Nullable FormAnswers checked) {
    for (FormElement element : elements) {
      if (element instanceof Group group) {
        items.add(plain("heading", group.label().in(language), group.hiddenIf()));
        add(items, group.elements(), answers, checked);
        items.add(plain("end", "", null));
      } else if (element instanceof Note note) {
        items.add(plain("note", note.text().in(language), note.hiddenIf()));
      } else if (element instanceof Field field) {
        items.add(item(field, field.key(), answers.get(field.key()), checked));
      } else if (element instanceof Table table) {
        items.add(table(table, answers.get(table.key()), checked));
      }
    }
  }

  private static FormItem plain(String type, String label, @Nullable FormCondition hiddenIf) {
    return new FormItem(
        type, "", label, "", "", false, null, written(hiddenIf), List.of(), List.of());
  }

  private FormItem item(
      Field field, String path, @Nullable Object answer, @Nullable FormAnswers checked) {
    List<?> chosen =
        answer instanceof List<?> list ? list : answer == null ? List.of() : List.of(answer);
    return new FormItem(
        type(field),
        PREFIX + path,
        field.label().in(language),
        field.hint().in(language),
        answer == null || answer instanceof List<?> ? "" : answer.toString(),
        field.rules().required(),
        checked == null ? null : checked.fault(path).map(this::sentence).orElse(null),
        written(field.hiddenIf()),
        field.options().stream()
            .map(
                o ->
                    new FormItem.Choice(
                        o.value(), o.label().in(language), chosen.contains(o.value())))
            .toList(),
        List.of());
  }

  private static String type(Field field) {
    return switch (field.kind()) {
      case TEXT ->
          field.rules().check() == null
              ? "text"
              : field.rules().check().equals("phone") ? "tel" : "email";
      case LONG_TEXT -> "lines";
      case NUMBER -> "number";
      case DATE -> "date";
      case SELECT -> "select";
      case RADIO -> "radio";
      case CHECKBOX -> "checkbox";
      case CHECKLIST -> "checklist";
    };
  }

  private FormItem table(Table table, @Nullable Object answer, @Nullable FormAnswers checked) {
    List<?> typed = answer instanceof List<?> rows ? withoutSpareRows(rows) : List.of();
    int shown = Math.min(table.most(), typed.size() + SPARE_ROWS);
    List<List<FormItem>> rows = new ArrayList<>();
    for (int no = 0; no < Math.max(shown, typed.size()); no++) {
      Map<?, ?> row = no < typed.size() && typed.get(no) instanceof Map<?, ?> m ? m : Map.of();
      int at = no;
      rows.add(
          table.columns().stream()
              .map(
                  column ->
                      item(
                          column,
                          table.key() + "." + at + "." + column.key(),
                          row.get(column.key()),
                          checked))
              .toList());
    }
    return new FormItem(
        "table",
        PREFIX + table.key(),
        table.label().in(language),
        "",
        "",
        false,
        checked == null ? null : checked.fault(table.key()).map(this::sentence).orElse(null),
        written(table.hiddenIf()),
        List.of(),
        rows);
  }

  /** The rows up to the last one with an answer: a page sent again does not grow. */
  private static List<?> withoutSpareRows(List<?> rows) {
    int size = rows.size();
    while (size > 0
        && rows.get(size - 1) instanceof Map<?, ?> row
        && row.values().stream().allMatch(value -> String.valueOf(value).isBlank())) {
      size--;
    }
    return rows.subList(0, size);
  }

  private String sentence(Fault fault) {
    return names.text("form.fault." + fault.slug(), fault.bound());
  }

  /**
   * The condition for the browser: alternatives separated by {@code |}, their comparisons by {@code
   * &}, each as key, {@code =} or {@code !}, and the value, percent-encoded; no value is {@code
   * null}.
   */
  private static @Nullable String written(@Nullable FormCondition condition) {
    return condition == null
        ? null
        : condition.alternatives().stream()
            .map(
                all ->
                    all.stream()
                        .map(
                            one ->
                                one.key()
                                    + (one.equal() ? "=" : "!")
                                    + (one.value() == null
                                        ? ""
                                        : URLEncoder.encode(one.value(), StandardCharsets.UTF_8)))
                        .collect(Collectors.joining("&")))
            .collect(Collectors.joining("|"));
  }
}
