package onestop.web.page.work;

import java.util.Arrays;
import java.util.List;
import onestop.desk.Caller;
import onestop.desk.work.ListLayout;
import onestop.inbox.own.ListColumns.Column;
import onestop.procedures.form.ApplicationForm.Marked;
import onestop.web.worklist.ColumnWords;
import onestop.web.worklist.WorkListAddress;
import onestop.web.worklist.WorkLists;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The columns of the page of a list, and the form in which they are chosen. */
@Component
final class WorkColumns {
  private final ListLayout layout;
  private final ColumnWords words;

  WorkColumns(ListLayout layout, ColumnWords words) {
    this.layout = layout;
    this.words = words;
  }

  /**
   * A column that has the answers to one field of the chosen procedure's form.
   *
   * @param word as the form sends it
   */
  public record AnswerColumn(String word, String key, String label, boolean chosen) {}

  /**
   * Describes the columns of a list whose dossiers may have answers to these fields. Chosen answers
   * to other procedures' fields are kept, though nothing here shows them.
   */
  void describe(Model model, int view, List<Marked> marked, Caller reader) {
    List<String> shown = words.of(layout.of(view, reader));
    List<AnswerColumn> answers =
        marked.stream()
            .map(
                one -> {
                  String word = WorkListAddress.parameter(one.field().key());
                  return new AnswerColumn(
                      word,
                      one.field().key(),
                      one.title().in(LocaleContextHolder.getLocale()),
                      shown.contains(word));
                })
            .toList();
    List<String> columns = Arrays.stream(Column.values()).map(WorkLists::word).toList();
    model.addAttribute("shown", shown);
    model.addAttribute("columns", columns);
    model.addAttribute("answerColumns", answers);
    model.addAttribute("shownAnswers", answers.stream().filter(AnswerColumn::chosen).toList());
    model.addAttribute(
        "keptColumns",
        shown.stream()
            .filter(word -> !columns.contains(word))
            .filter(word -> answers.stream().noneMatch(answer -> answer.word().equals(word)))
            .toList());
    model.addAttribute("viewNo", view);
  }

  /** Chooses the columns of these words, as {@link ListLayout#choose}. */
  void choose(int view, List<String> chosen, Caller reader) {
    layout.choose(view, words.chosen(chosen), reader);
  }
}
