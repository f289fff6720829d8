package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every text of the program exists in Vietnamese and in English and takes the same arguments. */
@Tag("pure")
class MessagesTest {
  private static final String FOLDER = "src/main/resources/messages";

  /** A field's name where a refusal is made, or where a text is checked. */
  private static final Pattern FIELD =
      Pattern.compile(
          "(?:\"field\",\\s*|(?:PrintableText|SoundText|mail)\\.require\\(\\s*)\"([A-Za-z.]+)\"");

  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** All texts of one language. */
  static Properties texts(String language) {
    Properties all = new Properties();
    House.files(FOLDER, "_" + language + ".properties").forEach(p -> all.putAll(read(p)));
    return all;
  }

  @Test
  void everyBundleIsAPair() {
    Set<String> vietnamese = names("vi");
    assertThat(vietnamese).isEqualTo(names("en"));
    assertThat(House.files(FOLDER, ".properties")).hasSize(2 * vietnamese.size());
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndArguments() {
    List<String> findings = new ArrayList<>();
    for (String module : names("vi")) {
      findings.addAll(compare(module, bundle(module, "vi"), bundle(module, "en")));
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void noKeyIsSaidInTwoBundles() {
    List<String> keys =
        House.files(FOLDER, "_vi.properties").stream()
            .flatMap(p -> read(p).stringPropertyNames().stream())
            .toList();
    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void everyFailureThrownHasItsTextInBothLanguages() {
    Map<String, Properties> texts = Map.of("vi", texts("vi"), "en", texts("en"));
    List<String> findings =
        thrownByModules()
            .flatMap(
                f -> texts.entrySet().stream().flatMap(l -> missing(f, l.getKey(), l.getValue())))
            .distinct()
            .toList();
    assertThat(findings).isEmpty();
  }

  /** Pages show the label; a path such as {@code applicant.name} is for programs. */
  @Test
  void everyFieldThatARefusalNamesHasItsLabelInBothLanguages() {
    Set<String> fields = new TreeSet<>();
    for (String module : List.of("agencies", "apologies", "conduct", "desk", "dossiers", "web")) {
      House.files("src/main/java/onestop/" + module, ".java")
          .forEach(p -> fields.addAll(fields(p)));
    }
    assertThat(fields).contains("applicant.name", "hoursFrom", "note");
    for (String language : List.of("vi", "en")) {
      Properties texts = texts(language);
      assertThat(fields)
          .as(language)
          .allMatch(
              field ->
                  texts.containsKey("complete.field." + field)
                      || texts.containsKey("typed.field." + field));
    }
  }

  private static Set<String> fields(Path source) {
    return FIELD
        .matcher(House.text(source))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyFailureIsNamedInPlainSightByItsOwnModule() {
    assertThat(
            thrownByModules()
                .filter(f -> !SLUG.matcher(f.slug()).matches() || !f.isFromItsOwnModule())
                .map(ThrownFailure::toString))
        .isEmpty();
  }

  @Test
  void seesAPlantedDifferenceOfKeysAndOfArguments() {
    assertThat(
            compare(
                "sla",
                properties("a=Hạn {0} của {1}\nb=Một\nd=Không {0"),
                properties("a=Due {0}\nc=Two\nd=None {0}")))
        .containsExactlyInAnyOrder(
            "sla: a takes {0, 1} in vi and {0} in en",
            "sla: b is missing in en",
            "sla: c is missing in vi",
            "sla: d is no message format in vi");
  }

  @Test
  void seesAPlantedQuoteThatSwallowsAnArgument() {
    assertThat(compare("sla", properties("a=Hạn {0}"), properties("a=officer's due {0}")))
        .containsExactly(
            "sla: a takes {0} in vi and {} in en",
            "sla: a has a straight apostrophe, which formats eat: use ’");
  }

  @Test
  void seesAPlantedFailureWithoutText() {
    String source =
        """
        package onestop.sla;
        class A {
          void a() { throw Failure.badInput("sla", "no-such-limit", "value", 1, "max", 2); }
        }
        """;
    List<ThrownFailure> thrown =
        ThrownFailure.in(SourceFile.of("src/main/java/onestop/sla/A.java", source));
    assertThat(thrown).hasSize(1);
    assertThat(missing(thrown.get(0), "en", new Properties()))
        .containsExactly(
            "src/main/java/onestop/sla/A.java:3 failure.sla.no-such-limit has no text in en");
    assertThat(
            missing(thrown.get(0), "en", properties("failure.sla.no-such-limit=No {0}, {2}, {1}")))
        .containsExactly(
            "src/main/java/onestop/sla/A.java:3 failure.sla.no-such-limit names argument {2} of 2"
                + " in en");
  }

  @Test
  void seesAFailureThroughAMethodThatPassesItsSlugOn() {
    String source =
        """
        package onestop.sla;
        class A {
          void a(boolean b) { throw refused("first", 1); }
          void b(boolean b) { throw Failure.conflict("sla", b ? "second" : "third"); }
          private Failure refused(String slug, Object more) {
            return Failure.badInput("sla", slug, pairs(more));
          }
        }
        """;
    assertThat(ThrownFailure.in(SourceFile.of("src/main/java/onestop/sla/A.java", source)))
        .extracting(ThrownFailure::slug)
        .containsExactly("second", "third", "first");
  }

  /** Failures made anywhere but in the two places that make them for others. */
  private static Stream<ThrownFailure> thrownByModules() {
    return House.sources().stream()
        .filter(SourceFile::isMain)
        .filter(s -> !s.name().endsWith("/kernel/Failure.java"))
        .filter(s -> !s.name().endsWith("/kernel/Codes.java"))
        .flatMap(s -> ThrownFailure.in(s).stream());
  }

  private static Stream<String> missing(ThrownFailure thrown, String language, Properties texts) {
    String text = texts.getProperty(thrown.key());
    if (text == null) {
      return Stream.of(thrown.place() + " " + thrown.key() + " has no text in " + language);
    }
    Set<Integer> used = arguments(text, language);
    return used == null || thrown.arguments() < 0
        ? Stream.empty()
        : used.stream()
            .filter(i -> i >= thrown.arguments())
            .map(
                i ->
                    "%s %s names argument {%d} of %d in %s"
                        .formatted(thrown.place(), thrown.key(), i, thrown.arguments(), language));
  }

  private static List<String> compare(String module, Properties vi, Properties en) {
    List<String> findings = new ArrayList<>();
    TreeMap<Object, Object> all = new TreeMap<>(vi);
    all.putAll(en);
    for (Object key : all.keySet()) {
      String vietnamese = vi.getProperty((String) key);
      String english = en.getProperty((String) key);
      if (vietnamese == null || english == null) {
        findings.add(module + ": " + key + " is missing in " + (vietnamese == null ? "vi" : "en"));
        continue;
      }
      Set<Integer> inVietnamese = arguments(vietnamese, "vi");
      Set<Integer> inEnglish = arguments(english, "en");
      if (inVietnamese == null || inEnglish == null) {
        String language = inVietnamese == null ? "vi" : "en";
        findings.add(module + ": " + key + " is no message format in " + language);
      } else if (!inVietnamese.equals(inEnglish)) {
        findings.add(
            "%s: %s takes %s in vi and %s in en"
                .formatted(module, key, braces(inVietnamese), braces(inEnglish)));
      }
      if (!Normalizer.isNormalized(vietnamese, Normalizer.Form.NFC)
          || (vietnamese + english).indexOf('\ufffd') >= 0) {
        findings.add(module + ": " + key + " is not in normal form C, or not UTF-8");
      }
      boolean formatted = inVietnamese != null && !inVietnamese.isEmpty();
      String quotable = formatted ? "'[{}]'" : " ";
      if ((vietnamese + english).replaceAll(quotable, "").indexOf('\'') >= 0) {
        findings.add(module + ": " + key + " has a straight apostrophe, which formats eat: use ’");
      }
      if (vietnamese.isBlank() || english.isBlank()) {
        findings.add(module + ": " + key + " is empty");
      }
    }
    return findings;
  }

  private static String braces(Set<Integer> positions) {
    return positions.toString().replace('[', '{').replace(']', '}');
  }

  /** The positions that really come out when the text is formatted, or null when it is broken. */
  private static Set<Integer> arguments(String text, String language) {
    try {
      MessageFormat format = new MessageFormat(text, Locale.forLanguageTag(language));
      int count = format.getFormatsByArgumentIndex().length;
      Set<Integer> used = new TreeSet<>();
      var characters = format.formatToCharacterIterator(probes(format, count));
      for (char c = characters.first(); c != '\uffff'; c = characters.next()) {
        Object position = characters.getAttribute(MessageFormat.Field.ARGUMENT);
        if (position != null) {
          used.add((Integer) position);
        }
      }
      return used;
    } catch (IllegalArgumentException broken) {
      return null;
    }
  }

  /** A value that each position's format takes: numbers suit numbers, dates and choices alike. */
  private static Object[] probes(MessageFormat format, int count) {
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = format.getFormatsByArgumentIndex()[i] == null ? "x" : Long.valueOf(7);
    }
    return values;
  }

  private static Set<String> names(String language) {
    Set<String> names = new TreeSet<>();
    for (Path path : House.files(FOLDER, "_" + language + ".properties")) {
      names.add(path.getFileName().toString().replace("_" + language + ".properties", ""));
    }
    return names;
  }

  private static Properties bundle(String module, String language) {
    return read(House.ROOT.resolve(FOLDER + "/" + module + "_" + language + ".properties"));
  }

  private static Properties read(Path path) {
    return properties(House.text(path));
  }

  private static Properties properties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return properties;
  }
}
