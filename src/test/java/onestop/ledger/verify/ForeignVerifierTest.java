package onestop.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A verifier that somebody else wrote, Go's {@code golang.org/x/mod/sumdb}, says of a log what ours
 * says. Where Go or its package is not installed the test is left out; the build server installs
 * them.
 */
@Tag("world")
class ForeignVerifierTest {
  private static final Path LIBRARY = Path.of("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog");
  private static final String PROGRAM = "src/test/go/checklog/main.go";

  @TempDir private Path folder;

  @Test
  void acceptsWhatOursAcceptsAndRefusesWhatOursRefuses() throws Exception {
    assumeTrue(Files.isDirectory(LIBRARY) && Files.isExecutable(Path.of("/usr/bin/go")));
    Path program = folder.resolve("checklog");
    run(List.of("/usr/bin/go", "build", "-o", program.toString(), PROGRAM), 0);
    TestLog log = new TestLog(TestLog.logKey());
    for (int size : new int[] {1, 2, 255, 256, 257, 700}) {
      while (log.entries().size() < size) {
        log.add("APOLOGY_OPENED", "H26", "2026-03-02T01:00:00Z", Map.of("n", log.entries().size()));
      }
      log.publish(folder.resolve("log"));
      assertThat(run(List.of(program.toString(), folder.resolve("log").toString()), 0))
          .isEqualTo(size + " entries accepted\n");
    }
    Path tile = folder.resolve("log/tile/0/000");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[100] ^= 1;
    Files.write(tile, bytes);
    run(List.of(program.toString(), folder.resolve("log").toString()), 1);
  }

  private String run(List<String> command, int status) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GO111MODULE", "off");
    builder.environment().put("GOPATH", "/usr/share/gocode");
    builder.environment().put("GOCACHE", folder.resolve("cache").toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(status);
    return said;
  }
}
