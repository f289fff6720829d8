package onestop.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import onestop.Onestop;
import onestop.kernel.Failure;
import onestop.testing.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("world")
class ReplayTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  @TempDir private Path dir;
  private final Map<String, Database> databases = new HashMap<>();

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void doesWhatTheRegisterSays(TestDatabase database) throws IOException {
    SyntheticLog log = SyntheticLog.draw(11, 40);
    Path file = log.write(dir.resolve("log.xes.gz"));
    Path out = dir.resolve("out");
    ReplayFigures figures =
        replay(new ReplayOrder(file, out, "at-due", ZONE, false, at(database.empty())));
    agree(figures, log.figures());
    assertThat(letters(out)).hasSize(log.figures().owed()).allMatch(ReplayTest::isPdf);
    assertThat(lines(out, "dossiers.csv")).hasSize(1 + log.figures().received());
    assertThat(lines(out, "apologies.csv")).hasSize(1 + log.figures().owed());
    assertThat(lines(out, "anomalies.csv").stream().filter(l -> l.contains(",event-after-end,")))
        .hasSize(log.dirtyRows());
    assertThat(lines(out, "ledger.ndjson")).hasSize((int) figures.evidence().ledgerEntries());
  }

  @Test
  void endsInTheSameLedgerHoweverOftenItDies() throws IOException {
    Path file = SyntheticLog.draw(12, 40).write(dir.resolve("log.xes"));
    ReplayFigures whole = replay(order(file, "whole", false));
    assertThat(replay(order(file, "again", false))).isEqualTo(whole);
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    boolean finished = false;
    for (int life = 0; life < 4 && !finished; life++) {
      int batches = 1 + random.nextInt(8);
      finished = diesAfter(batches, order(file, "broken", life > 0));
    }
    assertThat(replay(order(file, "broken", true))).as("seed %d", seed).isEqualTo(whole);
    assertThat(letters(dir.resolve("broken"))).hasSize((int) whole.letters().issued());
    // a finished run resumed once more only counts again
    assertThat(replay(order(file, "broken", true))).isEqualTo(whole);
  }

  /** Runs until so many batches are committed, then breaks off; true if it ended before. */
  private static boolean diesAfter(int batches, ReplayOrder order) {
    int[] left = {batches};
    try {
      new Replay(Onestop.class, key -> key)
          .run(
              order,
              (done, all) -> {
                if (--left[0] <= 0) {
                  throw new IllegalStateException("planted");
                }
              });
      return true;
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("planted");
      return false;
    }
  }

  @Test
  void refusesAnotherLogOrRulePackOnResume() throws IOException {
    Path file = SyntheticLog.draw(1, 3).write(dir.resolve("log.xes"));
    Path other = SyntheticLog.draw(2, 3).write(dir.resolve("other.xes"));
    replay(order(file, "out", false));
    refuses("out-not-empty", order(file, "out", false));
    refuses("other-run", order(other, "out", true));
    refuses(
        "other-run",
        new ReplayOrder(file, dir.resolve("out"), "rp-2025", ZONE, true, database("out")));
    // the folder is new, but the database is not
    refuses(
        "db-in-use",
        new ReplayOrder(file, dir.resolve("new"), "at-due", ZONE, false, database("out")));
    assertThat(dir.resolve("new")).doesNotExist();
  }

  /** The second dossier's name would have stopped it half-way. */
  @Test
  void writesNothingWhenALetterCouldNotShowAName() throws IOException {
    String trace =
        """
        <trace><string key="concept:name" value="%s"/><date key="startdate" value="2024-03-04T09:00:00+07:00"/>
        <date key="deadline" value="2024-03-08T17:00:00+07:00"/></trace>
        """;
    Path file =
        Files.writeString(
            dir.resolve("log.xes"),
            "<log>" + trace.formatted("hồ sơ 1") + trace.formatted("\u6848\u4EF6 2") + "</log>");
    refuses("log-unprintable", order(file, "out", false));
    assertThat(dir.resolve("out")).doesNotExist();
  }

  @Test
  void writesNothingWhenTheRulePackIsUnknown() throws IOException {
    Path file = SyntheticLog.draw(1, 3).write(dir.resolve("log.xes"));
    refuses(
        "no-such-rule-pack",
        new ReplayOrder(file, dir.resolve("out"), "RP-1789", ZONE, false, database("out")));
    assertThat(dir.resolve("out")).doesNotExist();
  }

  @Test
  void countsTheRealRegister() throws IOException {
    Path file = RealLog.require();
    ReplayFigures figures = replay(order(file, "out", false));
    assertThat(figures.dossiers())
        .isEqualTo(new ReplayFigures.Dossiers(717, 657, 468, 189, 32, 28));
    assertThat(figures.letters()).isEqualTo(new ReplayFigures.Letters(217, 217, 0, 0));
    assertThat(figures.findings()).isEmpty();
    assertThat(letters(dir.resolve("out"))).hasSize(217).allMatch(ReplayTest::isPdf);
    assertThat(lines(dir.resolve("out"), "anomalies.csv")).hasSize(1 + 1 + 12 + 79);
  }

  private static void agree(ReplayFigures figures, SyntheticLog.Figures expected) {
    assertThat(figures.findings()).isEmpty();
    assertThat(figures.dossiers())
        .isEqualTo(
            new ReplayFigures.Dossiers(
                expected.received(),
                expected.resolved(),
                expected.resolvedOnTime(),
                expected.resolvedLate(),
                expected.openInTime(),
                expected.openLate()));
    assertThat(figures.letters())
        .isEqualTo(new ReplayFigures.Letters(expected.owed(), expected.owed(), 0, 0));
  }

  private ReplayOrder order(Path file, String out, boolean resume) {
    return new ReplayOrder(file, dir.resolve(out), "at-due", ZONE, resume, database(out));
  }

  /** The same one for the same folder; a database of its own in the folder is ReplayKillTest's. */
  private Database database(String out) {
    return databases.computeIfAbsent(out, first -> at(TestDatabase.H2.ready()));
  }

  private static Database at(Map<String, String> where) {
    return new Database(where.get("url"), where.get("user"), where.get("password"));
  }

  private static ReplayFigures replay(ReplayOrder order) {
    return new Replay(Onestop.class, key -> key).run(order, (done, all) -> {});
  }

  private static void refuses(String slug, ReplayOrder order) {
    assertThatThrownBy(() -> replay(order))
        .asInstanceOf(InstanceOfAssertFactories.type(Failure.class))
        .extracting(Failure::slug)
        .isEqualTo(slug);
  }

  private static List<String> lines(Path out, String name) throws IOException {
    return Files.readAllLines(out.resolve(name));
  }

  private static List<Path> letters(Path out) throws IOException {
    Path letters = out.resolve("letters");
    if (!Files.exists(letters)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(letters)) {
      return files.toList();
    }
  }

  private static boolean isPdf(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return file.toString().endsWith(".pdf")
          && new String(bytes, 0, 5, StandardCharsets.ISO_8859_1).equals("%PDF-");
    } catch (IOException e) {
      return false;
    }
  }
}
