package onestop.web.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import onestop.forms.SoundText;
import onestop.kernel.Failure;

/**
 * Strict reading of incoming JSON: a body is read exactly as the sender wrote it, or refused (RFC
 * 8259 leaves the handling of other cases to the reader).
 *
 * <ul>
 *   <li>No name twice in one object, no unknown name, nothing after the end.
 *   <li>No value of one kind read as another: neither a number as a text nor a text as a number.
 *   <li>Moments and dates as ISO 8601 writes them, never as a number ({@link IsoMoment}).
 *   <li>Every text {@linkplain SoundText sound}; no nesting or text beyond the limits that every
 *       valid body meets.
 * </ul>
 */
public final class StrictJson {
  private static final int DEEPEST = 32;
  private static final int LONGEST_TEXT = 256 * 1024;
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_NAME = 256;

  private StrictJson() {}

  /** A copy of a mapper that reads strictly and writes like the original. */
  public static ObjectMapper of(ObjectMapper mapper) {
    ObjectMapper strict =
        mapper
            .copy()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    strict
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(LONGEST_TEXT)
                .maxNumberLength(LONGEST_NUMBER)
                .maxNameLength(LONGEST_NAME)
                .build());
    for (LogicalType kind : LogicalType.values()) {
      for (CoercionInputShape shape : CoercionInputShape.values()) {
        if (!isItself(kind, shape)) {
          strict.coercionConfigFor(kind).setCoercion(shape, CoercionAction.Fail);
        }
      }
    }
    return strict.registerModule(
        new SimpleModule("onestop-strict")
            .setDeserializerModifier(new ExactWords())
            .addDeserializer(String.class, new Text())
            .addDeserializer(
                Instant.class, new Iso<>(Instant.class, IsoMoment::instant, StrictJson::noMoment))
            .addDeserializer(
                LocalDate.class, new Iso<>(LocalDate.class, IsoMoment::date, StrictJson::noDate)));
  }

  private static Failure noMoment(String field, String text) {
    return Failure.badInput("web", "moment-unreadable", "field", field, "value", text);
  }

  private static Failure noDate(String field, String text) {
    return Failure.badInput("web", "date-unreadable", "field", field, "value", text);
  }

  /** Whether a value of that shape is the JSON type of that kind. */
  private static boolean isItself(LogicalType kind, CoercionInputShape shape) {
    return switch (kind) {
      case Array, Collection -> shape == CoercionInputShape.EmptyArray;
      case Boolean -> shape == CoercionInputShape.Boolean;
      case Integer -> shape == CoercionInputShape.Integer;
      case Float -> shape == CoercionInputShape.Integer || shape == CoercionInputShape.Float;
      case Enum, DateTime, OtherScalar, Binary -> shape == CoercionInputShape.String;
      case Textual -> shape == CoercionInputShape.String || shape == CoercionInputShape.EmptyString;
      case Map, POJO, Untyped -> true; // an object, or any other shape
    };
  }

  /** The path of the parser's position, such as {@code applicant.name} or {@code papers.[0]}. */
  public static String path(JsonParser parser) {
    Deque<String> names = new ArrayDeque<>();
    for (JsonStreamContext at = parser.getParsingContext(); at != null; at = at.getParent()) {
      if (at.inArray()) {
        names.addFirst("[" + at.getCurrentIndex() + "]");
      } else if (at.inObject() && at.hasCurrentName()) {
        names.addFirst(at.getCurrentName());
      }
    }
    return String.join(".", names);
  }

  private static final class Text extends StdScalarDeserializer<String> {
    @Serial private static final long serialVersionUID = 1L;

    Text() {
      super(String.class);
    }

    @Override
    public LogicalType logicalType() {
      return LogicalType.Textual;
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = StringDeserializer.instance.deserialize(parser, context);
      SoundText.require(path(parser), text);
      return text;
    }
  }

  /** Requires the exact word of an enum, without blanks around it. */
  private static final class ExactWords extends BeanDeserializerModifier {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription description,
        JsonDeserializer<?> deserializer) {
      return new ExactWord(deserializer);
    }
  }

  private static final class ExactWord extends DelegatingDeserializer {
    @Serial private static final long serialVersionUID = 1L;

    ExactWord(JsonDeserializer<?> read) {
      super(read);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> read) {
      return new ExactWord(read);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.hasToken(JsonToken.VALUE_STRING)
          && parser.getText().length() != parser.getText().strip().length()) {
        return context.handleWeirdStringValue(handledType(), parser.getText(), "blanks around it");
      }
      return super.deserialize(parser, context);
    }
  }

  private static final class Iso<T> extends StdScalarDeserializer<T> {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Function<String, Optional<T>> reader;
    private final transient BiFunction<String, String, Failure> refusal;

    Iso(
        Class<T> type,
        Function<String, Optional<T>> reader,
        BiFunction<String, String, Failure> refusal) {
      super(type);
      this.reader = reader;
      this.refusal = refusal;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      // a number or the beginning of an object is refused like an invalid date
      String text = parser.getText();
      return reader.apply(text).orElseThrow(() -> refusal.apply(path(parser), text));
    }
  }
}
