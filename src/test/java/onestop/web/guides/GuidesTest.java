package onestop.web.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import onestop.web.DoorTable;
import onestop.web.DoorTable.Door;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pure")
class GuidesTest {
  private static final Guides GUIDES = new Guides();

  /** What is no page, and the guides themselves. */
  private static final Set<String> WITHOUT =
      Set.of("/assets/**", "/webjars/**", "/language", "/error", "(none)");

  static Stream<Locale> languages() {
    return Stream.of(Languages.VIETNAMESE, Languages.ENGLISH);
  }

  private static List<Door> pages() {
    return DoorTable.read().stream()
        .filter(door -> door.method().equals("GET") && !door.isApi())
        .filter(door -> !door.request().startsWith("/actuator"))
        .filter(door -> !door.request().matches("/(guides|log/).*"))
        .filter(door -> !door.request().matches("[^?]*\\.(csv|xlsx|pdf|json)(\\?.*)?"))
        .filter(door -> !WITHOUT.contains(door.mapping().substring("GET ".length())))
        .toList();
  }

  @Test
  void explainEveryPageOfTheProgram() {
    assertThat(pages()).hasSizeGreaterThan(40);
    for (Door door : pages()) {
      String path = door.request().replaceFirst("\\?.*", "").replace('{', 'x').replace('}', 'x');
      GuideSections.Section section =
          GuideSections.of(path)
              .orElseThrow(() -> new AssertionError("no section explains " + door.mapping()));
      assertThat(languages())
          .allSatisfy(
              language ->
                  assertThat(GUIDES.find(section.guide(), language))
                      .as("%s in %s, for %s", section.address(), language, door.mapping())
                      .hasValueSatisfying(
                          guide -> assertThat(guide.has(section.anchor())).isTrue()));
    }
    assertThat(GUIDES.explaining("/nowhere")).isEqualTo("/guides");
  }

  @Test
  void nameTheSameSectionsInBothLanguages() {
    List<GuideText> english = GUIDES.all(Languages.ENGLISH);
    for (GuideText guide : GUIDES.all(Languages.VIETNAMESE)) {
      GuideText other =
          english.stream().filter(one -> one.name().equals(guide.name())).findFirst().orElseThrow();
      assertThat(named(other)).as(guide.name()).isEqualTo(named(guide));
      assertThat(other.title()).isNotEqualTo(guide.title());
    }
  }

  private static List<String> named(GuideText guide) {
    return guide.sections().stream()
        .map(GuideText.Section::anchor)
        .filter(anchor -> !anchor.startsWith("part-"))
        .toList();
  }

  @Test
  void leadOnlyToWhatTheProgramHas() {
    for (Locale language : languages().toList()) {
      for (GuideText guide : GUIDES.all(language)) {
        assertThat(guide.html()).doesNotContain("English below");
        for (MatchResult picture : found("<img[^>]* src=\"([^\"]*)\"", guide)) {
          assertThat(getClass().getResource("/static" + picture.group(1)))
              .as(picture.group(1))
              .isNotNull();
        }
        for (MatchResult link : found("<a[^>]* href=\"/guides/([a-z]+)(?:#([a-z-]+))?\"", guide)) {
          GuideText to = GUIDES.find(link.group(1), language).orElseThrow();
          assertThat(link.group(2) == null || to.has(link.group(2))).as(link.group()).isTrue();
        }
        assertThat(found("<a[^>]* href=\"(?!/[^/]|#|https://)", guide)).isEmpty();
      }
    }
  }

  private static List<MatchResult> found(String pattern, GuideText guide) {
    return Pattern.compile(pattern).matcher(guide.html()).results().toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "text <b onclick=\"x()\">bold</b>",
        "<!-- id: a --><img src=x onerror=y>",
        "[here](javascript:alert(1))",
        "![here](data:text/html;base64,AA)",
        "[here](//evil.example)",
        "<iframe src=\"https://evil.example\"></iframe>",
        "[here](../../secret.md)"
      })
  void letInNoTagOfTheirOwn(String hostile) {
    GuideText text =
        new GuideReader(List.of("clerk"))
            .read("clerk", "# Title\n\n<!-- id: one -->\n## One\n\n" + hostile);
    assertThat(text.title()).isEqualTo("Title");
    assertThat(text.sections()).containsExactly(new GuideText.Section("one", "One"));
    assertThat(text.html())
        .startsWith("<h2 id=\"one\">One</h2>")
        .doesNotContainPattern("<(script|b|iframe|img src=\"?x)")
        .doesNotContainPattern("(href|src)=\"(javascript|data|//|\\.\\.)");
  }

  @Test
  void keepTablesCodeAndLinksToOtherGuides() {
    GuideText text =
        new GuideReader(List.of("clerk"))
            .read(
                "clerk",
                "# T\n\n## One\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx\n```\n\n"
                    + "[c](clerk.md#work) [d](../deadlines.md) ![p](../pictures/p.png)\n");
    assertThat(text.sections()).containsExactly(new GuideText.Section("part-1", "One"));
    assertThat(
            Map.of(
                "table", text.html().contains("<table tabindex=\"0\">"),
                "code", text.html().contains("<pre tabindex=\"0\"><code>x"),
                "guide", text.html().contains(" href=\"/guides/clerk#work\">c</a>"),
                "plain", text.html().contains("</a> d <img"),
                "picture", text.html().contains("src=\"/assets/pictures/p.png\"")))
        .doesNotContainValue(false);
  }
}
