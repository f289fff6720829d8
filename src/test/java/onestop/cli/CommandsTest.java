package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class CommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsHelpInTheLanguageAsked() {
    assertThat(run("--lang", "en", "--help")).isZero();
    assertThat(out.toString()).contains("serve", "Commands (serve if none is named)");
    assertThat(run("--lang", "vi", "--help")).isZero();
    assertThat(out.toString()).contains("Tùy chọn");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void everyCommandHasHelpAndVersion() {
    PrintStream standardError = System.err;
    ByteArrayOutputStream warnings = new ByteArrayOutputStream();
    System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
    try {
      for (String command :
          List.of(
              "serve",
              "replay",
              "due",
              "lint",
              "fsck",
              "rebuild-inbox",
              "files",
              "intake",
              "ledger",
              "export",
              "process")) {
        assertThat(run(command, "--help")).as(command).isZero();
        assertThat(run("--lang", "vi", command, "--help")).as(command).isZero();
      }
      assertThat(run("serve", "--version")).isZero();
    } finally {
      System.setErr(standardError);
    }
    assertThat(warnings.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("onestop ");
  }

  @Test
  void refusesUnknownCommandInOneSentence() {
    assertThat(run("--lang=en", "frobnicate")).isEqualTo(2);
    assertThat(sentence()).contains("frobnicate", "serve");
  }

  @Test
  void refusesUnknownLanguage() {
    assertThat(run("--lang", "fr", "serve")).isEqualTo(2);
    assertThat(sentence()).contains("fr", "vi and en");
  }

  @Test
  void refusesPortOutOfRangeInVietnamese() {
    assertThat(run("serve", "--port", "70000", "--lang", "vi")).isEqualTo(2);
    assertThat(sentence()).isEqualTo("Cổng của --port là \"70000\"; chỉ được từ 0 đến 65535.");
  }

  @Test
  void refusesSlipInSettingOfServe() {
    assertThat(run("--lang=en", "--jsno")).isEqualTo(2);
    assertThat(sentence()).contains("--jsno");
  }

  @Test
  void takesLanguageOfEnvironment() {
    assertThat(Languages.ofEnvironment(Map.of("LANG", "vi_VN.UTF-8")))
        .isEqualTo(Languages.VIETNAMESE);
    assertThat(Languages.ofEnvironment(Map.of("LANG", "C.UTF-8"))).isEqualTo(Languages.ENGLISH);
    assertThat(Languages.ofEnvironment(Map.of())).isEqualTo(Languages.ENGLISH);
    assertThat(Languages.ofEnvironment(Map.of("LC_ALL", "en_US", "LANG", "vi")))
        .isEqualTo(Languages.ENGLISH);
  }

  private String sentence() {
    return err.toString().strip();
  }

  private int run(String... args) {
    return Commands.run(
        CommandsTest.class, new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
