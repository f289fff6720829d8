package onestop.scenarios;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Runs {@code onestop scenarios} in a process of its own: with a heap of its own, which is bounded,
 * for a bounded time, and without the environment of this process, so that it knows no database and
 * no secret. The engine's clock is one for a whole process; a trial in this one would move it.
 */
@Component
public final class ScenarioProcess {
  private static final String HEAP = "-Xmx384m";
  private static final int MAX_OUTPUT = 8_000_000;
  private static final int MAX_ERRORS = 20_000;

  /** The variables that a program needs to start at all. */
  private static final List<String> KEPT = List.of("PATH", "SystemRoot", "LANG", "LC_ALL");

  private final ApplicationContext context;

  ScenarioProcess(ApplicationContext context) {
    this.context = context;
  }

  /** How the process ended. */
  public enum End {
    /** By itself. */
    ENDED,
    /** It was killed: its time was over, or the waiting thread was interrupted. */
    KILLED,
    /** It could not be started. */
    NOT_STARTED
  }

  /**
   * What came of a run.
   *
   * @param status the exit status; -1 unless it ended by itself
   * @param output the last line of its standard output
   * @param errors the last line of its errors that says something
   */
  public record Outcome(End end, int status, String output, String errors) {}

  /**
   * Runs the command and waits for its end.
   *
   * @param folder where it works; its output is written there too
   * @param most after which it is killed
   */
  public Outcome run(Path folder, List<String> arguments, Duration most) {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Process process;
    try {
      process = start(folder, arguments, out, err);
    } catch (IOException e) {
      return new Outcome(End.NOT_STARTED, -1, "", String.valueOf(e.getMessage()));
    }
    try {
      boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
      return new Outcome(
          ended ? End.ENDED : End.KILLED,
          ended ? process.exitValue() : -1,
          last(out, MAX_OUTPUT),
          last(err, MAX_ERRORS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(End.KILLED, -1, "", "");
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(Path folder, List<String> arguments, Path out, Path err)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            HEAP,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Djava.io.tmpdir=" + folder));
    command.addAll(program());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(KEPT);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** How this program is started: from its one jar, or from a class path. */
  private List<String> program() throws IOException {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> new File(entry).getAbsolutePath())
            .collect(Collectors.joining(File.pathSeparator));
    if (isWhole(path)) {
      return List.of("-jar", path);
    }
    String main =
        context
            .getBeansWithAnnotation(SpringBootApplication.class)
            .values()
            .iterator()
            .next()
            .getClass()
            .getName();
    return List.of("-cp", path, main);
  }

  private static boolean isWhole(String path) throws IOException {
    if (path.contains(File.pathSeparator) || !path.endsWith(".jar")) {
      return false;
    }
    try (JarFile jar = new JarFile(path)) {
      return jar.getManifest() != null
          && jar.getManifest().getMainAttributes().getValue("Start-Class") != null;
    }
  }

  private static String last(Path file, int most) {
    try {
      if (Files.size(file) > most) {
        return "";
      }
      String last = "";
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        last = line.isBlank() ? last : line.strip();
      }
      return last;
    } catch (IOException e) {
      return "";
    }
  }
}
