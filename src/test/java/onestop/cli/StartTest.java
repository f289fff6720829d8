package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A setting that cannot be: one sentence, and no start. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void refusesAPublicAddressThatIsNone(CapturedOutput log) throws ClassNotFoundException {
    Map<String, String> where = TestDatabase.H2.empty();
    int status =
        Commands.run(
            Class.forName("onestop.Onestop"),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            "--lang=en",
            "serve",
            "--spring.profiles.active=test",
            "--spring.datasource.url=" + where.get("url"),
            "--spring.datasource.username=" + where.get("user"),
            "--spring.datasource.password=" + where.get("password"),
            "--onestop.demo=false",
            "--onestop.public-url=mot-cua.example.vn",
            "--server.port=0");
    assertThat(status).isEqualTo(2);
    assertThat(err.toString().strip())
        .startsWith("onestop.public-url is “mot-cua.example.vn”; allowed is http:// or https://")
        .doesNotContain("\n");
    assertThat(log.getAll()).doesNotContain("\tat ");
  }
}
