package onestop.web.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An empty list says what belongs there, or what to do first, and not only that it is empty. */
@Tag("pure")
class EmptyListsTest {
  private static final Pattern EMPTY =
      Pattern.compile("<(p|div) class=\"empty\".*?</\\1>", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("#\\{([a-z.-]+)[({}]");

  /** Parts of one record, and outcomes of a trial: the answer is that there is nothing. */
  private static final Set<String> ANSWERS =
      Set.of(
          "evidence.no-pauses",
          "evidence.no-escalations",
          "evidence.no-explanations",
          "evidence.no-entries",
          "calendar.no-change",
          "hearing.no-change",
          "assign.empty-from",
          "people.no-role");

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void saysWhatBelongsThereOrWhatToDo(String language) throws IOException {
    Properties messages = messages(language);
    Map<String, String> bare = new TreeMap<>();
    int found = 0;
    for (Path page : pages()) {
      for (String empty :
          EMPTY.matcher(Files.readString(page)).results().map(part -> part.group()).toList()) {
        for (String key : KEY.matcher(empty).results().map(one -> one.group(1)).toList()) {
          found++;
          String said = messages.getProperty(key, "");
          boolean teaches = said.strip().replaceAll("[.;]$", "").matches("(?s).*[.;] .*");
          if (!teaches && !leadsOn(empty) && !ANSWERS.contains(key)) {
            bare.put(key, said);
          }
        }
      }
    }
    assertThat(bare).isEmpty();
    assertThat(found).isGreaterThan(40);
  }

  /** Whether it has a link to follow, or a second paragraph. */
  private static boolean leadsOn(String empty) {
    return empty.contains("<a ") || empty.indexOf("<p", empty.indexOf("<p") + 1) > 0;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("src/main/resources/templates"))) {
      return pages.filter(page -> page.toString().endsWith(".html")).toList();
    }
  }

  private static Properties messages(String language) throws IOException {
    Properties all = new Properties();
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/messages"))) {
      for (Path file :
          files.filter(path -> path.toString().endsWith("_" + language + ".properties")).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
      }
    }
    return all;
  }
}
