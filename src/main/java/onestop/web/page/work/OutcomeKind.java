package onestop.web.page.work;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import onestop.calendar.Limit;
import onestop.dossiers.StepPayload;
import onestop.kernel.Failure;

/** What an officer has to say when a step ends with a certain word. */
enum OutcomeKind {
  PLAIN(List.of(Field.optional("note")), v -> new StepPayload.Note(v.get("note"))),
  RESOLUTION(
      List.of(Field.required("resultCode"), Field.required("resultDocument")),
      v -> new StepPayload.Resolution(v.get("resultCode"), v.get("resultDocument"))),
  SUPPLEMENT(
      List.of(
          Field.lines("items"),
          Field.lines("reason"),
          Field.day("deadline"),
          Field.required("legalBasis"),
          Field.required("document")),
      v ->
          new StepPayload.SupplementOrder(
              lines(v.get("items")),
              v.get("reason"),
              day(v.get("deadline")),
              v.get("legalBasis"),
              v.get("document"))),
  REFUSAL(
      List.of(Field.lines("reason"), Field.required("document")),
      v -> new StepPayload.Refusal(v.get("reason"), v.get("document"))),
  EXTENSION(
      List.of(
          Field.limit("by"),
          Field.lines("reason"),
          Field.required("legalBasis"),
          Field.required("document")),
      v ->
          new StepPayload.Extension(
              Limit.parse(v.get("by")), v.get("reason"), v.get("legalBasis"), v.get("document"))),
  AGREEMENT(
      List.of(
          Field.day("dueOn"),
          Field.lines("reason"),
          Field.required("legalBasis"),
          Field.required("document")),
      v ->
          new StepPayload.Agreement(
              day(v.get("dueOn")), v.get("reason"), v.get("legalBasis"), v.get("document"))),
  FINANCE(
      List.of(Field.required("document"), Field.lines("reason"), Field.required("legalBasis")),
      v -> new StepPayload.FinanceNotice(v.get("document"), v.get("reason"), v.get("legalBasis"))),
  STOP(
      List.of(Field.lines("reason"), Field.required("document")),
      v -> new StepPayload.Stop(v.get("reason"), v.get("document")));

  /**
   * One thing to be filled in.
   *
   * @param kind how it is typed: {@code text}, {@code lines}, {@code date}
   */
  record Field(String name, String kind, boolean required, boolean limit) {
    static Field required(String name) {
      return new Field(name, "text", true, false);
    }

    static Field optional(String name) {
      return new Field(name, "text", false, false);
    }

    static Field lines(String name) {
      return new Field(name, "lines", true, false);
    }

    static Field day(String name) {
      return new Field(name, "date", true, false);
    }

    static Field limit(String name) {
      return new Field(name, "text", true, true);
    }
  }

  /** The steps after which the models record the result. */
  private static final Set<String> ENDS_WITH_THE_RESULT =
      Set.of("issue_result", "collect_results", "handle_step");

  /** What was typed, by the names of the fields; nothing typed is an empty text. */
  private record Values(Map<String, String> typed) {
    String get(String field) {
      return typed.getOrDefault(field, "");
    }
  }

  private final List<Field> fields;
  private final Function<Values, StepPayload> payload;

  OutcomeKind(List<Field> fields, Function<Values, StepPayload> payload) {
    this.fields = fields;
    this.payload = payload;
  }

  List<Field> fields() {
    return fields;
  }

  /** The name of its group of fields on the page. */
  String group() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of this kind; every field has a value, which may be empty. */
  StepPayload payload(Map<String, String> values) {
    return payload.apply(new Values(values));
  }

  /** What an officer would have typed who means this, by the ids of the fields. */
  Map<String, String> typed(StepPayload meant) {
    Map<String, String> typed = new LinkedHashMap<>();
    words(meant).forEach((field, value) -> typed.put(group() + "-" + field, value));
    return typed;
  }

  private static Map<String, String> words(StepPayload meant) {
    if (meant instanceof StepPayload.Extension said) {
      return words(said.reason(), said.legalBasis(), said.document(), "by", said.by().text());
    } else if (meant instanceof StepPayload.Agreement said) {
      return words(
          said.reason(), said.legalBasis(), said.document(), "dueOn", said.dueOn().toString());
    } else if (meant instanceof StepPayload.SupplementOrder said) {
      Map<String, String> words =
          words(
              said.reason(),
              said.legalBasis(),
              said.document(),
              "deadline",
              said.deadlineOn().toString());
      words.put("items", String.join("\n", said.items()));
      return words;
    } else if (meant instanceof StepPayload.FinanceNotice said) {
      return words(said.reason(), said.legalBasis(), said.document());
    } else if (meant instanceof StepPayload.Stop said) {
      return Map.of("reason", said.reason(), "document", said.document());
    }
    return meant instanceof StepPayload.Refusal said
        ? Map.of("reason", said.reason(), "document", said.document())
        : Map.of();
  }

  private static Map<String, String> words(
      String reason, String legalBasis, String document, String... more) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("reason", reason);
    words.put("legalBasis", legalBasis);
    words.put("document", document);
    for (int i = 0; i < more.length; i += 2) {
      words.put(more[i], more[i + 1]);
    }
    return words;
  }

  /** What a step that ends so has to say; a result is said where the model records it next. */
  static OutcomeKind of(String step, String outcome) {
    return switch (outcome) {
      case "supplement" -> SUPPLEMENT;
      case "refuse" -> REFUSAL;
      case "extend" -> EXTENSION;
      case "agree" -> AGREEMENT;
      case "finance" -> FINANCE;
      case "stop" -> STOP;
      case "done" -> ENDS_WITH_THE_RESULT.contains(step) ? RESOLUTION : PLAIN;
      default -> PLAIN;
    };
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.split("\\R")).map(String::strip).filter(l -> !l.isEmpty()).toList();
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Failure.badInput("web", "day-unreadable", "value", text).causedBy(e);
    }
  }
}
