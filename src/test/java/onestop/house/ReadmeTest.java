package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** README promises nothing that no machine has checked: its commands, its links, its tests. */
@Tag("pure")
class ReadmeTest {
  private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
  private static final Pattern RUN = Pattern.compile("(?m)^\\s*readme(?:_serves)? '([^']+)'");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Benchmark))`");
  private static final int TWO_SCREENS = 120;

  private final String readme = House.text("README.md");

  @Test
  void everyCommandShownIsRunByTheBuildServer() {
    assertThat(runs(House.text(".ci/run"))).containsAll(commands(readme));
  }

  @Test
  void buildServerClaimsNoCommandThatIsNotShown() {
    assertThat(commands(readme)).containsAll(runs(House.text(".ci/run")));
  }

  @Test
  void everyTestNamedExists() {
    List<String> sources =
        House.sources().stream().map(s -> s.name().replaceAll(".*/(\\w+)\\.java", "$1")).toList();
    assertThat(TEST.matcher(readme).results().map(r -> r.group(1))).allMatch(sources::contains);
  }

  @Test
  void everyLinkOfEveryPageLeadsSomewhere() {
    assertThat(
            House.files("", ".md").stream()
                .flatMap(
                    page ->
                        LINK.matcher(House.text(page))
                            .results()
                            .map(r -> page.resolveSibling(r.group(1)).normalize())
                            .filter(target -> !target.toFile().exists())
                            .map(target -> House.name(page) + " -> " + House.name(target))))
        .isEmpty();
  }

  @Test
  void staysWithinTwoScreens() {
    assertThat(readme.lines().count()).isLessThanOrEqualTo(TWO_SCREENS);
  }

  @Test
  void seesACommandThatNobodyRuns() {
    String planted = "```sh\nmvn verify\n# a comment\njava -jar a.jar \\\n  due\n```\n";
    assertThat(commands(planted)).containsExactly("mvn verify", "java -jar a.jar due");
    assertThat(runs("  readme 'mvn verify' &\n# readme 'not this'\n"))
        .containsExactly("mvn verify")
        .doesNotContainSequence(commands(planted));
  }

  private static List<String> commands(String page) {
    return SHELL
        .matcher(page)
        .results()
        .flatMap(block -> block.group(1).replaceAll("\\\\\\n\\s*", "").lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static List<String> runs(String script) {
    return RUN.matcher(script).results().map(r -> r.group(1)).toList();
  }
}
