package onestop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import onestop.benchmarks.load.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/**
 * Each load command once, small: what it counted must be right; how fast it was is not asked. The
 * contender of {@code wall} is a process, as in earnest; those of the others live here, where an
 * application starts in a tenth of the time.
 */
@Timeout(240)
@Tag("load")
class LoadCommandsTest {

  @BeforeAll
  static void liveHere() {
    System.setProperty("bench.here", "true");
  }

  @AfterAll
  static void liveApart() {
    System.clearProperty("bench.here");
  }

  /** picocli formats descriptions: a percent sign of its own has to be doubled. */
  @Test
  void everyHelpIsPrintedAsItIsMeant() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    ByteArrayOutputStream warnings = new ByteArrayOutputStream();
    System.setOut(new PrintStream(help, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
    try {
      for (Class<?> command : Main.class.getAnnotation(Command.class).subcommands()) {
        assertThat(Main.run(command.getAnnotation(Command.class).name(), "--help")).isZero();
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(warnings.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(help.toString(StandardCharsets.UTF_8)).contains("7.7 % of them late");
  }

  @Test
  void yearCountsWholeLivesOfBothContenders() throws Exception {
    JsonNode said =
        run("year", "--dossiers", "26", "--warmup", "0", "--windows", "1", "--callers", "4");
    assertThat(said.get("bench").asText()).isEqualTo("year");
    assertThat(said.get("exactlyOnce").asBoolean()).isTrue();
    assertThat(said.get("letters").asLong()).isGreaterThanOrEqualTo(2);
    assertThat(said.get("stockLetters").asLong()).isGreaterThanOrEqualTo(2);
    assertThat(said.get("ours").get("median").asDouble()).isPositive();
    assertThat(said.get("ratio").asDouble()).isPositive();
    assertThat(said.at("/oursCpu/jvm").isNumber()).isTrue();
    assertThat(said.at("/stockCpu/database").isNumber()).isTrue();
  }

  @Test
  void aStretchGoesOnWhereItStoppedAndIsJudgedByTheVerifier(@TempDir Path home) throws Exception {
    Files.writeString(
        home.resolve("slices.ndjson"),
        "{\"total\":26,\"lives\":26,\"perSecond\":50.0,\"heapMiB\":90,\"databaseBytes\":1,\"walBytes\":1}\n");
    String folder = home.toString();
    JsonNode said =
        run(
            "year",
            "--home",
            folder,
            "--dossiers",
            "52",
            "--slice",
            "13",
            "--callers",
            "4",
            "--db",
            "postgres");
    assertThat(said.get("exactlyOnce").asBoolean()).isTrue();
    assertThat(said.get("dossiers").asInt()).isEqualTo(52);
    assertThat(said.get("letters").asInt()).as("of the 26 that were left").isEqualTo(2);
    assertThat(said.at("/end/walBytes").asLong()).isGreaterThan(1000);
    assertThat(Files.readAllLines(home.resolve("slices.ndjson"))).hasSize(3);
    assertThat(Files.readString(home.resolve("export").resolve("events.ndjson")).lines())
        .hasSizeGreaterThan(26);
    assertThat(home.resolve("stretch.svg")).content().contains("lives a second", "polyline");
  }

  @Test
  void calendarWritesEveryLetterOfTheDaysThatPassed() throws Exception {
    JsonNode said = run("calendar", "--late", "230", "--days", "50", "--callers", "4");
    assertThat(said.get("exactlyOnce").asBoolean()).isTrue();
    assertThat(said.get("letters").asInt()).isPositive();
    assertThat(said.at("/largest/letters").asInt())
        .isGreaterThanOrEqualTo(said.at("/middle/letters").asInt());
    assertThat(said.at("/afterTet/at").asText()).startsWith("2017-02-0");
  }

  @Test
  void signIssuesEveryLetterOfAStack() throws Exception {
    JsonNode said = run("sign", "--letters", "5", "--windows", "1");
    assertThat(said.get("exactlyOnce").asBoolean()).isTrue();
    assertThat(said.at("/stack/calls").asInt()).isEqualTo(1);
  }

  @Test
  void wallEndsWithOneLetterATimer() throws Exception {
    System.setProperty("bench.here", "false");
    System.setProperty("bench.jvm", "-XX:TieredStopAtLevel=1"); // enough for what runs for a moment
    JsonNode said;
    try {
      said = run("wall", "--timers", "40", "--windows", "1", "--callers", "8", "--no-baseline");
    } finally {
      System.clearProperty("bench.jvm");
      System.setProperty("bench.here", "true");
    }
    assertThat(said.get("exactlyOnce").asBoolean()).isTrue();
    assertThat(said.get("timers").asInt()).isEqualTo(40);
    assertThat(said.at("/oursCpu/jvm").isNumber()).as("of the process").isTrue();
  }

  @Test
  void ledgerPublishesEveryEntryItAppends() throws Exception {
    JsonNode said = run("ledger", "--entries", "1000", "--callers", "4");
    assertThat(said.get("whole").asBoolean()).isTrue();
    assertThat(said.get("perSecond").asDouble()).isPositive();
  }

  @Test
  void intakeReceivesEachLineOnce() throws Exception {
    JsonNode said =
        run("intake", "--dossiers", "40", "--windows", "1", "--warmup", "0", "--no-baseline");
    assertThat(said.get("exactlyOnce").asBoolean()).isTrue();
    assertThat(said.at("/http/median").asDouble()).isPositive();
  }

  @Test
  void clerksFindEveryCompletionOnRecord() throws Exception {
    JsonNode said =
        run(
            "clerks --users 4 --think 40 --timers 20 --alone 10 --warmup 1 --seconds 1"
                .concat(" --no-baseline --callers 4")
                .split(" "));
    assertThat(said.get("exactlyOnce").asBoolean()).isTrue();
    assertThat(said.at("/ours/timers").asInt()).isEqualTo(20);
    assertThat(said.at("/ours/alone/complete/calls").asInt()).isBetween(1, 10);
  }

  @Test
  void flatFillsADatabaseInWhichTheProgramsOwnCheckFindsNothing() throws Exception {
    JsonNode said =
        run(
            "flat --open 30 --closed 30 --originals 12 --fsck --timers 10 --pages 8 --warmup 0"
                .concat(" --seconds 1 --windows 1 --callers 2 --db postgres")
                .split(" "));
    assertThat(said.get("exactlyOnce").asBoolean()).isTrue();
    assertThat(said.get("open").asInt()).isBetween(30, 30 + 12);
    assertThat(said.get("closed").asInt()).isBetween(30, 30 + 12);
    assertThat(said.at("/year/ratio").asDouble()).isPositive();
    assertThat(said.at("/wall/ratio").asDouble()).isPositive();
    assertThat(said.at("/inboxFull/http/calls").asInt()).isEqualTo(8);
  }

  @Test
  void screensTimesEachScreenOfAFullDatabase() throws Exception {
    JsonNode said =
        run(
            "screens --open 30 --closed 30 --originals 12 --rounds 2 --warmup 0 --callers 2 --db postgres"
                .split(" "));
    assertThat(said.get("exactlyOnce").asBoolean()).isTrue();
    for (String screen :
        List.of("inbox", "next_item", "dossier", "search_code", "search_name", "completion")) {
      assertThat(said.at("/" + screen + "/calls").asInt()).as(screen).isEqualTo(2);
    }
  }

  @Test
  void chartShowsWhatTheNewestResultsSay(@TempDir Path folder) throws Exception {
    String run =
        "{\"bench\":\"year\",\"db\":\"postgres\",\"ours\":{\"median\":%s},\"stock\":{\"median\":92.0}}";
    Files.writeString(folder.resolve("2026-11-24-year.json"), run.formatted("331.0"));
    Files.writeString(folder.resolve("2026-11-25-year.json"), run.formatted("777.0"));
    Files.writeString(
        folder.resolve("2026-11-25-intake.json"),
        "{\"bench\":\"intake\",\"db\":\"postgres\",\"http\":{\"median\":2175.0}}");
    Path out = folder.resolve("chart.svg");
    assertThat(Main.run("chart", "--results", folder.toString(), "--out", out.toString())).isZero();
    assertThat(Files.readString(out))
        .contains("777 /s (2,222)", "Camunda: 92 /s", "Trọn vòng đời hồ sơ")
        .contains("2,175 /s (10,000)")
        .doesNotContain("331", "Camunda: 2,175");
  }

  private static JsonNode run(String... command) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      List<String> args = new ArrayList<>(List.of(command));
      if (!args.contains("--db")) {
        args.addAll(List.of("--db", "h2"));
      }
      args.add("--json");
      assertThat(Main.run(args.toArray(String[]::new))).isZero();
    } finally {
      System.setOut(before);
    }
    String[] lines = said.toString(StandardCharsets.UTF_8).strip().split("\\R");
    return new ObjectMapper().readTree(lines[lines.length - 1]);
  }
}
