package onestop.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.cli.export.Evidence;
import onestop.cli.export.Export;
import onestop.cli.export.Period;
import onestop.cli.replay.Database;
import onestop.kernel.Failure;
import onestop.simulation.Headless;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code onestop export}: a year's evidence, for independent verification. */
@Command(name = "export")
final class ExportCommand implements Callable<Integer> {
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2199;

  @Mixin private final Console console = new Console();
  @Mixin private final DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--year", required = true, paramLabel = "YEAR")
  private int year;

  @Option(names = "--data", paramLabel = "DIR", descriptionKey = "onestop.fsck.data")
  private Path data = Path.of("data");

  @Option(names = "--log", paramLabel = "DIR")
  private @Nullable Path log;

  @Parameters(paramLabel = "DIR", descriptionKey = "onestop.export.DIR")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw Failure.badInput("cli", "export-year", "value", String.valueOf(year));
    }
    Database where = database.servedOr(data);
    where.mustExist();
    Path published = log == null ? data.resolve("log") : log;
    Evidence.Counts counts;
    try (ConfigurableApplicationContext context =
        new Headless(console.application())
            .on(where.url(), where.user(), where.password())
            .with("onestop.ledger.folder", published.toString())
            .start()) {
      Period period =
          Period.year(year, context.getBean(ZoneId.class), context.getBean(Clock.class).instant());
      counts = new Export(context, published).write(period, folder);
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("dossiers", counts.dossiers());
    summary.put("events", counts.events());
    summary.put("letters", counts.letters());
    if (console.wantsJson()) {
      console.printJson(summary);
    } else {
      console
          .out()
          .println(
              console
                  .sentences()
                  .text(
                      "export.summary",
                      counts.dossiers(),
                      counts.events(),
                      counts.letters(),
                      folder));
      console.out().flush();
    }
    return Commands.DONE;
  }
}
