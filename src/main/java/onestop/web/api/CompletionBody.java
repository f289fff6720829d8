package onestop.web.api;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepProposal;
import onestop.kernel.Failure;
import onestop.procedures.StepForm;
import org.jspecify.annotations.Nullable;

/**
 * The completion of a step: an outcome, and at most one form under its own name, the form that the
 * outcome requires. The note, a form of one field, is beside the outcome.
 *
 * @param forms the values by the names of the fields
 */
@JsonDeserialize(using = CompletionReader.class)
record CompletionBody(
    @Nullable String outcome,
    @Nullable String note,
    Map<StepForm, Map<String, @Nullable Object>> forms) {
  static final String OUTCOME = "outcome";
  static final String NOTE = StepForm.PLAIN.fields().get(0).name();

  /** The forms that have a name of their own in the body. */
  static final List<StepForm> NAMED =
      List.of(StepForm.values()).stream().filter(form -> form != StepForm.PLAIN).toList();

  /** The body that gives this proposal. */
  static CompletionBody of(StepProposal proposal) {
    StepPayload payload = proposal.payload();
    return new CompletionBody(
        proposal.outcome(), null, Map.of(payload.form(), new LinkedHashMap<>(payload.values())));
  }

  /** The form that is filled in, the note where none is named. */
  StepForm form() {
    return one().map(Map.Entry::getKey).orElse(StepForm.PLAIN);
  }

  /** The values of {@link #form()} by the names of its fields. */
  Map<String, @Nullable Object> values() {
    return one()
        .map(Map.Entry::getValue)
        .orElseGet(() -> Collections.singletonMap(NOTE, note == null ? "" : note));
  }

  private Optional<Map.Entry<StepForm, Map<String, @Nullable Object>>> one() {
    if (forms.size() > 1) {
      throw Failure.badInput("web", "one-payload", "given", forms.size());
    }
    return forms.entrySet().stream().findFirst();
  }

  /** The values by name, one for each form, null where it is not filled in. */
  @JsonValue
  Map<String, @Nullable Object> written() {
    Map<String, @Nullable Object> written = new LinkedHashMap<>();
    written.put(OUTCOME, outcome);
    written.put(NOTE, note);
    NAMED.forEach(form -> written.put(form.code(), forms.get(form)));
    return written;
  }

  /**
   * The filled-in form.
   *
   * @throws Failure {@code web/one-payload} for more than one form
   */
  StepPayload payload() {
    return StepPayload.of(form(), values());
  }

  /**
   * The values of one dossier among many that are completed together: those of the fields of the
   * completion's form that dossiers do not share.
   */
  record OwnValues(
      @Nullable String resultCode,
      @Nullable String resultDocument,
      @Nullable String registerNumber,
      @Nullable List<String> items,
      @Nullable String reason,
      @Nullable String document,
      @Nullable LocalDate dueOn,
      @Nullable String address,
      @Nullable String parcel) {
    /** The values that are given, by the names of the fields. */
    Map<String, Object> given() {
      Map<String, Object> given = new LinkedHashMap<>();
      put(given, "resultCode", resultCode);
      put(given, "resultDocument", resultDocument);
      put(given, "registerNumber", registerNumber);
      put(given, "items", items);
      put(given, "reason", reason);
      put(given, "document", document);
      put(given, "dueOn", dueOn);
      put(given, "address", address);
      put(given, "parcel", parcel);
      return given;
    }

    private static void put(Map<String, Object> given, String name, @Nullable Object value) {
      if (value != null) {
        given.put(name, value);
      }
    }
  }
}
