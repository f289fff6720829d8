package onestop.procedures.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import onestop.procedures.form.FormAnswers.Fault;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormElement.Group;
import onestop.procedures.form.FormElement.Kind;
import onestop.procedures.form.FormElement.Rules;
import onestop.procedures.form.FormElement.Table;
import org.jspecify.annotations.Nullable;

/** Checks the answers to one form. For one check only. */
final class AnswerCheck {
  private static final DateTimeFormatter VIETNAMESE =
      DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);

  /** Thousands marked by points, as Vietnamese writes them: {@code 99.999} is a whole number. */
  private static final Pattern GROUPED = Pattern.compile("-?[1-9]\\d{0,2}(\\.\\d{3})+(,\\d{1,6})?");

  /** The digits of a fraction from which on a point may as well begin one. */
  private static final int LIKE_THOUSANDS = 3;

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}([.,]\\d{1,6})?");
  private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d .-]{6,18}\\d");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]+\\.[^\\s@.]{2,}");

  private final ApplicationForm form;
  private final LocalDate today;
  private final Map<String, Object> answers = new TreeMap<>();
  private final List<Fault> faults = new ArrayList<>();

  /** A check of answers that are given on that day. */
  AnswerCheck(ApplicationForm form, LocalDate today) {
    this.form = form;
    this.today = today;
  }

  FormAnswers check(Map<String, ?> raw) {
    check(form.elements(), raw);
    raw.keySet().stream()
        .filter(key -> form.flat().noneMatch(element -> hasKey(element, key)))
        .sorted()
        .forEach(key -> faults.add(new Fault(key, new FormText(key, key), "unknown", "")));
    return new FormAnswers(answers, faults);
  }

  private static boolean hasKey(FormElement element, String key) {
    return element instanceof Field field && field.key().equals(key)
        || element instanceof Table table && table.key().equals(key);
  }

  /** In the order of the form: a condition sees the answers before it. */
  private void check(List<FormElement> elements, Map<String, ?> raw) {
    for (FormElement element : elements) {
      FormCondition hidden = element.hiddenIf();
      if (hidden != null && hidden.holds(answers)) {
        continue;
      }
      if (element instanceof Group group) {
        check(group.elements(), raw);
      } else if (element instanceof Field field) {
        answer(field, field.key(), raw.get(field.key()))
            .ifPresent(answer -> answers.put(field.key(), answer));
      } else if (element instanceof Table table) {
        rows(table, raw.get(table.key()));
      }
    }
  }

  private void rows(Table table, @Nullable Object raw) {
    if (raw != null && !(raw instanceof List<?>)) {
      faults.add(new Fault(table.key(), table.label(), "rows", ""));
      return;
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    int no = 0;
    for (Object row : raw == null ? List.of() : (List<?>) raw) {
      if (!(row instanceof Map<?, ?> typed)) {
        faults.add(new Fault(table.key(), table.label(), "rows", ""));
        return;
      }
      if (typed.values().stream().anyMatch(value -> !isBlank(value))) {
        rows.add(row(table, typed, no));
      }
      no++;
    }
    if (rows.size() > table.most()) {
      faults.add(
          new Fault(table.key(), table.label(), "most-rows", Integer.toString(table.most())));
    }
    if (rows.size() < table.least()) {
      faults.add(
          new Fault(table.key(), table.label(), "least-rows", Integer.toString(table.least())));
    }
    if (!rows.isEmpty()) {
      answers.put(table.key(), rows);
    }
  }

  private Map<String, Object> row(Table table, Map<?, ?> typed, int no) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Field column : table.columns()) {
      answer(column, table.key() + "." + no + "." + column.key(), typed.get(column.key()))
          .ifPresent(answer -> row.put(column.key(), answer));
    }
    return row;
  }

  private Optional<Object> answer(Field field, String path, @Nullable Object raw) {
    if (field.kind() == Kind.CHECKBOX) {
      boolean on = raw != null && (raw.equals(Boolean.TRUE) || raw.equals("true"));
      if (!on && field.rules().required()) {
        faults.add(new Fault(path, field.label(), "required", ""));
      }
      return on ? Optional.of(Boolean.TRUE) : Optional.empty();
    }
    if (isBlank(raw)) {
      if (field.rules().required()) {
        faults.add(new Fault(path, field.label(), "required", ""));
      }
      return Optional.empty();
    }
    return field.kind() == Kind.CHECKLIST
        ? chosen(field, path, raw instanceof List<?> list ? list : List.of(String.valueOf(raw)))
        : raw instanceof List<?> || raw instanceof Map<?, ?>
            ? wrong(field, path, "text", "")
            : text(
                field, path, raw instanceof Number ? String.valueOf(raw) : ungrouped(field, raw));
  }

  /** What was typed, without its marks of thousands. A number of JSON has none. */
  private static String ungrouped(Field field, @Nullable Object raw) {
    String text = String.valueOf(raw).strip();
    boolean grouped =
        field.kind() == Kind.NUMBER
            && GROUPED.matcher(text).matches()
            && (field.rules().decimals() < LIKE_THOUSANDS || text.matches(".*[.].*[.,].*"));
    return grouped ? text.replace(".", "") : text;
  }

  private Optional<Object> chosen(Field field, String path, List<?> raw) {
    List<String> chosen = raw.stream().map(String::valueOf).distinct().toList();
    return chosen.stream().allMatch(value -> field.option(value).isPresent())
        ? Optional.of(
            field.options().stream()
                .map(FormElement.Option::value)
                .filter(chosen::contains)
                .toList())
        : wrong(field, path, "option", "");
  }

  private Optional<Object> text(Field field, String path, String text) {
    Rules rules = field.rules();
    return switch (field.kind()) {
      case NUMBER -> number(field, path, text);
      case DATE -> date(field, path, text);
      case SELECT, RADIO ->
          field.option(text).isPresent() ? Optional.of(text) : wrong(field, path, "option", "");
      default -> {
        if (text.length() > rules.longest()) {
          yield wrong(field, path, "too-long", Integer.toString(rules.longest()));
        }
        if (unsound(text)) {
          yield wrong(field, path, "unsound", "");
        }
        Pattern pattern =
            "phone".equals(rules.check()) ? PHONE : "email".equals(rules.check()) ? EMAIL : null;
        yield pattern == null || pattern.matcher(text).matches()
            ? Optional.of(text)
            : wrong(field, path, String.valueOf(rules.check()), "");
      }
    };
  }

  /** Control characters other than ends of lines, and halves of surrogate pairs. */
  private static boolean unsound(String text) {
    return text.codePoints()
        .anyMatch(
            c ->
                Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t'
                    || Character.getType(c) == Character.SURROGATE
                    || Character.getType(c) == Character.FORMAT && c != 0x200c && c != 0x200d);
  }

  private Optional<Object> number(Field field, String path, String text) {
    if (!NUMBER.matcher(text).matches()) {
      return wrong(field, path, "number", "");
    }
    BigDecimal number = new BigDecimal(text.replace(',', '.'));
    Rules rules = field.rules();
    if (rules.least() != null && number.compareTo(rules.least()) < 0) {
      return wrong(field, path, "least", rules.least().toPlainString());
    }
    if (rules.most() != null && number.compareTo(rules.most()) > 0) {
      return wrong(field, path, "most", rules.most().toPlainString());
    }
    return number.stripTrailingZeros().scale() > rules.decimals()
        ? wrong(field, path, "decimals", Integer.toString(rules.decimals()))
        : Optional.of(
            number.scale() < LIKE_THOUSANDS
                ? number.toPlainString()
                : number.stripTrailingZeros().toPlainString());
  }

  private Optional<Object> date(Field field, String path, String text) {
    try {
      LocalDate day =
          text.contains("/") ? LocalDate.parse(text, VIETNAMESE) : LocalDate.parse(text);
      if (day.getYear() < 1800 || day.getYear() > 2200) {
        return wrong(field, path, "date", "");
      }
      return Rules.PAST.equals(field.rules().check()) && day.isAfter(today)
          ? wrong(field, path, Rules.PAST, "")
          : Optional.of(day.toString());
    } catch (DateTimeParseException e) {
      return wrong(field, path, "date", "");
    }
  }

  private Optional<Object> wrong(Field field, String path, String slug, String bound) {
    faults.add(new Fault(path, field.label(), slug, bound));
    return Optional.empty();
  }

  private static boolean isBlank(@Nullable Object value) {
    return value == null
        || value instanceof String text && text.isBlank()
        || value instanceof List<?> list && list.stream().allMatch(AnswerCheck::isBlank)
        || Boolean.FALSE.equals(value);
  }
}
