package onestop.procedures.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormElement.Group;

/**
 * One version of the form that an applicant fills in for a procedure. A version never changes.
 *
 * @param id the process id of the procedure's model
 * @param version from 1
 * @param source the file, in the format of form-js
 */
public record ApplicationForm(String id, int version, List<FormElement> elements, String source) {
  public ApplicationForm {
    elements = List.copyOf(elements);
  }

  /**
   * Checks the answers against the form, whenever they were given.
   *
   * @param raw by key: texts, booleans, lists of texts, lists of rows; as typed or as sent
   */
  public FormAnswers check(Map<String, ?> raw) {
    return check(raw, LocalDate.MAX);
  }

  /** As {@link #check(Map)}, for answers that are given on that day. */
  public FormAnswers check(Map<String, ?> raw, LocalDate today) {
    return new AnswerCheck(this, today).check(raw);
  }

  /** The elements without their groups, in order; a group's condition is that of its elements. */
  public Stream<FormElement> flat() {
    return flat(elements);
  }

  /** The fields outside tables whose answers are printed on the receipt, in order. */
  public List<Field> printed() {
    return fields().filter(field -> field.marks().printed()).toList();
  }

  /** The fields by whose answers dossiers are found, in order. */
  public List<Field> searched() {
    return fields().filter(field -> field.marks().searched()).toList();
  }

  /** The fields of {@link #searched} with their questions, told apart by the group's heading. */
  public List<Marked> marked() {
    return marked(elements, FormText.NONE).toList();
  }

  /**
   * A field by whose answers dossiers are found.
   *
   * @param title the question behind the heading of its group
   */
  public record Marked(Field field, FormText title) {}

  private static Stream<Marked> marked(List<FormElement> elements, FormText heading) {
    return elements.stream()
        .flatMap(
            element ->
                element instanceof Group group
                    ? marked(group.elements(), group.label())
                    : element instanceof Field field && field.marks().searched()
                        ? Stream.of(new Marked(field, field.label().under(heading)))
                        : Stream.empty());
  }

  private Stream<Field> fields() {
    return flat().filter(Field.class::isInstance).map(Field.class::cast);
  }

  private static Stream<FormElement> flat(List<FormElement> elements) {
    return elements.stream()
        .flatMap(
            element ->
                element instanceof Group group ? flat(group.elements()) : Stream.of(element));
  }
}
