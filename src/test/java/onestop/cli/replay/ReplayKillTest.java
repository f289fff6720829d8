package onestop.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process, really killed: nothing in it gets to say goodbye. */
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
    long startedAt = System.nanoTime();
    Process undisturbed = start(file, "whole");
    assertThat(undisturbed.waitFor()).as(said("whole")).isZero();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);

    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> deaths = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      long patience = millis / 4 + random.nextLong(millis * 3 / 4);
      Process run = start(file, "broken");
      if (!run.waitFor(patience, TimeUnit.MILLISECONDS)) {
        run.destroyForcibly();
        int status = run.waitFor();
        assertThat(status).as("killed, or done a moment before").isIn(SIGKILL, 0);
        if (status == SIGKILL) {
          deaths.add(patience);
        }
      }
    }
    Process last = start(file, "broken");
    assertThat(last.waitFor()).as(said("broken")).isZero();

    assertThat(figures("broken"))
        .as("seed %d, killed after %s ms of %d", seed, deaths, millis)
        .isEqualTo(figures("whole"));
    assertThat(figures("broken").get("apologiesIssued").asInt()).isEqualTo(log.figures().owed());
    assertThat(letters("broken")).isEqualTo(letters("whole")).hasSize(log.figures().owed());
  }

  private Process start(Path log, String out) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "onestop.Onestop",
            "replay",
            "--log",
            log.toString(),
            "--out",
            dir.resolve(out).toString(),
            "--resume",
            "--json",
            "--lang=en")
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

  private List<String> letters(String out) throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve(out).resolve("letters"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
