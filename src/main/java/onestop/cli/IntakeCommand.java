package onestop.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import onestop.desk.receiving.LimitedLines;
import onestop.desk.receiving.LimitedLines.NumberedLine;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code onestop intake}: sends a file of applications to a running server; one JSON object on each
 * input line, one result on each output line, in the same order. Memory does not grow with the
 * file. When it is interrupted and run again with the same file, no application is received twice,
 * because each line has its own key.
 */
@Command(name = "intake")
final class IntakeCommand implements Callable<Integer> {
  /** The limit of the server: a longer line is refused without sending it. */
  private static final int LONGEST_LINE = 64 * 1024;

  private static final int LINES_AT_ONCE = 500;
  private static final int BYTES_AT_ONCE = 4 * 1024 * 1024;

  @Mixin private final Console console = new Console();

  @Option(names = "--file", required = true, paramLabel = "FILE")
  private Path file = Path.of("");

  @Option(names = "--url", paramLabel = "URL", defaultValue = "http://localhost:8080")
  private String url = "";

  @Option(names = "--user", paramLabel = "NAME", defaultValue = "${env:ONESTOP_USER:-}")
  private String user = "";

  @Option(names = "--password", paramLabel = "SECRET", defaultValue = "${env:ONESTOP_PASSWORD:-}")
  private String password = "";

  @Override
  public Integer call() {
    long startedAt = System.nanoTime();
    if (user.isBlank() || password.isEmpty()) {
      throw Failure.badInput("cli", "intake-login");
    }
    Tally tally = new Tally();
    try (InputStream in = open();
        IntakeSender sender =
            IntakeSender.to(url, new IntakeSender.Login(user, password), console.sentences());
        Progress bar = new Progress("intake", console.isTerminal())) {
      long size = "-".equals(file.toString()) ? -1 : Files.size(file);
      LimitedLines lines = new LimitedLines(in, LONGEST_LINE);
      Deque<Future<List<IntakeSender.Result>>> underWay = new ArrayDeque<>();
      for (Portion portion = next(lines); portion != null; portion = next(lines)) {
        underWay.add(sender.send(portion.lines()));
        tally.bytes += portion.bytes();
        if (underWay.size() == IntakeSender.CONNECTIONS) {
          print(underWay.removeFirst(), tally);
          bar.reach(tally.bytes, size);
        }
      }
      while (!underWay.isEmpty()) {
        print(underWay.removeFirst(), tally);
      }
    } catch (IOException e) {
      throw Failure.badInput("cli", "intake-file", "file", file.toString()).causedBy(e);
    } finally {
      console.out().flush();
    }
    summarize(tally, Duration.ofNanos(System.nanoTime() - startedAt));
    return tally.refused > 0 ? Commands.FOUND_SOMETHING : Commands.DONE;
  }

  /** The results of the lines so far. */
  private static final class Tally {
    private long received;
    private long repeated;
    private long refused;
    private long bytes;
  }

  private record Portion(List<NumberedLine> lines, long bytes) {}

  private InputStream open() throws IOException {
    return "-".equals(file.toString()) ? System.in : Files.newInputStream(file);
  }

  private static @Nullable Portion next(LimitedLines lines) throws IOException {
    List<NumberedLine> portion = new ArrayList<>();
    long bytes = 0;
    while (portion.size() < LINES_AT_ONCE && bytes < BYTES_AT_ONCE) {
      NumberedLine line = lines.next();
      if (line == null) {
        break;
      }
      bytes += line.bytes().length + 1;
      if (!line.blank()) {
        portion.add(line);
      }
    }
    return bytes == 0 ? null : new Portion(portion, bytes);
  }

  private void print(Future<List<IntakeSender.Result>> sent, Tally tally) {
    for (IntakeSender.Result result : await(sent)) {
      switch (result.kind()) {
        case RECEIVED -> tally.received++;
        case REPEATED -> tally.repeated++;
        case REFUSED -> tally.refused++;
      }
      console.out().println(result.json());
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void summarize(Tally tally, Duration took) {
    double seconds = took.toMillis() / 1000.0;
    if (console.wantsJson()) {
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("received", tally.received);
      summary.put("repeated", tally.repeated);
      summary.put("refused", tally.refused);
      summary.put("seconds", seconds);
      console.printJson(summary);
    } else {
      console
          .err()
          .println(
              console
                  .sentences()
                  .text("intake.summary", tally.received, tally.repeated, tally.refused, seconds));
      console.err().flush();
    }
  }
}
