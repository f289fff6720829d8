package onestop.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormCondition;
import onestop.procedures.form.FormElement;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormElement.Group;
import onestop.procedures.form.FormElement.Rules;
import onestop.procedures.form.FormElement.Table;

/** A procedure's form as an applicant fills it in: every field that applies, one row a table. */
public final class FilledApplication {
  private final Map<String, Object> answers = new LinkedHashMap<>();

  private FilledApplication() {}

  /** Right answers to every field that applies, by key; of a choice the given one, from 0. */
  public static Map<String, Object> of(ApplicationForm form, int choice) {
    FilledApplication filled = new FilledApplication();
    filled.fill(form.elements(), choice);
    return filled.answers;
  }

  /** The answers as a page sends them, by the names of its inputs. */
  public static Map<String, String> typed(Map<String, Object> answers) {
    Map<String, String> typed = new LinkedHashMap<>();
    answers.forEach(
        (key, answer) -> {
          if (answer instanceof List<?> rows) {
            for (int no = 0; no < rows.size(); no++) {
              if (rows.get(no) instanceof Map<?, ?> row) {
                String prefix = "a." + key + "." + no + ".";
                row.forEach((column, value) -> typed.put(prefix + column, value.toString()));
              } else {
                typed.put("a." + key, rows.get(0).toString());
              }
            }
          } else {
            typed.put("a." + key, answer.toString());
          }
        });
    return typed;
  }

  private void fill(List<FormElement> elements, int choice) {
    for (FormElement element : elements) {
      FormCondition hidden = element.hiddenIf();
      if (hidden != null && hidden.holds(answers)) {
        continue;
      }
      if (element instanceof Group group) {
        fill(group.elements(), choice);
      } else if (element instanceof Field field) {
        answers.put(field.key(), answer(field, choice));
      } else if (element instanceof Table table) {
        Map<String, Object> row = new LinkedHashMap<>();
        table.columns().forEach(column -> row.put(column.key(), answer(column, choice)));
        answers.put(table.key(), List.of(row));
      }
    }
  }

  private static Object answer(Field field, int choice) {
    return switch (field.kind()) {
      case NUMBER -> number(field.rules());
      case DATE -> "2020-05-17";
      case SELECT, RADIO ->
          field.options().get(Math.min(choice, field.options().size() - 1)).value();
      case CHECKLIST -> List.of(field.options().get(0).value());
      case CHECKBOX -> Boolean.TRUE;
      default -> text(field.rules());
    };
  }

  private static String number(Rules rules) {
    return rules.least() == null ? "1" : rules.least().toPlainString();
  }

  private static String text(Rules rules) {
    if ("phone".equals(rules.check())) {
      return "0912345678";
    }
    String text = "email".equals(rules.check()) ? "an@example.vn" : "Nguyễn Văn An";
    return text.substring(0, Math.min(text.length(), rules.longest()));
  }
}
