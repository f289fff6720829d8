package onestop.web.api;

import java.util.List;
import java.util.Map;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;
import onestop.web.words.FaultText;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.Validator;

/** Validates each field of a {@link CompletionBody} by the rules of its form. */
final class CompletionCheck implements Validator {
  @Override
  public boolean supports(Class<?> type) {
    return type.equals(CompletionBody.class);
  }

  @Override
  public void validate(Object target, Errors errors) {
    CompletionBody body = (CompletionBody) target;
    BindingResult result = (BindingResult) errors;
    String outcome = body.outcome();
    if (outcome == null || outcome.isBlank()) {
      add(result, CompletionBody.OUTCOME, FormField.Wrong.MISSING, new Object[0]);
    }
    @Nullable String note = body.note();
    if (note != null) {
      add(result, "", StepForm.PLAIN.faults(Map.of(CompletionBody.NOTE, note)));
    }
    body.forms().forEach((form, values) -> add(result, form.code() + ".", form.faults(values)));
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
