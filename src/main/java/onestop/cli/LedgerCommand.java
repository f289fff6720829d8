package onestop.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.cli.replay.Database;
import onestop.kernel.Failure;
import onestop.ledger.KeyRotation;
import onestop.ledger.LedgerKeys;
import onestop.ledger.NoteKey;
import onestop.ledger.Witness;
import onestop.simulation.Headless;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code onestop ledger}: the manual operations on the ledger's key and log. */
@Command(
    name = "ledger",
    subcommands = {LedgerCommand.Init.class, LedgerCommand.Rotate.class, LedgerCommand.Watch.class})
final class LedgerCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw Failure.badInput(
        "cli",
        "missing-argument",
        "argument",
        "init | rotate | witness",
        "command",
        "onestop ledger");
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

  /** Mixin: the log's name. */
  static final class Origin {
    @Option(
        names = "--origin",
        paramLabel = "NAME",
        defaultValue = "${env:ONESTOP_LEDGER_ORIGIN:-" + LedgerKeys.DEFAULT_ORIGIN + "}",
        descriptionKey = "onestop.ledger.origin")
    private String name = LedgerKeys.DEFAULT_ORIGIN;

    String name() {
      return name;
    }
  }

  /** {@code onestop ledger init}: makes the key of a log. Needs no database. */
  @Command(name = "init")
  static final class Init implements Callable<Integer> {
    @Mixin private final Console console = new Console();
    @Mixin private final KeyFile key = new KeyFile();

    @Mixin private final Origin origin = new Origin();

    @Option(names = "--witness", descriptionKey = "onestop.ledger.init.witness")
    private boolean witness;

    @Override
    public Integer call() {
      String vkey =
          witness
              ? Witness.init(key.file(), origin.name())
              : LedgerKeys.init(key.file(), origin.name());
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

  /** {@code onestop ledger rotate}: gives the log a new key, which the old one names in the log. */
  @Command(name = "rotate")
  static final class Rotate implements Callable<Integer> {
    @Mixin private final Console console = new Console();
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final KeyFile key = new KeyFile();
    @Mixin private final Origin origin = new Origin();

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "onestop.ledger.rotate.data")
    private Path data = Path.of("data");

    @Option(names = "--log", paramLabel = "DIR", descriptionKey = "onestop.ledger.rotate.log")
    private @Nullable Path log;

    @Override
    public Integer call() {
      Database where = database.servedOr(data);
      where.mustExist();
      KeyRotation.Rotated rotated;
      try (ConfigurableApplicationContext context =
          new Headless(console.application())
              .on(where.url(), where.user(), where.password())
              .with("onestop.ledger.folder", (log == null ? data.resolve("log") : log).toString())
              .with("onestop.ledger.key-file", key.file().toString())
              .with("onestop.ledger.origin", origin.name())
              .start()) {
        rotated = context.getBean(KeyRotation.class).rotate();
      }
      if (console.wantsJson()) {
        console.printJson(
            Map.of(
                "keyFile", key.file().toString(),
                "vkey", rotated.newKey(),
                "oldVkey", rotated.oldKey(),
                "retired", rotated.retired().toString()));
      } else {
        console.out().println(console.sentences().text("ledger.rotate.done", rotated.retired()));
        console.out().println(rotated.newKey());
        console.out().flush();
      }
      return Commands.DONE;
    }
  }

  /** {@code onestop ledger witness}: watches a log of another operator. Needs no database. */
  @Command(name = "witness")
  static final class Watch implements Callable<Integer> {
    @Mixin private final Console console = new Console();
    @Mixin private final KeyFile key = new KeyFile();

    @Option(names = "--log", required = true, paramLabel = "DIR|URL")
    private String log = "";

    @Option(names = "--log-key", required = true, paramLabel = "VKEY")
    private String logKey = "";

    @Option(names = "--state", required = true, paramLabel = "FILE")
    private Path state = Path.of("");

    @Override
    public Integer call() {
      Witness witness = Witness.of(key.file(), state);
      try {
        Witness.Cosigned cosigned = witness.look(log, NoteKey.parse(logKey));
        console.out().print(cosigned.line());
        console.out().flush();
        return Commands.DONE;
      } catch (Failure refused) {
        // a finding is a fault of the log; an unreadable state or key is a fault of the witness
        if (refused.kind() != Failure.Kind.CONFLICT || !refused.slug().startsWith("witness-")) {
          throw refused;
        }
        console.err().println(console.sentences().of(refused));
        console.err().flush();
        return Commands.FOUND_SOMETHING;
      }
    }
  }
}
