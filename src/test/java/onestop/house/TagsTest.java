package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every test class says what it needs by one tag, so that the fast ones can be run alone: {@code
 * pure} needs nothing but the class path, {@code store} a database, {@code world} the application
 * or another process, {@code browser} a Chromium beside it, {@code load} is a benchmark run small.
 */
@Tag("pure")
class TagsTest {
  private static final Pattern TAG =
      Pattern.compile("(?m)^@Tag\\(\"(pure|store|world|browser|load)\"\\)$");

  /** What a test of a pure type cannot use; `new` and calls, so that a Javadoc may name them. */
  private static final Pattern HEAVY =
      Pattern.compile(
          "\\bTestDatabase\\s*\\.|TestDatabase\\.class|\\bWorld\\s*\\.\\s*(on|serving|with|publishing)\\b"
              + "|\\bNode\\.start\\b|new (SpringApplicationBuilder|ProcessBuilder|Headless|Replay)\\(");

  @Test
  void everyTestClassHasOneTag() {
    assertThat(House.sources().stream().filter(TagsTest::isTestClass).map(TagsTest::fault))
        .filteredOn(fault -> !fault.isEmpty())
        .isEmpty();
  }

  @Test
  void findsWhatIsPlanted() {
    String test = "\nclass SomeTest {\n  void runs() {}\n}\n";
    assertThat(fault(planted("@Tag(\"pure\")" + test))).isEmpty();
    assertThat(fault(planted(test))).contains("no tag");
    assertThat(fault(planted("@Tag(\"slow\")" + test))).contains("no tag");
    assertThat(fault(planted("@Tag(\"pure\")\n@Tag(\"world\")" + test))).contains("two tags");
    for (String heavy : List.of("World.on(null, \"\")", "new ProcessBuilder()")) {
      String starts = "\nclass SomeTest {\n  Object o = %s;\n}\n".formatted(heavy);
      assertThat(fault(planted("@Tag(\"pure\")" + starts))).contains("not pure");
      assertThat(fault(planted("@Tag(\"world\")" + starts))).isEmpty();
    }
  }

  private static SourceFile planted(String text) {
    return SourceFile.of("SomeTest.java", text);
  }

  private static boolean isTestClass(SourceFile source) {
    return source.isTest() && source.name().endsWith("Test.java");
  }

  private static String fault(SourceFile source) {
    Matcher tags = TAG.matcher(source.text());
    if (!tags.find()) {
      return source.name() + " has no tag: pure, store, world, browser or load";
    }
    String tag = tags.group(1);
    if (tags.find()) {
      return source.name() + " has two tags";
    }
    boolean exempt = source.name().endsWith("/house/TagsTest.java");
    if (tag.equals("pure") && !exempt && HEAVY.matcher(source.text()).find()) {
      return source.name() + " is not pure: it needs a database, an application or a process";
    }
    return "";
  }
}
