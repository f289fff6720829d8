package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A setting that cannot be: one sentence, and no start. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("world")
class StartTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void refusesAPublicAddressThatIsNone(CapturedOutput log) throws ClassNotFoundException {
    int status = serve("--onestop.demo=false", "--onestop.public-url=mot-cua.example.vn");
    assertThat(status).isEqualTo(2);
    assertThat(err.toString().strip())
        .startsWith("onestop.public-url is “mot-cua.example.vn”; allowed is http:// or https://")
        .doesNotContain("\n");
    assertThat(log.getAll()).doesNotContain("\tat ");
  }

  @Test
  void listensToOtherMachinesInTheClearOnlyWhenTold(CapturedOutput log)
      throws ClassNotFoundException {
    assertThat(serve("--onestop.demo=false", "--server.address=0.0.0.0")).isEqualTo(2);
    assertThat(err.toString().strip())
        .startsWith("The server listens at 0.0.0.0 without TLS.")
        .contains("onestop.web.transport=proxy")
        .doesNotContain("\n");
    assertThat(log.getAll()).doesNotContain("\tat ");
  }

  @Test
  void servesNoDemoCityToOtherMachinesUnasked(CapturedOutput log) throws ClassNotFoundException {
    Map<String, String> where = TestDatabase.H2.ready();
    try (World world = World.on(where, "2026-11-27T10:00")) {
      world
          .get(JdbcClient.class)
          .sql("insert into demo_city (id, begun_at) values (1, current_timestamp)")
          .update();
    }
    int status =
        serve(
            where,
            "--onestop.demo=false",
            "--server.address=0.0.0.0",
            "--onestop.web.transport=proxy",
            "--onestop.public-url=https://mot-cua.example.vn");
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("onestop.demo-beyond-loopback=true");
  }

  @Test
  void saysInOneSentenceThatTheDatabaseLetsNobodyIn(CapturedOutput log)
      throws ClassNotFoundException {
    for (TestDatabase database : TestDatabase.values()) {
      StringWriter said = new StringWriter();
      int status =
          Commands.run(
              Class.forName("onestop.Onestop"),
              new PrintWriter(out),
              new PrintWriter(said),
              "--lang=en",
              "fsck",
              "--db-url",
              String.valueOf(database.ready().get("url")),
              "--db-user",
              "nobody",
              "--db-password",
              "wrong");
      assertThat(status).as("%s", database).isEqualTo(2);
      assertThat(said.toString().strip())
          .startsWith("The database cannot be used:")
          .doesNotContain("\n");
      assertThat(log.getAll()).doesNotContain("\tat ");
    }
  }

  private int serve(String... settings) throws ClassNotFoundException {
    return serve(TestDatabase.H2.ready(), settings);
  }

  private int serve(Map<String, String> where, String... settings) throws ClassNotFoundException {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--lang=en",
                "serve",
                "--spring.profiles.active=test",
                "--spring.datasource.url=" + where.get("url"),
                "--spring.datasource.username=" + where.get("user"),
                "--spring.datasource.password=" + where.get("password"),
                "--server.port=0"));
    args.addAll(List.of(settings));
    return Commands.run(
        Class.forName("onestop.Onestop"),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        args.toArray(String[]::new));
  }
}
