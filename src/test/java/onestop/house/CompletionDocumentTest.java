package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * docs/completion.openapi.json describes the call that ends a step, made from {@link StepForm}.
 * After a change of a form, the failure of this test prints the document that belongs there.
 */
@Tag("pure")
class CompletionDocumentTest {

  @Test
  void theDocumentSaysWhatTheFormsSay() throws JsonProcessingException {
    assertThat(House.text("docs/completion.openapi.json")).isEqualTo(written(document()));
  }

  private static String written(Map<String, Object> document) throws JsonProcessingException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return new ObjectMapper().writer(printer).writeValueAsString(document) + "\n";
  }

  private static Map<String, Object> document() {
    Map<String, Object> schemas = map();
    schemas.put("Completion", completion());
    for (StepForm form : StepForm.values()) {
      if (form != StepForm.PLAIN) {
        schemas.put(form.code(), schema(form));
      }
    }
    return map(
        "openapi", "3.1.0",
        "info", map("title", "onestop: how a step ends", "version", "1"),
        "paths",
            map(
                "/api/work-items/{id}/complete",
                map("parameters", List.of(id()), "post", operation())),
        "components", map("schemas", schemas));
  }

  private static Map<String, Object> id() {
    return map("name", "id", "in", "path", "required", true, "schema", map("type", "string"));
  }

  private static Map<String, Object> operation() {
    return map(
        "summary",
        "Ends the step, or puts it before the approver that it needs",
        "requestBody",
        map(
            "required",
            true,
            "content",
            map("application/json", map("schema", reference("Completion")))),
        "responses",
        map(
            "202", map("description", "An approver has to decide"),
            "204", map("description", "The step has ended"),
            "400", map("description", "A field is wrong: application/problem+json names it")));
  }

  /** At most one form, under its own name; the note stands beside the outcome. */
  private static Map<String, Object> completion() {
    Map<String, Object> properties = map("outcome", map("type", "string", "minLength", 1));
    StepForm.PLAIN.fields().forEach(field -> properties.put(field.name(), schema(field)));
    Arrays.stream(StepForm.values())
        .filter(form -> form != StepForm.PLAIN)
        .forEach(form -> properties.put(form.code(), reference(form.code())));
    return map(
        "type",
        "object",
        "properties",
        properties,
        "required",
        List.of("outcome"),
        "additionalProperties",
        false);
  }

  private static Map<String, Object> schema(StepForm form) {
    Map<String, Object> properties = map();
    form.fields().forEach(field -> properties.put(field.name(), schema(field)));
    return map(
        "type",
        "object",
        "properties",
        properties,
        "required",
        form.fields().stream().filter(FormField::required).map(FormField::name).toList(),
        "additionalProperties",
        false);
  }

  private static Map<String, Object> schema(FormField field) {
    return switch (field.kind()) {
      case TEXT, PROSE, OFFICER -> {
        Map<String, Object> text = map("type", "string");
        if (field.required()) {
          text.put("minLength", 1);
        }
        text.put("maxLength", field.longest());
        yield text;
      }
      case CHOICE -> map("type", "string", "enum", field.options());
      case FLAG -> map("type", "boolean");
      case DAY -> map("type", "string", "format", "date");
      case LIMIT -> map("type", "string", "examples", List.of("10d", "3wd", "8wh"));
      case LIST ->
          map(
              "type",
              "array",
              "items",
              map("type", "string", "minLength", 1, "maxLength", field.longest()),
              "minItems",
              1,
              "maxItems",
              field.most());
    };
  }

  private static Map<String, Object> reference(String schema) {
    return map("$ref", "#/components/schemas/" + schema);
  }

  private static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
