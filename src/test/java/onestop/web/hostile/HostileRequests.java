package onestop.web.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests that no honest caller sends, made from the OpenAPI document of the API. Pure: the same
 * document, names and seed give the same requests in the same order.
 */
final class HostileRequests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Texts that were trouble elsewhere. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b",
          "\u202egnp.exe",
          "\uFEFF",
          "\uD800",
          "\u0301\u0301\u0301",
          "𝒽𝑜̂̀ 𝓈𝑜̛",
          "' or '1'='1",
          "\"><script>alert(1)</script>",
          "${7*7}#{7*7}__${T(Runtime)}__",
          "../../etc/passwd",
          "{0,number,#.##}",
          "%00%0a",
          "\r\nX-Injected: yes",
          "-1",
          "9223372036854775808",
          "1e400",
          "NaN",
          "0x10",
          "٤٢",
          "2026-02-30",
          "2026-02-11T25:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "null",
          "true",
          "[]",
          "DESK ",
          "desk",
          "HEAD_OF_AGENCY,AUDITOR");

  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "application/json; charset=utf-16",
          "application/json;charset=no-such",
          "application/yaml",
          "*/*",
          "x",
          "text/csv",
          "application/x-ndjson");

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "QUERY", "FOO");

  private static final List<String> BROKEN =
      List.of(
          "",
          "{",
          "[",
          "{\"a\":",
          "{]",
          "{\"a\" 1}",
          "{'a': 1}",
          "{\"a\":1}{\"a\":1}",
          "{\"a\":1,\"a\":2}",
          "nul",
          "\"",
          "\"\\ud800\"",
          "\"\\x\"",
          "01",
          "{\"a\":1,}",
          "/* */ {}",
          "<x/>",
          "\u0000",
          "\uFEFF{}");

  /** What is wrong with a request. */
  enum Fault {
    TEXT,
    WRONG_TYPE,
    MISSING,
    EXTRA,
    HUGE,
    DEEP,
    BROKEN,
    PARAMETER,
    PATH,
    METHOD,
    CONTENT_TYPE,
    NONE
  }

  /**
   * A request.
   *
   * @param type the content type; null for none
   */
  record Hostile(Fault fault, String method, String target, @Nullable String type, byte[] body) {
    @Override
    public String toString() {
      String text = new String(body, StandardCharsets.UTF_8);
      return "%s: %s %s (%s) %s"
          .formatted(
              fault,
              method,
              target.substring(0, Math.min(300, target.length())),
              type,
              text.substring(0, Math.min(300, text.length())));
    }
  }

  /** A call of the document. */
  private record Call(
      String method,
      String path,
      List<JsonNode> parameters,
      @Nullable String type,
      @Nullable JsonNode schema) {}

  private final JsonNode document;
  private final Map<String, List<String>> names;
  private final Random random;
  private final List<Call> calls = new ArrayList<>();

  /**
   * Requests for that document.
   *
   * @param names existing names by the variable of a path or the property of a body that takes them
   */
  HostileRequests(JsonNode document, Map<String, List<String>> names, long seed) {
    this.document = document;
    this.names = names;
    this.random = new Random(seed);
    Map<String, JsonNode> paths = new TreeMap<>();
    document.path("paths").fields().forEachRemaining(e -> paths.put(e.getKey(), e.getValue()));
    paths.forEach(
        (path, item) ->
            item.fields()
                .forEachRemaining(
                    operation -> calls.add(call(operation.getKey(), path, operation.getValue()))));
  }

  private static Call call(String method, String path, JsonNode operation) {
    List<JsonNode> parameters = new ArrayList<>();
    operation.path("parameters").forEach(parameters::add);
    var content = operation.path("requestBody").path("content").fields();
    Map.Entry<String, JsonNode> body = content.hasNext() ? content.next() : null;
    return new Call(
        method.toUpperCase(Locale.ROOT),
        path,
        parameters,
        body == null ? null : body.getKey(),
        body == null ? null : body.getValue().path("schema"));
  }

  int calls() {
    return calls.size();
  }

  /** The next request. */
  Hostile next() {
    Call call = one(calls);
    Fault fault = one(List.of(Fault.values()));
    String target = target(call, fault);
    String method = fault == Fault.METHOD ? one(METHODS) : call.method();
    String type = fault == Fault.CONTENT_TYPE ? one(TYPES) : call.type();
    byte[] body =
        call.schema() == null && fault != Fault.BROKEN && fault != Fault.CONTENT_TYPE
            ? new byte[0]
            : body(call, fault).getBytes(StandardCharsets.UTF_8);
    return new Hostile(fault, method, target, type, body);
  }

  // ---- the address ---------------------------------------------------------------------------

  private String target(Call call, Fault fault) {
    StringBuilder target = new StringBuilder();
    StringBuilder query = new StringBuilder();
    String path = call.path();
    for (JsonNode parameter : call.parameters()) {
      String name = parameter.path("name").asText();
      boolean wrong = fault == Fault.PARAMETER && random.nextInt(3) == 0;
      String value =
          fault == Fault.HUGE && random.nextInt(8) == 0 && !wrong
              ? "9".repeat(3000)
              : wrong ? one(TEXTS) : plain(name, parameter.path("schema"));
      switch (parameter.path("in").asText()) {
        case "path" ->
            path =
                path.replace(
                    "{" + name + "}",
                    fault == Fault.PATH && random.nextBoolean() ? odd() : encoded(value));
        case "query" -> {
          if (parameter.path("required").asBoolean() || random.nextBoolean()) {
            query.append(query.length() == 0 ? '?' : '&').append(name).append('=');
            query.append(encoded(value));
            if (wrong && random.nextBoolean()) {
              query.append('&').append(name).append('=').append(encoded(one(TEXTS)));
            }
          }
        }
        default -> {} // headers are sent by the caller
      }
    }
    target.append(path.replaceAll("\\{[^}]*}", "x"));
    if (fault == Fault.PATH) {
      target.append(one(List.of("", "/", "//", ";x=1", "/..", "/%2e%2e", ".json", "%20", "/%00")));
    }
    return target.append(query).toString();
  }

  private String odd() {
    return one(
        List.of(
            "%00", "%2F", "%252e", "%C3%28", "..", ";a=b", "%0d%0a", "a".repeat(4000), "%F0%9F"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String plain(String name, JsonNode schema) {
    JsonNode value = value(name, resolved(schema), 0);
    return value.isTextual() ? value.asText() : value.toString();
  }

  // ---- the body ------------------------------------------------------------------------------

  private String body(Call call, Fault fault) {
    if (fault == Fault.BROKEN) {
      return one(BROKEN);
    }
    if (fault == Fault.DEEP) {
      int depth = one(List.of(33, 200, 5_000));
      return one(List.of("[", "{\"a\":", "{\"applicant\":")).repeat(depth);
    }
    JsonNode schema = resolved(call.schema() == null ? NODES.objectNode() : call.schema());
    if (!String.valueOf(call.type()).contains("json")) {
      return fault == Fault.HUGE ? "<".repeat(300_000) : one(TEXTS) + "<a/>\n2026-01-01,OFF,X\n";
    }
    JsonNode value = value("", schema, 0);
    if (value instanceof ObjectNode object) {
      spoil(object, fault);
    } else if (fault == Fault.WRONG_TYPE) {
      value = NODES.numberNode(1);
    }
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Spoils one property, of the object itself or of an object inside it. */
  private void spoil(ObjectNode object, Fault fault) {
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    String name = fields.isEmpty() ? "x" : one(fields);
    JsonNode inside = object.get(name);
    if (inside instanceof ObjectNode deeper && !deeper.isEmpty() && random.nextInt(3) > 0) {
      spoil(deeper, fault);
      return;
    }
    switch (fault) {
      case TEXT -> object.set(name, TextNode.valueOf(one(TEXTS)));
      case WRONG_TYPE -> object.set(name, strange());
      case MISSING -> {
        if (random.nextBoolean()) {
          object.remove(name);
        } else {
          object.putNull(name);
        }
      }
      case EXTRA -> object.put(one(List.of("admin", "__proto__", "class", "$ref", "", "id")), "x");
      case HUGE -> object.set(name, huge());
      default -> {} // the fault is elsewhere
    }
  }

  private JsonNode strange() {
    return switch (random.nextInt(8)) {
      case 0 -> NODES.numberNode(Long.MAX_VALUE);
      case 1 -> NODES.numberNode(-1.5);
      case 2 -> NODES.booleanNode(true);
      case 3 -> NODES.arrayNode().addNull().add(1).add("x");
      case 4 -> NODES.objectNode().put("a", 1);
      case 5 -> NODES.arrayNode().add(NODES.arrayNode());
      case 6 -> NODES.numberNode(new java.math.BigDecimal("1e300"));
      default -> NODES.textNode("x");
    };
  }

  private JsonNode huge() {
    return switch (random.nextInt(4)) {
      case 0 -> NODES.textNode("ệ".repeat(100_000));
      case 1 -> NODES.textNode("a ".repeat(20_000));
      case 2 -> NODES.numberNode(new java.math.BigInteger("9".repeat(400)));
      default -> {
        ArrayNode many = NODES.arrayNode();
        for (int i = 0; i < 5_000; i++) {
          many.add("x" + i);
        }
        yield many;
      }
    };
  }

  /** A value that the schema allows, with existing names where there are some. */
  private JsonNode value(String name, JsonNode schema, int depth) {
    List<String> known = names.get(name);
    if (known != null && random.nextInt(5) > 0) {
      return NODES.textNode(one(known));
    }
    if (schema.has("enum")) {
      return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
    }
    JsonNode type = schema.path("type");
    return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
      case "object" -> object(schema, depth);
      case "array" -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(3); i > 0 && depth < 5; i--) {
          array.add(value(name, resolved(schema.path("items")), depth + 1));
        }
        yield array;
      }
      case "integer" -> NODES.numberNode(random.nextInt(60));
      case "number" -> NODES.numberNode(random.nextInt(60) / 4.0);
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      default ->
          NODES.textNode(
              switch (schema.path("format").asText()) {
                case "date" -> "2026-0%d-1%d".formatted(1 + random.nextInt(9), random.nextInt(9));
                case "date-time" -> "2026-03-1%dT08:00:00Z".formatted(random.nextInt(9));
                default -> schema.path("example").asText(random.nextBoolean() ? "Lý do số 7" : "x");
              });
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(one -> required.add(one.asText()));
    schema
        .path("properties")
        .fields()
        .forEachRemaining(
            property -> {
              if (depth < 5 && (required.contains(property.getKey()) || random.nextInt(3) == 0)) {
                object.set(
                    property.getKey(),
                    value(property.getKey(), resolved(property.getValue()), depth + 1));
              }
            });
    return object;
  }

  private JsonNode resolved(JsonNode schema) {
    JsonNode at = schema;
    for (int i = 0; i < 10 && at.has("$ref"); i++) {
      at = document.at(at.path("$ref").asText().substring(1));
    }
    return at;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
