package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import onestop.Onestop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code onestop diff}: exit status 0 for the same, 1 for different, 2 for wrong input. */
@Tag("pure")
class DiffCommandTest {
  private static final Path MODEL = Path.of("bpmn/civil-status/birth_registration.bpmn");

  @TempDir Path folder;

  private record Run(int status, String out, String err) {}

  private static Run diff(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = new String[arguments.length + 1];
    all[0] = "diff";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int status =
        Commands.run(Onestop.class, new PrintWriter(out, true), new PrintWriter(err, true), all);
    return new Run(status, out.toString(), err.toString());
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void theSameModelEndsWithZeroHoweverItIsSpaced() throws IOException {
    Path spaced = file("b.bpmn", Files.readString(MODEL).replace("\n", "\n\n"));
    Run run = diff(MODEL.toString(), spaced.toString(), "--lang", "en");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines("0 elements differ.");
  }

  @Test
  void eachChangedPropertyIsNamedInTheReadersLanguage() throws IOException {
    String changed = Files.readString(MODEL).replace("value=\"90min\"", "value=\"2wh\"");
    Path newer = file("b.bpmn", changed);
    Run english = diff(MODEL.toString(), newer.toString(), "--lang", "en");
    assertThat(english.status()).isEqualTo(1);
    assertThat(english.out())
        .contains("changed: step of an officer", "  Time for the step: 90min → 2wh");
    assertThat(diff(MODEL.toString(), newer.toString(), "--lang", "vi").out())
        .contains("Thời gian cho bước: 90min → 2wh");
    Run json = diff(MODEL.toString(), newer.toString(), "--json");
    JsonNode told = new ObjectMapper().readTree(json.out());
    assertThat(told.get("same").asBoolean()).isFalse();
    assertThat(told.get("changes").get(0).get("details").get(0).toString())
        .isEqualTo("{\"property\":\"allotment\",\"before\":\"90min\",\"after\":\"2wh\"}");
  }

  @Test
  void wrongInputEndsWithTwoAndNamesTheFile() throws IOException {
    Path hostile =
        file("bad.bpmn", "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><d>&a;</d>");
    for (String[] arguments :
        new String[][] {
          {hostile.toString(), MODEL.toString()}, {MODEL.toString(), hostile.toString()}
        }) {
      Run run = diff(arguments);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("bad.bpmn");
      assertThat(run.out()).isEmpty();
    }
    assertThat(diff(MODEL.toString(), folder.resolve("none.bpmn").toString()).err())
        .contains("none.bpmn");
    assertThat(diff(MODEL.toString()).status()).isEqualTo(2);
  }
}
