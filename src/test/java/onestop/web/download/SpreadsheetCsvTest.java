package onestop.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No cell of a file for spreadsheets is a formula. */
@Tag("pure")
class SpreadsheetCsvTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "=HYPERLINK(\"http://example.org\")",
        "+1",
        "-1+cmd|' /C calc'!A0",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\uFF1D1+1",
        "\uFF20SUM(1)"
      })
  void aTextIsNeverAFormula(String text) throws IOException {
    assertThat(SpreadsheetCsv.cell(text)).isEqualTo("'" + text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TableOut table = TableOut.csv(out, List.of("a"))) {
      table.row(List.of(text));
    }
    String line = out.toString(StandardCharsets.UTF_8).split("\r\n", 2)[1];
    assertThat(line.replaceFirst("^\"", "")).startsWith("'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=1", "Nguyễn Văn A", "'quoted'", "012/XL"})
  void anyOtherTextStaysAsItIs(String text) {
    assertThat(SpreadsheetCsv.cell(text)).isEqualTo(text);
  }
}
