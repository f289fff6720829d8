package onestop.web.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link CompletionBody} by the fields of the forms, as strictly as any other body: an
 * unknown name, or a value of another kind, is refused with its path.
 */
final class CompletionReader extends JsonDeserializer<CompletionBody> {

  @Override
  public CompletionBody deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    Map<String, @Nullable Object> beside = new LinkedHashMap<>();
    Map<StepForm, Map<String, @Nullable Object>> forms = new EnumMap<>(StepForm.class);
    object(
        parser,
        context,
        name -> {
          Optional<StepForm> form = named(name);
          if (form.isPresent()) {
            Map<String, @Nullable Object> values = form(form.get(), parser, context);
            if (values != null) {
              forms.put(form.get(), values);
            }
          } else if (name.equals(CompletionBody.OUTCOME) || name.equals(CompletionBody.NOTE)) {
            beside.put(name, text(parser, context));
          } else {
            return false;
          }
          return true;
        });
    return new CompletionBody(
        (String) beside.get(CompletionBody.OUTCOME),
        (String) beside.get(CompletionBody.NOTE),
        forms);
  }

  private static Optional<StepForm> named(String name) {
    return CompletionBody.NAMED.stream().filter(form -> form.code().equals(name)).findFirst();
  }

  private @Nullable Map<String, @Nullable Object> form(
      StepForm form, JsonParser parser, DeserializationContext context) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_NULL)) {
      return null;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    object(
        parser,
        context,
        name -> {
          Optional<FormField> field =
              form.fields().stream().filter(one -> one.name().equals(name)).findFirst();
          if (field.isPresent()) {
            values.put(name, value(field.get(), parser, context));
          }
          return field.isPresent();
        });
    return values;
  }

  private static @Nullable Object value(
      FormField field, JsonParser parser, DeserializationContext context) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_NULL)) {
      return null;
    }
    return switch (field.kind()) {
      case TEXT, PROSE, LIMIT, OFFICER, CHOICE -> text(parser, context);
      case FLAG -> context.readValue(parser, Boolean.class);
      case DAY -> context.readValue(parser, LocalDate.class);
      case LIST -> {
        JavaType texts = context.getTypeFactory().constructCollectionType(List.class, String.class);
        yield context.readValue(parser, texts);
      }
    };
  }

  private static @Nullable String text(JsonParser parser, DeserializationContext context)
      throws IOException {
    return parser.hasToken(JsonToken.VALUE_NULL) ? null : context.readValue(parser, String.class);
  }

  /** Reads the value of a name; returns false for an unknown name. */
  private interface Member {
    boolean read(String name) throws IOException;
  }

  private void object(JsonParser parser, DeserializationContext context, Member member)
      throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      context.handleUnexpectedToken(CompletionBody.class, parser);
    }
    String unknown = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      try {
        if (!member.read(name)) {
          unknown = unknown == null ? name : unknown;
          parser.skipChildren();
        }
      } catch (JsonMappingException e) {
        throw JsonMappingException.wrapWithPath(e, CompletionBody.class, name);
      }
    }
    if (unknown != null) { // an error of the JSON itself is reported first
      context.handleUnknownProperty(parser, this, CompletionBody.class, unknown);
    }
  }
}
