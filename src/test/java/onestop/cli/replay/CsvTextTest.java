package onestop.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class CsvTextTest {
  @Test
  void writesRowsThatASpreadsheetTakesForText() {
    CsvText csv = new CsvText(ZoneId.of("Asia/Ho_Chi_Minh"), "a", "b", "c", "d");
    csv.row("=1+1", -3, Instant.parse("2011-12-06T12:41:31.788Z"), null);
    csv.row("có, dấu", "\"q\"", "-x", "");
    assertThat(csv)
        .hasToString(
            "a,b,c,d\n'=1+1,-3,2011-12-06T19:41:31.788+07:00,\n\"có, dấu\",\"\"\"q\"\"\",'-x,\n");
  }
}
