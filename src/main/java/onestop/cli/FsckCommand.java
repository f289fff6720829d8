package onestop.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.cli.replay.Database;
import onestop.integrity.Finding;
import onestop.integrity.Fsck;
import onestop.integrity.FsckRuns;
import onestop.ledger.LogFolder;
import onestop.simulation.Headless;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code onestop fsck}: recomputes all evidence from the raw events and names every difference. */
@Command(name = "fsck")
final class FsckCommand implements Callable<Integer> {
  /** Never the folder of a log: given where none is named, so that no file is compared. */
  private static final String NO_LOG = "no-log";

  @Mixin private final Console console = new Console();
  @Mixin private final DatabaseOptions database = new DatabaseOptions();
  @Mixin private final FilesCommand.Home files = new FilesCommand.Home();

  @Option(names = "--data", paramLabel = "DIR", descriptionKey = "onestop.fsck.data")
  private Path data = Path.of("data");

  @Option(names = "--log", paramLabel = "DIR", descriptionKey = "onestop.fsck.log")
  private @Nullable Path log;

  @Override
  public Integer call() {
    Database where = database.servedOr(data);
    where.mustExist();
    Path folder = folder();
    Fsck.Result result;
    try (ConfigurableApplicationContext context =
        new Headless(console.application())
            .on(where.url(), where.user(), where.password())
            .with("onestop.ledger.folder", folder.toString())
            .with("onestop.files.home", files.home())
            .start()) {
      result = context.getBean(FsckRuns.class).check();
    }
    boolean compared = Files.exists(folder.resolve(LogFolder.CHECKPOINT));
    if (console.wantsJson()) {
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("dossiers", result.dossiers());
      summary.put("letters", result.letters());
      summary.put("lettersToPrint", result.toPrint());
      summary.put("ledgerEntries", result.ledgerEntries());
      summary.put("ledgerHead", result.ledgerHead());
      summary.put("publishedLogCompared", compared);
      summary.put("findings", result.findings().stream().map(this::row).toList());
      console.printJson(summary);
    } else {
      result.findings().forEach(finding -> console.out().println(line(finding)));
      console
          .out()
          .println(
              console
                  .sentences()
                  .text(
                      "fsck.summary",
                      result.dossiers(),
                      result.letters(),
                      result.ledgerEntries(),
                      result.findings().size(),
                      result.toPrint()));
      if (!compared) {
        console.out().println(console.sentences().text("fsck.log-not-compared"));
      }
      console.out().flush();
    }
    return result.holds() ? Commands.DONE : Commands.FOUND_SOMETHING;
  }

  /** The folder of the published log; the address of a database does not determine it. */
  private Path folder() {
    if (log != null) {
      return log;
    }
    return data.resolve(database.isNamed() ? NO_LOG : "log");
  }

  private Map<String, Object> row(Finding finding) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", finding.kind());
    if (finding.dossier() != null) {
      row.put("dossier", finding.dossier().value());
    }
    row.put("sentence", sentence(finding));
    return row;
  }

  private String line(Finding finding) {
    String dossier = finding.dossier() == null ? "" : finding.dossier() + ": ";
    return finding.kind() + ": " + dossier + sentence(finding);
  }

  private String sentence(Finding finding) {
    List<String> values = finding.values();
    return console.sentences().in("reports", finding.messageKey(), values.toArray(Object[]::new));
  }
}
