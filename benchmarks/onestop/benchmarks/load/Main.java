package onestop.benchmarks.load;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Arrays;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the benchmarks' jar: JMH, and the load commands. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    subcommands = {
      YearCommand.class,
      WallCommand.class,
      CalendarCommand.class,
      LedgerCommand.class,
      IntakeCommand.class,
      ClerksCommand.class,
      FlatCommand.class,
      ScreensCommand.class,
      SignCommand.class,
      ChartCommand.class
    },
    description = {
      "Load on the whole product, ours and the engine's stock configuration in the same run.",
      "'jmh' takes JMH's own options."
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.err);
  }

  /** JMH, or a load command. */
  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("jmh")) {
      org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    System.exit(run(args));
  }

  /** Runs a load command; its exit status: 0 done, 1 something was lost or done twice, 2 usage. */
  public static int run(String... args) {
    ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.WARN); // the server's own story
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(args);
  }
}
