package onestop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import onestop.apologies.letter.LetterPress;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes share a wall and one of them is killed in the middle: a real process, SIGKILL. More
 * deaths than a build has time for: {@code -Donestop.deaths=20}.
 */
@Tag("world")
class NodeDeathTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final int WALL = 60;
  private static final int DEATHS = Integer.getInteger("onestop.deaths", 3);

  @TempDir private Path dir;

  @Test
  @Timeout(3600)
  void aNodeKilledInAWaveCostsNoLetterAndNoneIsWrittenTwice() throws Exception {
    Map<String, String> where = TestDatabase.POSTGRES.ready();
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    List<String> deaths = new ArrayList<>(List.of("seed " + seed));
    try (World survivor = World.on(where, "2026-03-02T10:00")) {
      City city = City.in(survivor);
      for (int death = 1; death <= DEATHS; death++) {
        Process node = start(where, local(survivor.now())); // while the wall is received
        List<DossierCode> wall = city.receive(MARITAL_STATUS, WALL);
        String due = local(survivor.get(SlaClocks.class).state(wall.get(0)).dueCurrentAt());
        long before = letters(survivor);
        ready(node);
        Future<?> killed = killWhileFiring(node, due, random.nextLong(20, 900));
        survivor.outageUntil(due);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (letters(survivor) < (long) death * WALL && System.nanoTime() < until) {
          WaveNode.fireOnce(survivor);
        }
        killed.get();
        deaths.add("%d letters before, %s".formatted(before, killed.get()));
        assertThat(letters(survivor)).as("deaths: %s", deaths).isEqualTo((long) death * WALL);
        survivor.outageUntil(local(survivor.now().plusSeconds(4 * 24 * 3600)));
      }
      while (WaveNode.fireOnce(survivor) > 0) {
        // escalations of the days that passed
      }
      survivor.get(LetterPress.class).print(DEATHS * WALL + 1);
      assertThat(survivor.get(Fsck.class).check().findings()).as("deaths: %s", deaths).isEmpty();
    }
  }

  /** Tells the node to fire, and kills it so many milliseconds later. */
  private static Future<?> killWhileFiring(Process node, String due, long millis) {
    var pool = Executors.newSingleThreadExecutor();
    Future<?> killed =
        pool.submit(
            () -> {
              node.getOutputStream().write((due + "\n").getBytes(StandardCharsets.UTF_8));
              node.getOutputStream().flush();
              node.waitFor(millis, TimeUnit.MILLISECONDS);
              node.destroyForcibly();
              return "killed after %d ms with status %d".formatted(millis, node.waitFor());
            });
    pool.shutdown();
    return killed;
  }

  private Process start(Map<String, String> where, String at) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            WaveNode.class.getName(),
            where.get("url"),
            where.get("user"),
            where.get("password"),
            at)
        .redirectError(dir.resolve("node.err").toFile())
        .start();
  }

  private static void ready(Process node) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
    for (String line = said.readLine(); !WaveNode.READY.equals(line); line = said.readLine()) {
      assertThat(line).as("the node ended before it was ready").isNotNull();
    }
  }

  private static String local(Instant at) {
    return LocalDateTime.ofInstant(at.plusSeconds(1), World.HANOI).toString();
  }

  private static long letters(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from apology_letter")
        .query(Long.class)
        .single();
  }
}
