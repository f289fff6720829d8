package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code onestop due} prints and refuses. */
@Tag("pure")
class DueCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @Test
  void printsOneJsonObject() {
    assertThat(due("--received", "2026-02-11T10:00+07:00", "--limit", "3wd", "--json")).isZero();
    assertThat(out.toString().strip())
        .isEqualTo(
            "{\"dueAt\":\"2026-02-23T17:00+07:00\",\"apologyBy\":\"2026-02-13T17:00+07:00\"}");
  }

  @Test
  void explainsInVietnamese() {
    assertThat(
            due("--received", "2026-02-13T16:00+07:00", "--limit", "2wh", "--explain", "--lang=vi"))
        .isZero();
    assertThat(out.toString()).contains("nghỉ lễ: Tết Nguyên đán", "tính, 60 phút");
  }

  @Test
  void answersRowByRowInTheSameOrder() throws IOException {
    Path file =
        csv(
            "\ufeffid,receivedAt,limit,pauses\r\n"
                + "b,2026-04-01T10:00+07:00,15wd,"
                + "2026-04-09T17:00+07:00/2026-04-23T10:00+07:00\r\n"
                + "a,2026-08-21T08:01Z,same-day,\r\n");
    assertThat(due("--csv", file.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            id,dueAt,apologyBy
            b,2026-05-11T17:00+07:00,2026-05-08T17:00+07:00
            a,2026-08-22T17:00+07:00,2026-08-22T17:00+07:00
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,2026-04-01T10:00,3wd,|2026-04-01T10:00",
        "x,2026-04-01T10:00+07:00,3 days,|3 days",
        "x,2026-04-01T10:00+07:00,0wd,|0wd",
        "x,2016-04-01T10:00+07:00,3wd,|2017 to 2199",
        "x,2026-04-01T10:00+07:00|2 columns",
        "x,2026-04-01T10:00+07:00,3wd,,more|5 columns",
        "x,2026-04-01T10:00+07:00,3wd,2026-04-02T10:00+07:00|FROM/TO",
      })
  void namesTheBadRowAndPrintsNothing(String row, String named) throws IOException {
    Path file = csv("id,receivedAt,limit,pauses\nok,2026-04-01T10:00+07:00,3wd,\n" + row + "\n");
    assertThat(due("--csv", file.toString())).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().strip()).startsWith("Line 3").contains(named).hasLineCount(1);
  }

  @Test
  void refusesACalendarWithABadLine() throws IOException {
    Path calendar = csv("date,kind,holiday\n2026-01-09,MAKEUP,X\n");
    assertThat(due("--received=2026-04-01T10:00+07:00", "--limit=3wd", "--calendar=" + calendar))
        .isEqualTo(2);
    assertThat(err.toString()).contains("Line 2", "2026-01-09", "Saturday or Sunday");
  }

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("in.csv"), text);
  }

  private int due(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "--lang=en";
    all[1] = "due";
    System.arraycopy(args, 0, all, 2, args.length);
    if (args[args.length - 1].startsWith("--lang")) {
      all[0] = args[args.length - 1];
    }
    return Commands.run(
        DueCommandTest.class, new PrintWriter(out, true), new PrintWriter(err, true), all);
  }
}
