package onestop.procedures.form;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormElement.Kind;
import onestop.procedures.form.FormElement.Table;
import org.jspecify.annotations.Nullable;

/** A question of a form and its answer in words; a row of a table is one answer. */
public record AnswerText(String question, String answer) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
  private static final FormText YES = new FormText("Có", "Yes");

  /** All answers in the order of the form; a question without an answer is left out. */
  public static List<AnswerText> all(
      ApplicationForm form, Map<String, Object> answers, Locale language) {
    List<AnswerText> all = new ArrayList<>();
    form.flat()
        .forEach(
            element -> {
              if (element instanceof Field field && answers.containsKey(field.key())) {
                all.add(of(field, answers.get(field.key()), language));
              } else if (element instanceof Table table
                  && answers.get(table.key()) instanceof List<?> rows) {
                rows.forEach(row -> all.add(row(table, row, language)));
              }
            });
    return all;
  }

  /** The answers marked for the receipt, in the order of the form. */
  public static List<AnswerText> printed(
      ApplicationForm form, Map<String, Object> answers, Locale language) {
    return form.printed().stream()
        .filter(field -> answers.containsKey(field.key()))
        .map(field -> of(field, answers.get(field.key()), language))
        .toList();
  }

  /** The answers by whose words the dossier is found, by their fields' keys. */
  public static Map<String, AnswerText> searched(
      ApplicationForm form, Map<String, Object> answers, Locale language) {
    return form.marked().stream()
        .filter(marked -> answers.containsKey(marked.field().key()))
        .collect(
            Collectors.toMap(
                marked -> marked.field().key(),
                marked ->
                    new AnswerText(
                        marked.title().in(language),
                        words(marked.field(), answers.get(marked.field().key()), language))));
  }

  private static AnswerText of(Field field, @Nullable Object answer, Locale language) {
    return new AnswerText(field.label().in(language), words(field, answer, language));
  }

  private static AnswerText row(Table table, Object row, Locale language) {
    String cells =
        row instanceof Map<?, ?> answers
            ? table.columns().stream()
                .filter(column -> answers.containsKey(column.key()))
                .map(
                    column ->
                        column.label().in(language)
                            + ": "
                            + words(column, answers.get(column.key()), language))
                .collect(Collectors.joining("; "))
            : String.valueOf(row);
    return new AnswerText(table.label().in(language), cells);
  }

  private static String words(Field field, @Nullable Object answer, Locale language) {
    if (answer instanceof List<?> chosen) {
      return chosen.stream()
          .map(one -> words(field, one, language))
          .collect(Collectors.joining("; "));
    }
    String text = String.valueOf(answer);
    if (field.kind() == Kind.DATE) {
      return DAY.format(LocalDate.parse(text));
    }
    return field.kind() == Kind.CHECKBOX
        ? YES.in(language)
        : field.option(text).map(option -> option.label().in(language)).orElse(text);
  }
}
