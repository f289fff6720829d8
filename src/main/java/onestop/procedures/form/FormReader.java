// Over 300 lines: the whole supported part of the format, element by element.
package onestop.procedures.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import onestop.kernel.Failure;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormElement.Kind;
import onestop.procedures.form.FormElement.Option;
import onestop.procedures.form.FormElement.Rules;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form from the format of form-js (schema version 16 to 19). Only a part of the format is
 * supported; a form that needs more is refused with a sentence that names the element, so that
 * nothing in a form is ignored silently. Labels are Vietnamese, their English is the property
 * {@code label_en}; {@code en.<value>} is that of an option, {@code receipt} marks an answer that
 * the receipt prints, {@code search} one by which dossiers are found and lists are filtered (a line
 * of text, a number, a day or one choice, outside tables, and no {@linkplain PersonalNumbers number
 * of a person}, telephone or mail); {@code past} refuses a day that has not come yet; {@code least}
 * and {@code rows} bound a table.
 */
public final class FormReader {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int LARGEST = 200_000;
  private static final int DEEPEST = 3;
  private static final int MOST_ROWS = 50;
  private static final Pattern KEY = Pattern.compile("[A-Za-z_]\\w{0,59}");
  private static final Map<String, Kind> KINDS =
      Map.of(
          "textfield", Kind.TEXT,
          "textarea", Kind.LONG_TEXT,
          "number", Kind.NUMBER,
          "datetime", Kind.DATE,
          "select", Kind.SELECT,
          "radio", Kind.RADIO,
          "checkbox", Kind.CHECKBOX,
          "checklist", Kind.CHECKLIST);

  private static final Set<String> CONTAINERS = Set.of("text", "group", "dynamiclist");

  /** The attributes that only lay out, or that only the editor reads. */
  private static final Set<String> LAYOUT =
      Set.of(
          "id",
          "type",
          "layout",
          "appearance",
          "showOutline",
          "verticalAlignment",
          "subtype",
          "dateLabel",
          "increment",
          "serializeToString",
          "searchable",
          "isRepeating",
          "allowAddRemove",
          "defaultRepetitions",
          "disableCollapse",
          "nonCollapsedItems");

  private static final Set<String> READ =
      Set.of(
          "key",
          "path",
          "label",
          "description",
          "text",
          "validate",
          "values",
          "conditional",
          "properties",
          "components",
          "decimalDigits");

  private static final Set<String> VALIDATE =
      Set.of("required", "maxLength", "min", "max", "validationType");

  /** Each marked answer stands in every row of a list about its dossier. */
  private static final int MOST_MARKED = 6;

  private final String file;
  private int marked;
  private final Set<String> keys = new HashSet<>();
  private final List<FormCondition> conditions = new ArrayList<>();

  private FormReader(String file) {
    this.file = file;
  }

  /**
   * Reads a form.
   *
   * @param file the name of the file, for the sentences of a refusal
   * @throws Failure {@code procedures/form-…} with file, element and value, one slug for each
   *     reason
   */
  public static ApplicationForm read(String file, String json) {
    FormReader reader = new FormReader(file);
    if (json.length() > LARGEST) {
      throw reader.refused("/", "form-too-large", Integer.toString(LARGEST));
    }
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException e) {
      throw reader.refused("/", "form-no-json", "").causedBy(e);
    }
    return reader.form(root, json);
  }

  private ApplicationForm form(JsonNode root, String source) {
    int schema = root.path("schemaVersion").asInt();
    if (!root.path("type").asText().equals("default") || schema < 16 || schema > 19) {
      throw refused("/", "form-schema", "16–19");
    }
    String id = root.path("id").asText();
    if (!KEY.matcher(id).matches()) {
      throw refused("/", "form-key", id);
    }
    String version = root.path("versionTag").asText();
    if (!version.matches("[1-9]\\d{0,3}")) {
      throw refused("/", "form-version", version);
    }
    List<FormElement> elements = elements(root.path("components"), 0);
    if (elements.isEmpty()) {
      throw refused("/", "form-empty", "");
    }
    for (FormCondition condition : conditions) {
      for (String key : condition.keys()) {
        if (!keys.contains(key)) {
          throw refused(key, "form-condition-key", key);
        }
      }
    }
    return new ApplicationForm(id, Integer.parseInt(version), elements, source);
  }

  private List<FormElement> elements(JsonNode components, int depth) {
    List<FormElement> elements = new ArrayList<>();
    for (JsonNode component : components) {
      elements.add(element(component, depth));
    }
    return elements;
  }

  private FormElement element(JsonNode one, int depth) {
    String type = one.path("type").asText();
    String name = one.path("key").asText(one.path("path").asText(one.path("id").asText(type)));
    if (!KINDS.containsKey(type) && !CONTAINERS.contains(type)) {
      throw refused(name, "form-type", type);
    }
    component(one, name);
    FormCondition hidden = condition(one, name);
    if (KINDS.containsKey(type)) {
      return field(one, name, hidden);
    }
    if (type.equals("text")) {
      return new FormElement.Note(text(one, "text", "text_en"), hidden);
    }
    if (type.equals("group")) {
      if (depth >= DEEPEST) {
        throw refused(name, "form-too-deep", Integer.toString(DEEPEST));
      }
      if (one.hasNonNull("path")) {
        throw refused(name, "form-attribute", "path");
      }
      return new FormElement.Group(
          text(one, "label", "label_en"), elements(one.path("components"), depth + 1), hidden);
    }
    return table(one, name, hidden);
  }

  /** Refuses attributes that have a meaning which is not supported. */
  private void component(JsonNode one, String name) {
    one.fieldNames()
        .forEachRemaining(
            attribute -> {
              if (!LAYOUT.contains(attribute) && !READ.contains(attribute)) {
                throw refused(name, "form-attribute", attribute);
              }
            });
    one.path("validate")
        .fieldNames()
        .forEachRemaining(
            attribute -> {
              if (!VALIDATE.contains(attribute)) {
                throw refused(name, "form-attribute", "validate." + attribute);
              }
            });
  }

  private FormElement.Table table(JsonNode one, String name, @Nullable FormCondition hidden) {
    String key = key(one.path("path").asText(), name);
    List<Field> columns = new ArrayList<>();
    Set<String> outside = new HashSet<>(keys);
    keys.clear();
    for (JsonNode column : one.path("components")) {
      if (!(element(column, DEEPEST) instanceof Field field)
          || field.hiddenIf() != null
          || field.marks().searched()
          || field.kind() == Kind.CHECKLIST) {
        throw refused(name, "form-column", column.path("type").asText());
      }
      columns.add(field);
    }
    keys.clear();
    keys.addAll(outside);
    if (columns.isEmpty()) {
      throw refused(name, "form-empty", "");
    }
    String rows = one.path("properties").path("rows").asText("10");
    if (!rows.matches("[1-9]\\d?") || Integer.parseInt(rows) > MOST_ROWS) {
      throw refused(name, "form-rows", rows);
    }
    String least = one.path("properties").path("least").asText("0");
    if (!least.matches("\\d{1,2}") || Integer.parseInt(least) > Integer.parseInt(rows)) {
      throw refused(name, "form-rows", least);
    }
    return new FormElement.Table(
        key,
        text(one, "label", "label_en"),
        columns,
        Integer.parseInt(least),
        Integer.parseInt(rows),
        hidden);
  }

  private Field field(JsonNode one, String name, @Nullable FormCondition hidden) {
    Kind kind = Objects.requireNonNull(KINDS.get(one.path("type").asText()));
    String key = key(one.path("key").asText(), name);
    if (kind == Kind.DATE && !one.path("subtype").asText("date").equals("date")) {
      throw refused(name, "form-type", "datetime/" + one.path("subtype").asText());
    }
    FormText label = text(one, "label", "label_en");
    if (label.isEmpty()) {
      throw refused(name, "form-label", "");
    }
    return new Field(
        key,
        kind,
        label,
        text(one, "description", "description_en"),
        rules(one, name, kind),
        options(one, name, kind),
        marks(one, name, kind),
        hidden);
  }

  private FormElement.Marks marks(JsonNode one, String name, Kind kind) {
    boolean searched = one.path("properties").path("search").asText().equals("true");
    if (searched && !kind.isSearchable()) {
      throw refused(name, "form-search-kind", one.path("type").asText());
    }
    String check = one.path("validate").path("validationType").asText("");
    if (searched && !check.isEmpty()) {
      throw refused(name, "form-search-personal", check);
    }
    boolean typed = kind == Kind.TEXT || kind == Kind.NUMBER;
    if (searched
        && typed
        && PersonalNumbers.asks(one.path("key").asText(), text(one, "label", "label_en"))) {
      throw refused(name, "form-search-number", one.path("label").asText());
    }
    if (searched && ++marked > MOST_MARKED) {
      throw refused(name, "form-search-many", Integer.toString(MOST_MARKED));
    }
    return new FormElement.Marks(
        one.path("properties").path("receipt").asText().equals("true"), searched);
  }

  private String key(String key, String name) {
    if (!KEY.matcher(key).matches()) {
      throw refused(name, "form-key", key);
    }
    if (!keys.add(key)) {
      throw refused(name, "form-twice", key);
    }
    return key;
  }

  private Rules rules(JsonNode one, String name, Kind kind) {
    JsonNode validate = one.path("validate");
    boolean past = one.path("properties").path(Rules.PAST).asText().equals("true");
    if (past && kind != Kind.DATE) {
      throw refused(name, "form-attribute", Rules.PAST);
    }
    String check = validate.path("validationType").asText("");
    if (!Set.of("", "phone", "email").contains(check)) {
      throw refused(name, "form-attribute", "validationType " + check);
    }
    return new Rules(
        validate.path("required").asBoolean(),
        Math.min(Rules.LONGEST, validate.path("maxLength").asInt(Rules.LONGEST)),
        number(validate, "min", name),
        number(validate, "max", name),
        one.path("decimalDigits").asInt(0),
        past ? Rules.PAST : check.isEmpty() ? null : check);
  }

  private @Nullable BigDecimal number(JsonNode validate, String attribute, String name) {
    JsonNode value = validate.path(attribute);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    try {
      return new BigDecimal(value.asText());
    } catch (NumberFormatException e) {
      throw refused(name, "form-attribute", attribute + " " + value.asText()).causedBy(e);
    }
  }

  private List<Option> options(JsonNode one, String name, Kind kind) {
    List<Option> options = new ArrayList<>();
    Set<String> values = new HashSet<>();
    for (JsonNode option : one.path("values")) {
      String value = option.path("value").asText();
      String label = option.path("label").asText();
      if (value.isBlank() || label.isBlank() || !values.add(value)) {
        throw refused(name, "form-option", value);
      }
      String english = one.path("properties").path("en." + value).asText(label);
      options.add(new Option(value, new FormText(label, english)));
    }
    if (kind.isChoice() == options.isEmpty()) {
      throw refused(name, "form-options", "");
    }
    return options;
  }

  private @Nullable FormCondition condition(JsonNode one, String name) {
    String hide = one.path("conditional").path("hide").asText("");
    if (hide.isBlank()) {
      return null;
    }
    FormCondition condition =
        FormCondition.parse(hide).orElseThrow(() -> refused(name, "form-condition", hide));
    conditions.add(condition);
    return condition;
  }

  private static FormText text(JsonNode one, String attribute, String english) {
    String vi = one.path(attribute).asText("").strip();
    String en = one.path("properties").path(english).asText(vi).strip();
    return vi.isEmpty() ? FormText.NONE : new FormText(vi, en);
  }

  private Failure refused(String element, String slug, String value) {
    return Failure.badInput("procedures", slug, "file", file, "element", element, "value", value);
  }
}
