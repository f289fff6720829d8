package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A decision is a promise about the code: each names the tests that would notice its end. */
@Tag("pure")
class DecisionsTest {
  private static final Pattern FILE = Pattern.compile("\\d{4}-[a-z0-9-]+\\.md");
  private static final Pattern CONFIRMED =
      Pattern.compile("(?ms)^## Confirmed by\\n(.+?)(^## |\\z)");
  private static final Pattern TEST =
      Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`|`(\\w+Benchmark)`");
  private static final List<String> PARTS =
      List.of("## Context", "## Decision", "## Consequences", "## Confirmed by");

  private final Set<String> tests =
      House.sources().stream()
          .map(s -> s.name().replaceAll(".*/(\\w+)\\.java", "$1"))
          .collect(Collectors.toSet());

  @Test
  void everyDecisionIsConfirmedByATestThatExists() {
    List<Path> decisions = House.files("docs/decisions", ".md");
    assertThat(decisions).hasSizeGreaterThanOrEqualTo(8);
    assertThat(
            decisions.stream()
                .flatMap(p -> findings(p.getFileName().toString(), House.text(p)).stream()))
        .isEmpty();
  }

  @Test
  void decisionsAreNumberedWithoutAGap() {
    List<String> numbers =
        House.files("docs/decisions", ".md").stream()
            .map(p -> p.getFileName().toString().substring(0, 4))
            .toList();
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(numbers.get(i)).isEqualTo("%04d".formatted(i + 1));
    }
  }

  @Test
  void seesADecisionWithoutAPartAndOneWithATestThatIsGone() {
    String page =
        """
        # 1. Title
        ## Context
        ## Decision
        ## Confirmed by
        `GoneTest.doesIt`, `DecisionsTest.noSuchMethod`
        """;
    assertThat(findings("0001-a.md", page))
        .containsExactly(
            "0001-a.md lacks ## Consequences",
            "0001-a.md is confirmed by GoneTest, which does not exist",
            "0001-a.md is confirmed by DecisionsTest.noSuchMethod, which does not exist");
    assertThat(findings("0001-a.md", page.replaceAll("`.*`", "nothing")))
        .contains("0001-a.md names no test");
  }

  private List<String> findings(String name, String page) {
    List<String> findings = new ArrayList<>();
    if (!FILE.matcher(name).matches()) {
      findings.add(name + " is not named NNNN-words.md");
    }
    PARTS.stream()
        .filter(part -> !page.contains("\n" + part + "\n"))
        .forEach(part -> findings.add(name + " lacks " + part));
    List<MatchResult> named =
        CONFIRMED
            .matcher(page)
            .results()
            .flatMap(part -> TEST.matcher(part.group(1)).results())
            .toList();
    if (named.isEmpty()) {
      findings.add(name + " names no test");
    }
    for (MatchResult test : named) {
      String type = test.group(1) != null ? test.group(1) : test.group(3);
      if (!tests.contains(type)) {
        findings.add("%s is confirmed by %s, which does not exist".formatted(name, type));
      } else if (test.group(2) != null && !hasMethod(type, test.group(2))) {
        findings.add(
            "%s is confirmed by %s.%s, which does not exist".formatted(name, type, test.group(2)));
      }
    }
    return findings;
  }

  private static boolean hasMethod(String type, String method) {
    return House.sources().stream()
        .filter(s -> s.name().endsWith("/" + type + ".java"))
        .anyMatch(s -> s.text().contains("void " + method + "("));
  }
}
