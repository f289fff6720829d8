package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attoparser.AbstractMarkupHandler;
import org.attoparser.MarkupParser;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pages hold no words of their own: every word comes from the messages, in the reader's language.
 */
@Tag("pure")
class TemplatesTest {
  private static final String FOLDER = "src/main/resources/templates";

  /** Attributes that a person reads or hears. */
  private static final Set<String> READ_BY_PEOPLE =
      Set.of("title", "alt", "placeholder", "aria-label", "label", "summary");

  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
  private static final Pattern INLINED = Pattern.compile("\\[\\[.*?]]|\\[\\(.*?\\)]");
  private static final Pattern KEY = Pattern.compile("#\\{([\\p{Alnum}._-]+)\\s*[}(]");
  private static final Pattern LITERAL = Pattern.compile("(?<!\\w\\()'([^']*)'|\\|([^|]*)\\|");

  /** The beginning of a key, put together with a state or a status on the page. */
  private static final Pattern KEY_PREFIX = Pattern.compile("'([a-z][a-z0-9-]*\\.[a-z0-9.-]*)'");

  private static final Pattern PREPROCESSED = Pattern.compile("__.*?__");

  private static final Pattern LIST =
      Pattern.compile("<table class=\"list\">.*?</table>", Pattern.DOTALL);
  private static final Pattern COLUMN = Pattern.compile("<th scope=\"col\".*?</th>");
  private static final Pattern CELL = Pattern.compile("<td\\b[^>]*>");

  private static final Pattern EXPRESSION = Pattern.compile("[$#@*~]\\{[^}]*}");

  /** A form is a document in one language: its file says which, and the other may stand beside. */
  private static final Pattern IN_ONE_LANGUAGE = Pattern.compile(".*[_.-](vi|en)\\.(html|xhtml)");

  @Test
  void noPageHasWordsOfItsOwn() {
    assertThat(
            templates()
                .filter(p -> !IN_ONE_LANGUAGE.matcher(House.name(p)).matches())
                .flatMap(p -> words(House.name(p), House.text(p)).stream()))
        .isEmpty();
  }

  @Test
  void everyKeyOnAPageExistsInBothLanguages() {
    Properties vietnamese = MessagesTest.texts("vi");
    Properties english = MessagesTest.texts("en");
    assertThat(
            templates()
                .flatMap(p -> keys(House.text(p)).map(key -> House.name(p) + " " + key))
                .filter(
                    found -> {
                      String key = found.substring(found.indexOf(' ') + 1);
                      return !vietnamese.containsKey(key) || !english.containsKey(key);
                    }))
        .isEmpty();
  }

  @Test
  void everyKeyPutTogetherOnAPageBeginsLikeAKey() {
    Set<String> keys = MessagesTest.texts("vi").stringPropertyNames();
    assertThat(
            templates()
                .flatMap(p -> KEY_PREFIX.matcher(House.text(p)).results())
                .map(result -> result.group(1))
                .filter(prefix -> keys.stream().noneMatch(key -> key.startsWith(prefix))))
        .isEmpty();
  }

  /**
   * Preprocessing evaluates text as an expression a second time; its holes are not ours to have.
   */
  @Test
  void noTemplatePreprocesses() {
    assertThat(
            Stream.of(FOLDER, "src/main/resources/forms")
                .flatMap(folder -> House.files(folder, "").stream())
                .filter(p -> PREPROCESSED.matcher(House.text(p)).find())
                .map(House::name))
        .isEmpty();
    assertThat("#{__${'state.' + s}__}").containsPattern(PREPROCESSED);
  }

  /** On a narrow screen the heads of a list are not shown, and each cell says what it is. */
  @Test
  void everyCellOfAListHasItsLabel() {
    assertThat(templates().flatMap(p -> unlabelled(House.name(p), House.text(p)).stream()))
        .isEmpty();
    String list =
        "<table class=\"list\"><tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr><tbody>"
            + "<tr><td>1</td><td>2</td></tr></tbody></table>";
    assertThat(unlabelled("a.html", list)).containsExactly("a.html: cell 2 of \"<tr><td>1\"");
  }

  private static List<String> unlabelled(String name, String page) {
    List<String> found = new ArrayList<>();
    for (MatchResult list : LIST.matcher(page).results().toList()) {
      List<String> heads = COLUMN.matcher(list.group()).results().map(MatchResult::group).toList();
      List<String> cells = CELL.matcher(list.group()).results().map(MatchResult::group).toList();
      for (int no = 1; no < cells.size(); no++) {
        boolean named = no >= heads.size() || !heads.get(no).contains("class=\"hidden\"");
        if (named && !cells.get(no).contains("data-label=")) {
          String row = list.group().substring(list.group().indexOf("<tbody>") + 7).strip();
          found.add("%s: cell %d of \"%s\"".formatted(name, no + 1, row.substring(0, 9)));
        }
      }
    }
    return found;
  }

  @Test
  void seesPlantedWords() {
    String page =
        """
        <html><head><title th:text="#{page.title}"></title><style>body { color: red }</style></head>
        <body><p>Hồ sơ</p><p>[[#{a.b}]] – 12 %</p><img alt="Sơ đồ"/>
        <span th:text="${n} + ' ngày'"></span><b th:classappend="${x} ? 'late'"></b>
        <i th:text="${m.get('reason')}"></i><i th:text="|Due ${d}|"></i><i th:text="${#messages.msg('state.' + s)}"></i><script>let words = 'not read';</script></body></html>
        """;
    assertThat(words("a.html", page))
        .containsExactly(
            "a.html:2 says \"Hồ sơ\"",
            "a.html:2 says \"Sơ đồ\" in alt",
            "a.html:3 says \"ngày\" in th:text",
            "a.html:4 says \"Due\" in th:text");
    assertThat(keys(page)).containsExactly("page.title", "a.b");
  }

  private static Stream<Path> templates() {
    return Stream.of(".html", ".xhtml", ".txt").flatMap(e -> House.files(FOLDER, e).stream());
  }

  private static Stream<String> keys(String page) {
    return KEY.matcher(page).results().map(result -> result.group(1));
  }

  private static List<String> words(String name, String page) {
    Words words = new Words(name);
    try {
      new MarkupParser(ParseConfiguration.htmlConfiguration()).parse(page, words);
    } catch (ParseException e) {
      throw new AssertionError(name + " is no markup", e);
    }
    return words.findings;
  }

  /** Collects what a person would read and no bundle has said. */
  private static final class Words extends AbstractMarkupHandler {
    private final String name;
    private final List<String> findings = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();

    Words(String name) {
      this.name = name;
    }

    @Override
    public void handleOpenElementStart(
        char[] buffer, int nameOffset, int nameLen, int line, int col) {
      open.push(new String(buffer, nameOffset, nameLen));
    }

    @Override
    public void handleCloseElementEnd(
        char[] buffer, int nameOffset, int nameLen, int line, int col) {
      open.poll();
    }

    @Override
    public void handleAutoCloseElementEnd(
        char[] buffer, int nameOffset, int nameLen, int line, int col) {
      open.poll();
    }

    @Override
    public void handleText(char[] buffer, int offset, int len, int line, int col) {
      String element = open.isEmpty() ? "" : open.peek();
      if (element.equals("script") || element.equals("style")) {
        return;
      }
      String text = new String(buffer, offset, len);
      int gap = text.length() - text.stripLeading().length();
      int at = line + (int) text.substring(0, gap).chars().filter(c -> c == '\n').count();
      report(at, INLINED.matcher(text).replaceAll(" "), "");
    }

    @Override
    public void handleAttribute(
        char[] buffer,
        int nameOffset,
        int nameLen,
        int nameLine,
        int nameCol,
        int operatorOffset,
        int operatorLen,
        int operatorLine,
        int operatorCol,
        int valueContentOffset,
        int valueContentLen,
        int valueOuterOffset,
        int valueOuterLen,
        int valueLine,
        int valueCol) {
      String attribute = new String(buffer, nameOffset, nameLen);
      String value = new String(buffer, valueContentOffset, Math.max(0, valueContentLen));
      String plain = attribute.replaceFirst("^th:", "");
      if (attribute.startsWith("th:")) {
        if (plain.equals("text") || plain.equals("utext") || READ_BY_PEOPLE.contains(plain)) {
          literals(value).forEach(text -> report(nameLine, text, attribute));
        }
      } else if (READ_BY_PEOPLE.contains(attribute)) {
        report(nameLine, value, attribute);
      }
    }

    private static Stream<String> literals(String expression) {
      Matcher literal = LITERAL.matcher(expression);
      return literal
          .results()
          .map(r -> r.group(1) != null ? r.group(1) : EXPRESSION.matcher(r.group(2)).replaceAll(""))
          .filter(text -> !KEY_PREFIX.matcher("'" + text + "'").matches());
    }

    private void report(int line, String text, String attribute) {
      if (WORD.matcher(text).find()) {
        String where = attribute.isEmpty() ? "" : " in " + attribute;
        findings.add("%s:%d says \"%s\"%s".formatted(name, line, text.strip(), where));
      }
    }
  }
}
