package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code onestop simulate-order} prints and refuses. */
@Tag("pure")
class SimulateOrderCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsTheLettersOfEachOrder() {
    assertThat(simulate("--dossiers", "1000", "--years", "2", "--lang", "vi")).isZero();
    assertThat(out.toString().lines())
        .hasSize(4)
        .satisfiesExactly(
            head -> assertThat(head).startsWith("1.000 hồ sơ mỗi năm, ngày làm việc của năm 2026"),
            line -> assertThat(line).startsWith("Theo thứ tự đến: "),
            line -> assertThat(line).startsWith("Theo ngày hẹn: "),
            line -> assertThat(line).startsWith("Theo việc tiếp theo: "));
  }

  @Test
  void printsOneJsonObject() throws Exception {
    assertThat(simulate("--dossiers", "800", "--years", "3", "--load", "95", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("orders")).hasSize(3);
    assertThat(json.get("orders").get(2).get("order").asText()).isEqualTo("next-item");
    assertThat(json.get("orders").get(0).get("apologies")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "--dossiers,99",
    "--dossiers,200001",
    "--years,0",
    "--load,151",
    "--calendar-year,1990",
    "--calendar-year,2150"
  })
  void refusesNumbersOutOfRange(String option, String value) {
    assertThat(simulate(option, value, "--lang", "en")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith(option + " is ").contains("give a number from");
    assertThat(out.toString()).isEmpty();
  }

  private int simulate(String... more) {
    String[] args = new String[more.length + 1];
    args[0] = "simulate-order";
    System.arraycopy(more, 0, args, 1, more.length);
    return Commands.run(
        SimulateOrderCommandTest.class,
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        args);
  }
}
