package onestop.procedures.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers to a form, and what is wrong with them.
 *
 * @param answers by key, without blank answers and without those of elements that are not shown
 * @param faults in the order of the form; empty if the answers can be stored
 */
public record FormAnswers(Map<String, Object> answers, List<Fault> faults) {
  public FormAnswers {
    faults = List.copyOf(faults);
  }

  /**
   * One fault.
   *
   * @param path the key of the field; in a table {@code key.row.column}, rows from 0
   * @param label the question
   * @param slug the kind of fault: its text is the message {@code form.fault.<slug>} of {@code
   *     procedures}
   * @param bound the bound that is broken, empty if the kind has none
   */
  public record Fault(String path, FormText label, String slug, String bound) {}

  /** The fault of a field. */
  public Optional<Fault> fault(String path) {
    return faults.stream().filter(fault -> fault.path().equals(path)).findFirst();
  }
}
