package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import onestop.Onestop;
import onestop.ledger.verify.Verifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code replay} and {@code export} leave is what the verifier needs, and it holds. */
@Tag("world")
class ExportCommandTest {
  private static final List<String> EVIDENCE =
      List.of("/events.ndjson", "/rules.json", "/calendar.csv", "/letters.csv");

  @TempDir private static Path folder;
  private static Path replayed;

  @BeforeAll
  static void replay() {
    replayed = folder.resolve("replay");
    assertThat(
            onestop("replay", "--log", "docs/examples/register.xes", "--out", replayed.toString()))
        .startsWith("0");
  }

  /** Runs a command on the replay's database; status, then what it said. */
  private static String onestop(String... args) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int status = Commands.run(Onestop.class, out, out, args);
    return status + " " + said;
  }

  private static String export(int year, Path to) {
    String address = "jdbc:h2:file:" + replayed.resolve("db/onestop").toAbsolutePath();
    return onestop(
        "export",
        "--year",
        String.valueOf(year),
        "--db-url",
        address,
        "--db-user",
        "onestop",
        "--log",
        replayed.resolve("log").toString(),
        "--json",
        "--lang",
        "en",
        to.toString());
  }

  private static String verify(Path evidence) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int status =
        Verifier.run(
            out,
            out,
            "year",
            evidence.toString(),
            "--dossiers",
            evidence.resolve("events.ndjson").toString(),
            "--calendar",
            evidence.resolve("calendar.csv").toString(),
            "--rules",
            evidence.resolve("rules.json").toString(),
            "--json",
            "--lang",
            "en");
    return status + " " + said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void replayLeavesAYearThatVerifies() {
    assertThat(verify(replayed))
        .startsWith("0")
        .contains("\"dossiers\":3,\"owed\":1,\"letters\":1")
        .contains("\"holds\":true");
  }

  @Test
  void exportShowsTheLetterThatNobodyIssuedSinceTheReplayStopped() {
    Path year = folder.resolve("new/2017");
    assertThat(export(2017, year)).startsWith("0").contains("\"dossiers\":3,").contains(":1}");
    assertThat(verify(year))
        .startsWith("1 LETTER_MISSING 000.00.00.REG-170306-0001")
        .contains("\"owed\":2,\"letters\":1", "\"found\":1");
    Path empty = folder.resolve("1990");
    assertThat(export(1990, empty)).startsWith("0").contains("\"dossiers\":0");
    assertThat(verify(empty)).startsWith("0").contains("\"dossiers\":0,\"owed\":0,\"letters\":0");
  }

  @Test
  void namesNoPerson() throws IOException {
    try (Stream<Path> files = Files.walk(replayed)) {
      for (Path file : files.filter(ExportCommandTest::isPublic).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text).as(file.toString()).doesNotContain("register-", "applicant", "officer-");
      }
    }
  }

  private static boolean isPublic(Path file) {
    String name = file.toString();
    return Files.isRegularFile(file)
        && (name.contains("/log/") || EVIDENCE.stream().anyMatch(name::endsWith));
  }

  @Test
  void refusesAFolderThatHoldsSomethingAndLeavesNothingHalfDone() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("occupied"));
    Files.writeString(occupied.resolve("mine"), "mine");
    assertThat(export(2026, occupied)).startsWith("2").contains("is not empty");
    assertThat(export(2026, occupied.resolve("mine"))).startsWith("2").contains("is a file");
    assertThat(export(12, folder.resolve("x"))).startsWith("2").contains("1900 to 2199");
    try (Stream<Path> names = Files.list(folder)) {
      assertThat(names.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.contains(".part"));
    }
    try (Stream<Path> names = Files.list(occupied)) {
      assertThat(names).hasSize(1);
    }
  }

  @Test
  void saysWhereItLookedForALog() {
    String address = "jdbc:h2:file:" + replayed.resolve("db/onestop").toAbsolutePath();
    Path nowhere = folder.resolve("no-log");
    assertThat(
            onestop(
                "export",
                "--year",
                "2026",
                "--db-url",
                address,
                "--db-user",
                "onestop",
                "--log",
                nowhere.toString(),
                "--lang",
                "en",
                folder.resolve("y").toString()))
        .startsWith("2")
        .contains(nowhere.toString());
    assertThat(folder.resolve("y")).doesNotExist();
  }
}
