package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One SQL for two databases: what cannot be said once is said twice, and nothing else is. */
@Tag("pure")
class MigrationsTest {
  private static final String FOLDER = "src/main/resources/db/migration/";

  /** PostgreSQL's trigger function; on H2 it is a Java class of the kernel. */
  private static final String FUNCTIONS = "V003__insert_only.sql";

  private static final Pattern TRIGGER =
      Pattern.compile("(?m)^create trigger (\\w+) before .* on (\\w+)");
  private static final Pattern NAME = Pattern.compile("V\\d{3}__[a-z0-9_]+\\.sql");

  /** Words that only one of the two databases understands, or that lose what we keep. */
  private static final Pattern ONE_DATABASE_ONLY =
      Pattern.compile(
          "(?i)\\bon\\s+conflict\\b|\\bmerge\\s+into\\b|\\bjsonb\\b|\\bbigserial\\b|\\bauto_increment\\b"
              + "|\\btimestamp\\b(?!\\s+with\\s+time\\s+zone)|::(text|jsonb|bigint)\\b|\\breturning\\b");

  @Test
  void everyVendorMigrationHasItsTwin() {
    Set<String> twins = names("postgresql");
    twins.remove(FUNCTIONS);
    assertThat(names("h2")).isEqualTo(twins);
  }

  @Test
  void everyTableIsGuardedOnBothDatabases() {
    assertThat(triggers("h2")).isNotEmpty().isEqualTo(triggers("postgresql"));
  }

  @Test
  void versionsAreUsedOnce() {
    List<String> versions =
        Stream.of("common", "h2")
            .flatMap(f -> names(f).stream())
            .map(name -> name.substring(0, 4))
            .toList();
    assertThat(versions).doesNotHaveDuplicates();
    assertThat(Stream.of("common", "h2", "postgresql").flatMap(f -> names(f).stream()))
        .allMatch(name -> NAME.matcher(name).matches());
  }

  /**
   * A migration that was released never changes: a database that has run it would refuse to start.
   * A new one adds its line to {@code migrations.sha256}; no line there is ever edited.
   */
  @Test
  void releasedMigrationsNeverChange() {
    Map<String, String> now =
        House.files(FOLDER, ".sql").stream()
            .collect(
                Collectors.toMap(
                    p -> House.name(p).substring(FOLDER.length()), p -> sha256(House.text(p))));
    assertThat(now).isEqualTo(released());
  }

  private static Map<String, String> released() {
    return House.text("src/test/resources/migrations.sha256")
        .lines()
        .map(line -> line.split(" {2}", 2))
        .collect(Collectors.toMap(line -> line[1], line -> line[0]));
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void commonMigrationsSpeakTheSqlOfBothDatabases() {
    assertThat(
            House.files(FOLDER + "common", ".sql").stream()
                .flatMap(p -> findings(House.name(p), House.text(p)).stream()))
        .isEmpty();
  }

  @Test
  void committedLettersSurviveAPowerCut() {
    Set<String> urls =
        House.text("src/main/resources/application.yaml")
            .lines()
            .filter(line -> line.contains("jdbc:h2:file"))
            .collect(Collectors.toSet());
    assertThat(urls).isNotEmpty().allMatch(url -> url.contains("WRITE_DELAY=0"));
  }

  @Test
  void seesPlantedWordsOfOneDatabase() {
    String sql =
        """
        create table a (b jsonb, at timestamp with time zone, c timestamp);
        -- on conflict in a comment is no fault
        insert into a values (1) on conflict do nothing;
        """;
    assertThat(findings("a.sql", sql))
        .containsExactly("a.sql:1 jsonb", "a.sql:1 timestamp", "a.sql:3 on conflict");
  }

  private static List<String> findings(String name, String sql) {
    List<String> findings = new ArrayList<>();
    int number = 0;
    for (String line : sql.lines().toList()) {
      number++;
      String place = name + ":" + number + " ";
      ONE_DATABASE_ONLY
          .matcher(line.replaceAll("--.*", ""))
          .results()
          .forEach(word -> findings.add(place + word.group()));
    }
    return findings;
  }

  /** "trigger on table" for every trigger of a database. */
  private static Set<String> triggers(String folder) {
    return House.files(FOLDER + folder, ".sql").stream()
        .flatMap(p -> TRIGGER.matcher(House.text(p)).results())
        .map(r -> r.group(1) + " on " + r.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(String folder) {
    return House.files(FOLDER + folder, ".sql").stream()
        .map(p -> p.getFileName().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
