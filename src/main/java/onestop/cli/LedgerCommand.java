package onestop.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.kernel.Failure;
import onestop.ledger.LedgerKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code onestop ledger}: what is done with the ledger's key and log by hand. */
@Command(name = "ledger", subcommands = LedgerCommand.Init.class)
final class LedgerCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw Failure.badInput(
        "cli", "missing-argument", "argument", "init", "command", "onestop ledger");
  }

  /** Mixin: the log's private key. */
  static final class KeyFile {
    @Option(
        names = "--key-file",
        paramLabel = "FILE",
        defaultValue = "${env:ONESTOP_LEDGER_KEY_FILE:-data/ledger.key}",
        descriptionKey = "onestop.ledger.key-file")
    private Path file = Path.of("data", "ledger.key");

    Path file() {
      return file;
    }
  }

  /** {@code onestop ledger init}: makes the key of a log. Needs no database. */
  @Command(name = "init")
  static final class Init implements Callable<Integer> {
    @Mixin private final Console console = new Console();
    @Mixin private final KeyFile key = new KeyFile();

    @Option(
        names = "--origin",
        paramLabel = "NAME",
        defaultValue = "${env:ONESTOP_LEDGER_ORIGIN:-" + LedgerKeys.DEFAULT_ORIGIN + "}",
        descriptionKey = "onestop.ledger.origin")
    private String origin = LedgerKeys.DEFAULT_ORIGIN;

    @Override
    public Integer call() {
      String vkey = LedgerKeys.init(key.file(), origin);
      if (console.wantsJson()) {
        console.printJson(Map.of("keyFile", key.file().toString(), "vkey", vkey));
      } else {
        console.out().println(console.sentences().text("ledger.init.done", key.file()));
        console.out().println(vkey);
        console.out().flush();
      }
      return Commands.DONE;
    }
  }
}
