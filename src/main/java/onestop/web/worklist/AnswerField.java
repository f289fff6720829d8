package onestop.web.worklist;

import java.util.List;
import java.util.Locale;
import onestop.inbox.MarkedAnswers;
import onestop.procedures.form.ApplicationForm.Marked;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormElement.Kind;
import onestop.web.page.Names;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * A field of a list's filter for the answers to one field of the procedure's form.
 *
 * @param name the parameter of the address
 * @param type {@code text}, {@code number}, {@code date} or {@code select}
 * @param value as chosen; empty if nothing is
 * @param wrong whether no answer to the field can be so
 */
public record AnswerField(
    String key,
    String name,
    String label,
    String type,
    String value,
    List<Names.Choice> options,
    boolean wrong) {
  public AnswerField {
    options = List.copyOf(options);
  }

  /** The fields of a filter, in the order of the form and the reader's language. */
  public static List<AnswerField> of(List<Marked> marked, WorkListAddress address) {
    return marked.stream().map(one -> of(one, address)).toList();
  }

  private static AnswerField of(Marked marked, WorkListAddress address) {
    Field field = marked.field();
    Locale language = LocaleContextHolder.getLocale();
    String typed = address.answers().getOrDefault(field.key(), "");
    return new AnswerField(
        field.key(),
        WorkListAddress.parameter(field.key()),
        marked.title().in(language),
        type(field.kind()),
        typed,
        field.options().stream()
            .map(option -> new Names.Choice(option.value(), option.label().in(language)))
            .toList(),
        !typed.isEmpty() && MarkedAnswers.wanted(field, typed).isEmpty());
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case NUMBER -> "number";
      case DATE -> "date";
      case SELECT, RADIO -> "select";
      default -> "text";
    };
  }
}
