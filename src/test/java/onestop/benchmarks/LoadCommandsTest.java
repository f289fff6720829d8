package onestop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import onestop.benchmarks.load.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each load command once, small: what it counted must be right; how fast it was is not asked. */
@Timeout(240)
class LoadCommandsTest {

  @Test
  void yearCountsWholeLivesOfBothContenders() throws Exception {
    JsonNode said =
        run("year", "--dossiers", "26", "--warmup", "1", "--windows", "1", "--callers", "8");
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
  void wallEndsWithOneLetterATimer() throws Exception {
    JsonNode said =
        run("wall", "--timers", "40", "--windows", "1", "--callers", "8", "--no-baseline");
    assertThat(said.get("exactlyOnce").asBoolean()).isTrue();
    assertThat(said.get("timers").asInt()).isEqualTo(40);
  }

  @Test
  void ledgerPublishesEveryEntryItAppends() throws Exception {
    JsonNode said = run("ledger", "--entries", "1000", "--callers", "4");
    assertThat(said.get("whole").asBoolean()).isTrue();
    assertThat(said.get("perSecond").asDouble()).isPositive();
  }

  private static JsonNode run(String... command) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      String[] args = java.util.Arrays.copyOf(command, command.length + 3);
      args[command.length] = "--db";
      args[command.length + 1] = "h2";
      args[command.length + 2] = "--json";
      assertThat(Main.run(args)).isZero();
    } finally {
      System.setOut(before);
    }
    String[] lines = said.toString(StandardCharsets.UTF_8).strip().split("\\R");
    return new ObjectMapper().readTree(lines[lines.length - 1]);
  }
}
