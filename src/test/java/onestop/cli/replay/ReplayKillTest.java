package onestop.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import onestop.Onestop;
import onestop.cli.Commands;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process, really killed: nothing in it gets to say goodbye. Nobody kills the run of this
 * process with which it is compared.
 */
@Tag("world")
class ReplayKillTest {
  private static final int DOSSIERS = 80;
  private static final int KILLS = 3;
  private static final int SIGKILL = 128 + 9;

  @TempDir private Path dir;

  @Test
  @Timeout(300)
  void killedAnywhereAndResumedEndsInTheSameFigures() throws Exception {
    SyntheticLog log = SyntheticLog.draw(77, DOSSIERS);
    Path file = log.write(dir.resolve("log.xes.gz"));
    PrintStream before = System.out;
    try (PrintStream out = new PrintStream(dir.resolve("whole.out").toFile())) {
      System.setOut(out);
      assertThat(Commands.run(Onestop.class, command(file, "whole"))).isZero();
    } finally {
      System.setOut(before);
    }

    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    List<String> deaths = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      long jobs = random.nextLong(printed("whole"));
      Process run = start(file, "broken");
      while (printed("broken") < jobs && !run.waitFor(5, TimeUnit.MILLISECONDS)) {
        // goes on until it has laid out that many jobs, it or those before it
      }
      if (!run.waitFor(random.nextLong(700), TimeUnit.MILLISECONDS)) {
        run.destroyForcibly();
        int status = run.waitFor();
        assertThat(status).as("killed, or done a moment before").isIn(SIGKILL, 0);
        if (status == SIGKILL) {
          deaths.add("%d of %d".formatted(jobs, printed("broken")));
        }
      }
    }
    Process last = start(file, "broken");
    assertThat(last.waitFor()).as(said("broken")).isZero();

    assertThat(figures("broken"))
        .as("seed %d, killed after jobs: %s", seed, deaths)
        .isEqualTo(figures("whole"));
    assertThat(figures("broken").get("apologiesIssued").asInt()).isEqualTo(log.figures().owed());
    assertThat(letters("broken")).isEqualTo(letters("whole")).hasSize(log.figures().owed());
    assertThat(printed("broken")).isEqualTo(printed("whole"));
  }

  private String[] command(Path log, String out) {
    return new String[] {
      "replay",
      "--log",
      log.toString(),
      "--out",
      dir.resolve(out).toString(),
      "--resume",
      "--json",
      "--lang=en"
    };
  }

  private Process start(Path log, String out) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "onestop.Onestop"));
    command.addAll(List.of(command(log, out)));
    return new ProcessBuilder(command)
        .redirectOutput(dir.resolve(out + ".out").toFile())
        .redirectError(dir.resolve(out + ".err").toFile())
        .start();
  }

  private String said(String out) throws IOException {
    Path err = dir.resolve(out + ".err");
    return Files.exists(err) ? Files.readString(err) : "nothing";
  }

  /** The last line of standard output, but for the time it took. */
  private JsonNode figures(String out) throws IOException {
    List<String> lines = Files.readAllLines(dir.resolve(out + ".out"));
    ObjectNode figures = (ObjectNode) new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(figures.remove("seconds").asDouble()).isPositive();
    return figures;
  }

  /** How many jobs lie complete in the folder of prints. */
  private long printed(String out) throws IOException {
    Path folder = dir.resolve(out).resolve("print");
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    } catch (UncheckedIOException gone) {
      return 0; // a file had another name a moment ago
    }
  }

  private List<String> letters(String out) throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve(out).resolve("letters"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
