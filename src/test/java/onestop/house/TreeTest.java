package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tree itself: what stands at its top, and what no file of it may say. */
@Tag("pure")
class TreeTest {
  private static final Set<String> TOP =
      Set.of(
          "pom.xml",
          "README.md",
          "CHANGELOG.md",
          "CONTRIBUTING.md",
          "SECURITY.md",
          "LICENSE",
          "NOTICE",
          ".gitignore",
          ".gitattributes",
          ".ci",
          ".mvn",
          "mvnw",
          "mvnw.cmd",
          "src",
          "bpmn",
          "benchmarks",
          "docs");

  /** Left there by tools and builds; never committed. */
  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "data", "node_modules", ".idea", ".vscode", ".settings");

  private static final List<String> TEXT =
      List.of(
          ".java",
          ".md",
          ".xml",
          ".yml",
          ".yaml",
          ".properties",
          ".sql",
          ".html",
          ".css",
          ".js",
          ".bpmn",
          ".dmn",
          ".csv",
          ".txt",
          "run");

  private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
  private static final Pattern A_MACHINE_OF_OURS =
      Pattern.compile("(?<![\\w.])/(work|root|home/\\w+)/|[A-Z]:\\\\Users");

  @Test
  void topOfTheTreeHoldsNothingElse() throws IOException {
    try (Stream<Path> top = Files.list(House.ROOT)) {
      assertThat(top.map(p -> p.getFileName().toString()).filter(n -> !NOT_OURS.contains(n)))
          .allMatch(name -> TOP.contains(name) || name.endsWith(".iml"));
    }
  }

  @Test
  void nothingIsLeftUnfinishedAndNothingNamesAMachine() {
    assertThat(
            TEXT.stream()
                .flatMap(ending -> House.files("", ending).stream())
                .flatMap(path -> findings(House.name(path), House.text(path)).stream()))
        .isEmpty();
  }

  @Test
  void seesPlantedFaults() {
    assertThat(findings("a.md", "fine\n// TO" + "DO later\nsee /wo" + "rk/x\nhttp://a.vn/work/x\n"))
        .containsExactly("a.md:2 is unfinished", "a.md:3 names a path of one machine");
  }

  private static List<String> findings(String name, String text) {
    List<String> findings = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (UNFINISHED.matcher(line).find()) {
        findings.add(name + ":" + number + " is unfinished");
      }
      if (A_MACHINE_OF_OURS.matcher(line).find()) {
        findings.add(name + ":" + number + " names a path of one machine");
      }
    }
    return findings;
  }
}
