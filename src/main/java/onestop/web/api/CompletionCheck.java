package onestop.web.api;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;
import onestop.web.words.FaultText;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.MapBindingResult;
import org.springframework.validation.Validator;

/** Validates each field of a {@link CompletionBody} by the rules of its form. */
final class CompletionCheck implements Validator {
  private final Class<?> type;
  private final Function<Object, @Nullable CompletionBody> inside;
  private final String path;
  private final boolean shared;

  private CompletionCheck(
      Class<?> type,
      Function<Object, @Nullable CompletionBody> inside,
      String path,
      boolean shared) {
    this.type = type;
    this.inside = inside;
    this.path = path;
    this.shared = shared;
  }

  /** The check of a body that is a completion. */
  CompletionCheck() {
    this(CompletionBody.class, CompletionBody.class::cast, "", false);
  }

  /**
   * The check of a body that has, under the name {@code completion}, what many items share: values
   * that are one dossier's own stand elsewhere.
   */
  static <T> CompletionCheck ofShared(
      Class<T> type, Function<T, @Nullable CompletionBody> completion) {
    return new CompletionCheck(
        type, body -> completion.apply(type.cast(body)), "completion.", true);
  }

  @Override
  public boolean supports(Class<?> asked) {
    return asked.equals(type);
  }

  @Override
  public void validate(Object target, Errors errors) {
    @Nullable CompletionBody body = inside.apply(target);
    if (body == null) {
      return; // refused as missing
    }
    BindingResult result = (BindingResult) errors;
    String outcome = body.outcome();
    if (outcome == null || outcome.isBlank()) {
      add(result, path + CompletionBody.OUTCOME, FormField.Wrong.MISSING, new Object[0]);
    }
    @Nullable String note = body.note();
    if (note != null) {
      add(result, path, StepForm.PLAIN.faults(Map.of(CompletionBody.NOTE, note)));
    }
    body.forms()
        .forEach(
            (form, values) ->
                add(
                    result,
                    path + form.code() + ".",
                    form.faults(values).stream()
                        .filter(fault -> !shared || !form.own().contains(fault.field()))
                        .toList()));
  }

  /** The problem of what is wrong at one item of many. */
  static BindException problem(String prefix, List<FormField.Fault> faults) {
    BindingResult result = new MapBindingResult(Map.of(), "item");
    faults.forEach(
        fault -> add(result, prefix + fault.path(), fault.wrong(), FaultText.values(fault)));
    return new BindException(result);
  }

  private static void add(BindingResult result, String prefix, List<FormField.Fault> faults) {
    for (FormField.Fault fault : faults) {
      if (fault.wrong() != FormField.Wrong.NO_LIMIT) { // the limit's failure describes the format
        add(result, prefix + fault.path(), fault.wrong(), FaultText.values(fault));
      }
    }
  }

  private static void add(
      BindingResult result, String path, FormField.Wrong wrong, Object[] values) {
    result.addError(
        new FieldError(
            result.getObjectName(),
            path,
            null,
            false,
            new String[] {FaultText.key(wrong)},
            values,
            null));
  }
}
