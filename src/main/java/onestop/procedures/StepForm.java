package onestop.procedures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import onestop.engine.WorkItem;
import org.jspecify.annotations.Nullable;

/**
 * The forms that an officer fills in to end a step, as far as the law requires. The model names the
 * form of each outcome ({@code form.refuse = refusal}); pages, API and their validation are derived
 * from the {@linkplain #fields() fields}.
 */
public enum StepForm {
  /** A remark only, which may be empty: the form of every outcome that names none. */
  PLAIN(FormField.note("note")),
  /** The officer who gets the work that begins next; without one it waits for all of the desk. */
  ASSIGNMENT(FormField.officer("officer"), FormField.note("note")),
  /** The result to be handed out. */
  RESOLUTION(
      FormField.text("resultCode"),
      FormField.text("resultDocument"),
      FormField.line("registerNumber")),
  /** A request for papers, all on one list. */
  SUPPLEMENT(
      FormField.list("items"),
      FormField.prose("reason"),
      FormField.day("deadlineOn", "deadline"),
      FormField.text("legalBasis"),
      FormField.text("document")),
  /** Why the dossier is refused. */
  REFUSAL(FormField.prose("reason"), FormField.text("document")),
  /** A longer limit that a statute allows. */
  EXTENSION(
      FormField.limit("by"),
      FormField.prose("reason"),
      FormField.text("legalBasis"),
      FormField.text("document")),
  /** A later day to which the applicant has agreed in writing. */
  AGREEMENT(
      FormField.day("dueOn", "dueOn"),
      FormField.prose("reason"),
      FormField.text("legalBasis"),
      FormField.text("document")),
  /** A notice of a financial obligation. */
  FINANCE(FormField.text("document"), FormField.prose("reason"), FormField.text("legalBasis")),
  /** A notice that is posted in public for a time that the law leaves out. */
  POSTING(FormField.text("document"), FormField.prose("reason"), FormField.text("legalBasis")),
  /** Why the dossier is stopped. */
  STOP(FormField.prose("reason"), FormField.text("document")),
  /** To whom the result was handed; nothing filled in means the applicant, against the receipt. */
  HANDOVER(
      FormField.choice("to", "applicant", "proxy", "post"),
      FormField.line("receiver"),
      FormField.line("receiverPaper"),
      FormField.flag("authority"),
      FormField.line("address"),
      FormField.line("parcel"),
      FormField.choice("receipt", "taken", "lost", "kept"),
      FormField.note("note"));

  private final List<FormField> fields;

  StepForm(FormField... fields) {
    this.fields = List.of(fields);
  }

  /** The fields in the order of the page; never empty. */
  public List<FormField> fields() {
    return fields;
  }

  /** The name in models, in the API and in pages, for example {@code refusal}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The form with that name; empty if there is none. */
  public static Optional<StepForm> ofCode(String code) {
    return Arrays.stream(values()).filter(form -> form.code().equals(code)).findFirst();
  }

  /** Whether a step that a service task announces cannot do without what is filled in. */
  public boolean isAnnounced() {
    return this != PLAIN && this != ASSIGNMENT && this != HANDOVER;
  }

  /**
   * The names of the fields whose values are one dossier's own, such as the number of a document:
   * dossiers that are completed together do not share them.
   */
  public Set<String> ownFields() {
    return switch (this) {
      case PLAIN, ASSIGNMENT -> Set.of();
      case RESOLUTION -> Set.of("resultCode", "resultDocument", "registerNumber");
      case SUPPLEMENT -> Set.of("items", "reason", "document");
      case AGREEMENT -> Set.of("dueOn", "document");
      case REFUSAL, STOP -> Set.of("reason", "document");
      case EXTENSION, FINANCE, POSTING -> Set.of("document");
      case HANDOVER -> Set.of("address", "parcel");
    };
  }

  /** The {@linkplain #ownFields() own fields} in the order of the page. */
  public List<FormField> own() {
    return fields.stream().filter(field -> ownFields().contains(field.name())).toList();
  }

  /** Whether dossiers can be completed together with nothing but what they share. */
  public boolean isShared() {
    return fields.stream().noneMatch(f -> f.required() && ownFields().contains(f.name()));
  }

  /** The move of the legal clock by the form; empty if the form does not affect the clock. */
  public Optional<ClockMove> move() {
    return switch (this) {
      case PLAIN, ASSIGNMENT, RESOLUTION, HANDOVER -> Optional.empty();
      case SUPPLEMENT -> Optional.of(ClockMove.SUPPLEMENT);
      case REFUSAL -> Optional.of(ClockMove.REFUSAL);
      case EXTENSION -> Optional.of(ClockMove.EXTENSION);
      case AGREEMENT -> Optional.of(ClockMove.AGREEMENT);
      case FINANCE -> Optional.of(ClockMove.FINANCE);
      case POSTING -> Optional.of(ClockMove.POSTING);
      case STOP -> Optional.of(ClockMove.STOP);
    };
  }

  /**
   * The faults of the entered values; empty if the form accepts them.
   *
   * @param values by the names of the fields; see {@link FormField#faults}
   */
  public List<FormField.Fault> faults(Map<String, ? extends @Nullable Object> values) {
    return Stream.concat(
            fields.stream().flatMap(f -> f.faults(values.get(f.name())).stream()),
            this == HANDOVER ? asked(values) : Stream.empty())
        .toList();
  }

  /** A proxy is named and has shown a written authority; a parcel has an address and a number. */
  private Stream<FormField.Fault> asked(Map<String, ? extends @Nullable Object> values) {
    Set<String> asked =
        switch (String.valueOf(values.get("to"))) {
          case "proxy" -> Set.of("receiver", "receiverPaper", "authority");
          case "post" -> Set.of("address", "parcel");
          default -> Set.of();
        };
    return fields.stream()
        .filter(field -> asked.contains(field.name()) && isEmpty(field, values.get(field.name())))
        .map(FormField::missing);
  }

  private static boolean isEmpty(FormField field, @Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return field.kind() == FormField.Kind.FLAG ? !text.equals("true") : text.isBlank();
  }

  /** The form that the model of a work item names for one of its outcomes. */
  public static StepForm of(WorkItem item, String outcome) {
    Map<String, String> named = item.forms();
    if (named == null) {
      return FormsOfOlderModels.of(item.step(), outcome);
    }
    return Optional.ofNullable(named.get(outcome)).flatMap(StepForm::ofCode).orElse(PLAIN);
  }

  /** The outcome of a work item that requires this form; empty if there is none. */
  public Optional<String> outcomeOf(WorkItem item) {
    return item.outcomes().stream().filter(word -> of(item, word) == this).findFirst();
  }
}
