package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The operator's page names every setting there is, and none that is gone. */
@Tag("pure")
class OperatingPageTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `((?:onestop\\.|ONESTOP_)[\\w.-]*)` \\|");
  private static final Pattern DEFAULT = Pattern.compile("(?m)^\\| `([\\w.-]+)` \\| `([^`]*)` \\|");
  private static final Pattern IN_A_STRING =
      Pattern.compile(
          "(?:\\$\\{|getProperty\\(\\s*\"|ConditionalOnProperty\\((?:\\w+\\s*=\\s*)?\")"
              + "(onestop(?:\\.[a-z0-9-]+)+)");
  private static final Pattern VARIABLE = Pattern.compile("\\bONESTOP_[A-Z_]+\\b");

  private final Set<String> documented =
      new TreeSet<>(
          ROW.matcher(House.text("docs/operating.md")).results().map(r -> r.group(1)).toList());

  @Test
  void everySettingOfTheCodeIsOnThePage() {
    assertThat(documented).containsAll(settings());
  }

  @Test
  void everySettingOnThePageIsInTheCode() {
    assertThat(settings()).containsAll(documented);
  }

  @Test
  void everyDefaultOnThePageIsThatOfTheCode() {
    Map<String, String> onPage = new TreeMap<>();
    DEFAULT
        .matcher(House.text("docs/operating.md"))
        .results()
        .forEach(r -> onPage.put(r.group(1), r.group(2)));
    Map<String, String> inCode = new TreeMap<>();
    records().forEach((prefix, type) -> inCode.putAll(defaults(prefix, type)));
    assertThat(onPage).containsAllEntriesOf(inCode);
  }

  @Test
  void everySettingIsSpelledInKebabCase() {
    assertThat(settings())
        .allMatch(s -> s.matches("onestop(\\.[a-z0-9]+(-[a-z0-9]+)*)+|ONESTOP(_[A-Z0-9]+)+"));
  }

  @Test
  void seesASettingInARecordInAStringAndInYaml() throws IOException {
    assertThat(ofRecord("onestop.sample", Sample.class))
        .containsExactlyInAnyOrder("onestop.sample.lead-days", "onestop.sample.mail.host-name");
    assertThat(
            inStrings(
                "@Value(\"${onestop.zone:UTC}\") getProperty(\"onestop.a.b-c\"); \"onestop.x\""))
        .containsExactlyInAnyOrder("onestop.zone", "onestop.a.b-c");
    assertThat(inYaml("onestop:\n  zone: a\n  sla:\n    lead-days: 2\nspring:\n  x: 1\n"))
        .containsExactlyInAnyOrder("onestop.zone", "onestop.sla.lead-days");
  }

  record Sample(@DefaultValue("2") int leadDays, Mail mail) {
    record Mail(String hostName) {}
  }

  private static Set<String> settings() {
    Set<String> all = new TreeSet<>();
    records().forEach((prefix, type) -> all.addAll(ofRecord(prefix, type)));
    House.sources().stream()
        .filter(SourceFile::isMain)
        .forEach(
            source -> {
              all.addAll(inStrings(source.text()));
              all.addAll(variables(source.text()));
            });
    for (var path : House.files("src/main/resources", ".yaml")) {
      if (path.getFileName().toString().startsWith("application")) {
        all.addAll(inYaml(House.text(path)));
        all.addAll(variables(House.text(path)));
      }
    }
    Set<String> prefixes = all.stream().filter(s -> isPrefix(s, all)).collect(Collectors.toSet());
    all.removeAll(prefixes);
    return all;
  }

  /** The records of settings by their prefix. */
  private static Map<String, Class<?>> records() {
    Map<String, Class<?>> records = new TreeMap<>();
    for (JavaClass type : House.mainClasses()) {
      if (type.isAnnotatedWith(ConfigurationProperties.class)) {
        Class<?> settings = type.reflect();
        ConfigurationProperties annotation =
            Objects.requireNonNull(settings.getAnnotation(ConfigurationProperties.class));
        records.put(annotation.value() + annotation.prefix(), settings);
      }
    }
    return records;
  }

  private static Map<String, String> defaults(String prefix, Class<?> type) {
    Map<String, String> defaults = new TreeMap<>();
    for (var parameter : type.getDeclaredConstructors()[0].getParameters()) {
      DefaultValue value = parameter.getAnnotation(DefaultValue.class);
      if (value != null && value.value().length > 0) {
        String key = prefix + "." + kebab(parameter.getName());
        defaults.put(key, String.join(",", value.value()));
      }
    }
    return defaults;
  }

  private static boolean isPrefix(String setting, Set<String> all) {
    return all.stream().anyMatch(other -> other.startsWith(setting + "."));
  }

  private static Set<String> variables(String text) {
    return VARIABLE.matcher(text).results().map(r -> r.group()).collect(Collectors.toSet());
  }

  private static Set<String> ofRecord(String prefix, Class<?> type) {
    Set<String> keys = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + "." + kebab(component.getName());
      if (component.getType().isRecord()
          && component.getType().getName().startsWith(type.getName() + "$")) {
        keys.addAll(ofRecord(key, component.getType()));
      } else {
        keys.add(key);
      }
    }
    return keys;
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
  }

  private static Set<String> inStrings(String source) {
    return IN_A_STRING.matcher(source).results().map(r -> r.group(1)).collect(Collectors.toSet());
  }

  private static Set<String> inYaml(String yaml) {
    Set<String> keys = new TreeSet<>();
    try (var documents =
        new ObjectMapper()
            .readerFor(JsonNode.class)
            .readValues(new YAMLFactory().createParser(yaml))) {
      while (documents.hasNext()) {
        JsonNode document = (JsonNode) documents.next();
        collect("onestop", document.path("onestop"), keys);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }

  private static void collect(String prefix, JsonNode node, Set<String> keys) {
    if (node.isObject()) {
      node.properties().forEach(e -> collect(prefix + "." + e.getKey(), e.getValue(), keys));
    } else if (!node.isMissingNode()) {
      keys.add(prefix);
    }
  }
}
