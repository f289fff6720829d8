package onestop.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each code belongs to one class, which is on the list and whose sentences are there. */
@Tag("pure")
class LintRulesTest {
  private static final Path SOURCES = Path.of("src/main/java/onestop/models/lint");
  private static final Pattern CODE = Pattern.compile("\"(L\\d{3})\"");

  private static Map<Class<?>, Set<String>> declared() {
    Map<Class<?>, Set<String>> declared = new HashMap<>();
    ModelLint.rules().forEach(rule -> declared.put(rule.getClass(), rule.codes()));
    return declared;
  }

  private static Set<String> codes() {
    return declared().values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyCodeBelongsToOneClass() {
    Map<String, Class<?>> owners = new HashMap<>();
    declared()
        .forEach(
            (rule, codes) -> {
              assertThat(codes).as(rule.getSimpleName()).isNotEmpty();
              codes.forEach(code -> assertThat(owners.put(code, rule)).as(code).isNull());
            });
    assertThat(owners).hasSizeGreaterThan(60);
  }

  /** A rule that stands on no list would never be asked. */
  @Test
  void everyRuleIsOnTheList() throws IOException {
    Set<String> asked =
        declared().keySet().stream().map(Class::getSimpleName).collect(Collectors.toSet());
    Set<String> written = new HashSet<>();
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        Set<String> named = new TreeSet<>();
        for (Matcher code = CODE.matcher(Files.readString(source)); code.find(); ) {
          named.add(code.group(1));
        }
        if (!named.isEmpty()) {
          String name = source.getFileName().toString().replace(".java", "");
          written.add(name);
          assertThat(declared().entrySet())
              .filteredOn(rule -> rule.getKey().getSimpleName().equals(name))
              .singleElement()
              .satisfies(rule -> assertThat(rule.getValue()).isEqualTo(named));
        }
      }
    }
    assertThat(written).isEqualTo(asked);
  }

  @Test
  void everyCodeHasItsSentenceInBothLanguagesAndNoSentenceIsLeftOver() {
    for (Locale language : new Locale[] {Locale.forLanguageTag("vi"), Locale.ENGLISH}) {
      Set<String> said =
          ResourceBundle.getBundle("messages/models", language).keySet().stream()
              .filter(key -> key.startsWith("lint."))
              .map(key -> key.split("\\.")[1]) // one for each unit of a limit
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(said).as(language.getLanguage()).isEqualTo(codes());
    }
  }

  @Test
  void aRuleReportsNothingThatItDoesNotDeclare() {
    LintRule<String> planted =
        new LintRule<>() {
          @Override
          public Set<String> codes() {
            return Set.of("L001");
          }

          @Override
          public void check(String subject, Findings findings) {
            findings.error(subject, null);
          }
        };
    Findings findings = Findings.none();
    planted.check("L001", findings.of(planted));
    assertThat(findings.list()).hasSize(1);
    assertThatThrownBy(() -> planted.check("L002", findings.of(planted)))
        .isInstanceOf(IllegalStateException.class);
  }
}
