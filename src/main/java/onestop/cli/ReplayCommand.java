package onestop.cli;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.cli.replay.Replay;
import onestop.cli.replay.ReplayFigures;
import onestop.cli.replay.ReplayOrder;
import onestop.kernel.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code onestop replay}: replays a register's year through the real engine, under a simulated
 * clock.
 */
@Command(name = "replay")
final class ReplayCommand implements Callable<Integer> {
  @Mixin private Console console = new Console();
  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--log", required = true, paramLabel = "FILE")
  private Path log = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out = Path.of("");

  @Option(names = "--rule-pack", paramLabel = "ID", defaultValue = "at-due")
  private String rulePack = "at-due";

  @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "Asia/Ho_Chi_Minh")
  private String zone = "Asia/Ho_Chi_Minh";

  @Option(names = "--resume")
  private boolean resume;

  @Override
  public Integer call() {
    long startedAt = System.nanoTime();
    ReplayOrder order =
        new ReplayOrder(
            log,
            out,
            rulePack,
            zone(zone),
            resume,
            database.databaseOr(Replay.databaseFolder(out)));
    ReplayFigures figures;
    try (Progress bar = new Progress("replay", console.isTerminal())) {
      Replay replay = new Replay(console.application(), console.sentences()::text);
      figures = replay.run(order, bar::reach);
    }
    Map<String, Object> summary = new LinkedHashMap<>(figures.asMap());
    double seconds = Duration.ofNanos(System.nanoTime() - startedAt).toMillis() / 1000.0;
    summary.put("seconds", seconds);
    print(summary, figures);
    return figures.findings().isEmpty() ? Commands.DONE : Commands.FOUND_SOMETHING;
  }

  private void print(Map<String, Object> summary, ReplayFigures figures) {
    figures.findings().forEach(finding -> console.err().println(finding));
    console.err().flush();
    if (console.wantsJson()) {
      console.printJson(summary);
    } else {
      summary.forEach(
          (key, value) ->
              console
                  .out()
                  .println(console.sentences().text("replay.figure." + key) + ": " + value));
      console.out().flush();
    }
  }

  private static ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw Failure.badInput("cli", "zone", "value", zone).causedBy(e);
    }
  }
}
