package onestop.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.cli.replay.Database;
import onestop.inbox.InboxRebuild;
import onestop.inbox.InboxRebuild.Mode;
import onestop.simulation.Headless;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code onestop rebuild-inbox}: rebuilds the desks' lists from the engine's work items. */
@Command(name = "rebuild-inbox")
final class RebuildInboxCommand implements Callable<Integer> {
  @Mixin private final Console console = new Console();
  @Mixin private final DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--data", paramLabel = "DIR", descriptionKey = "onestop.fsck.data")
  private Path data = Path.of("data");

  @Option(names = "--check", descriptionKey = "onestop.rebuild-inbox.check")
  private boolean check;

  @Override
  public Integer call() {
    Database where = database.servedOr(data);
    where.mustExist();
    InboxRebuild.Result result;
    try (ConfigurableApplicationContext context =
            new Headless(console.application())
                .on(where.url(), where.user(), where.password())
                .start();
        Progress progress = new Progress("inbox", console.isTerminal())) {
      result =
          context
              .getBean(InboxRebuild.class)
              .run(check ? Mode.COUNT : Mode.REPAIR, done -> progress.reach(done, -1));
    }
    if (console.wantsJson()) {
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("dossiers", result.dossiers());
      summary.put("items", result.items());
      summary.put("differences", result.differences());
      console.printJson(summary);
    } else {
      String key = check ? "rebuild-inbox.counted" : "rebuild-inbox.repaired";
      console
          .out()
          .println(
              console
                  .sentences()
                  .text(key, result.dossiers(), result.items(), result.differences()));
      console.out().flush();
    }
    return check && result.differences() > 0 ? Commands.FOUND_SOMETHING : Commands.DONE;
  }
}
