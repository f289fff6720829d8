package onestop.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import onestop.cli.replay.Database;
import onestop.files.FileMoves;
import onestop.files.FileMoves.Target;
import onestop.kernel.Failure;
import onestop.simulation.Headless;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code onestop files}: the manual operations on stored files. */
@Command(
    name = "files",
    subcommands = {FilesCommand.Move.class})
final class FilesCommand implements Callable<Integer> {
  private static final String DATABASE = "database";

  @Override
  public Integer call() {
    throw Failure.badInput(
        "cli", "missing-argument", "argument", "move", "command", "onestop files");
  }

  /** Mixin: the folder in which stored files lie. */
  static final class Home {
    @Option(
        names = "--files",
        paramLabel = "DIR",
        defaultValue = "${env:ONESTOP_FILES_HOME:-database}",
        descriptionKey = "onestop.files.home")
    private String home = DATABASE;

    String home() {
      return home;
    }
  }

  /** {@code onestop files move}: moves all stored files to another home; can be run again. */
  @Command(name = "move")
  static final class Move implements Callable<Integer> {
    @Mixin private final Console console = new Console();
    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "onestop.fsck.data")
    private Path data = Path.of("data");

    @Option(
        names = "--to",
        paramLabel = "DIR|database",
        required = true,
        descriptionKey = "onestop.files.move.to")
    private String to = DATABASE;

    @Option(
        names = "--from",
        paramLabel = "DIR",
        defaultValue = "${env:ONESTOP_FILES_HOME:-}",
        descriptionKey = "onestop.files.move.from")
    private @Nullable String from;

    @Override
    public Integer call() {
      Database where = database.servedOr(data);
      where.mustExist();
      Target target = to.equals(DATABASE) ? Target.DATABASE : Target.FOLDER;
      FileMoves.Result result;
      try (ConfigurableApplicationContext context =
              new Headless(console.application())
                  .on(where.url(), where.user(), where.password())
                  .with("onestop.files.home", folder(target))
                  .start();
          Progress progress = new Progress("files", console.isTerminal())) {
        result = context.getBean(FileMoves.class).move(target, done -> progress.reach(done, -1));
      }
      report(result);
      return result.left().isEmpty() ? Commands.DONE : Commands.FOUND_SOMETHING;
    }

    /** The folder on one side of the move; without one, a database with files in a folder ends. */
    private String folder(Target target) {
      if (target == Target.FOLDER) {
        return to;
      }
      return Optional.ofNullable(from).filter(path -> !path.isBlank()).orElse(DATABASE);
    }

    private void report(FileMoves.Result result) {
      if (console.wantsJson()) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("to", to);
        summary.put("moved", result.moved());
        summary.put("left", result.left());
        console.printJson(summary);
        return;
      }
      result
          .left()
          .forEach(hash -> console.out().println(console.sentences().text("files.left", hash)));
      console
          .out()
          .println(
              console.sentences().text("files.moved", result.moved(), to, result.left().size()));
      console.out().flush();
    }
  }
}
