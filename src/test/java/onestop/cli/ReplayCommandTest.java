package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import onestop.Onestop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("world")
class ReplayCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path dir;

  @Test
  void refusesFaultyLogInOneSentenceAndWritesNothing() throws IOException {
    refuses("hello", "bad is not XES");
    refuses("<log><trace><date key=\"a\" value", "bad is cut off at line 1");
    refuses("<log><trace/></log>", "has the attribute \"deadline\"");
    refuses(
        "<log><trace><date key=\"deadline\" value=\"soon\"/></trace></log>",
        "the date deadline is \"soon\"; allowed is ISO 8601");
  }

  @Test
  void refusesMissingLogInVietnamese() {
    assertThat(run("--log", "nowhere.xes", "--lang", "vi")).isEqualTo(2);
    assertThat(sentence()).isEqualTo("Không có nhật ký đọc được tại --log \"nowhere.xes\".");
  }

  @Test
  void refusesWrongOptions() throws IOException {
    Path log = Files.writeString(dir.resolve("log"), "<log><trace/></log>");
    assertThat(run("--log", log.toString(), "--zone", "Mars/Base")).isEqualTo(2);
    assertThat(sentence()).contains("--zone", "Mars/Base");
    assertThat(run("--log", log.toString(), "--db-url", "jdbc:oracle:x?password=secret"))
        .isEqualTo(2);
    assertThat(sentence()).contains("jdbc:oracle:", "jdbc:postgresql:").doesNotContain("secret");
    assertThat(run()).isEqualTo(2);
    assertThat(sentence()).contains("--log is missing");
    assertThat(run("--log", log.toString(), "--jsno")).isEqualTo(2);
    assertThat(sentence()).contains("--jsno", "--json");
  }

  private void refuses(String log, String sentence) throws IOException {
    Path file = Files.writeString(dir.resolve("bad"), log);
    assertThat(run("--log", file.toString(), "--lang=en", "--json")).isEqualTo(2);
    assertThat(sentence()).contains(sentence).doesNotContain("\n");
    assertThat(out.toString()).isEmpty();
    assertThat(dir.resolve("out")).doesNotExist();
  }

  private String sentence() {
    String said = err.toString().strip();
    err.getBuffer().setLength(0);
    return said;
  }

  private int run(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "replay";
    all[1] = "--out";
    all[2] = dir.resolve("out").toString();
    System.arraycopy(args, 0, all, 3, args.length);
    return Commands.run(Onestop.class, new PrintWriter(out, true), new PrintWriter(err, true), all);
  }
}
