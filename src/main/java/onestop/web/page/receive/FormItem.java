package onestop.web.page.receive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element of a procedure's form as the page shows it.
 *
 * @param type {@code heading}, {@code note}, {@code table}, or the type of the input
 * @param name the name of the input; its id is the same
 * @param wrong the sentence of its fault; null if it has none
 * @param hiddenIf the condition under which it is not shown, for the browser; null if there is none
 * @param choices the options of a choice
 * @param rows the rows of a table, each with one item for each column
 */
record FormItem(
    String type,
    String name,
    String label,
    String hint,
    String value,
    boolean required,
    @Nullable String wrong,
    @Nullable String hiddenIf,
    List<Choice> choices,
    List<List<FormItem>> rows) {
  /** One option, and whether it is chosen. */
  record Choice(String value, String label, boolean chosen) {}
}
