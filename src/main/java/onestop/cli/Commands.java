package onestop.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import onestop.kernel.Failure;
import org.h2.api.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The commands of the one jar.
 *
 * <p>Exit status: 0 done, 1 a check reported findings, 2 bad input or usage, with one sentence on
 * standard error that names the field, the value and the allowed values.
 */
public final class Commands {
  /** The command succeeded. */
  static final int DONE = 0;

  /** The command ran and its check reported findings. */
  static final int FOUND_SOMETHING = 1;

  /** The command cannot run on this input. */
  static final int BAD_INPUT = 2;

  /** Classes of SQL states: no connection, wrong user or password, no such database. */
  private static final List<String> REFUSING_STATES = List.of("08", "28", "3D");

  private static final Logger log = LoggerFactory.getLogger(Commands.class);
  private static final String SERVE = "serve";

  private Commands() {}

  /**
   * Runs one command to its end.
   *
   * @param application the Spring application that commands with a database start
   * @return the exit status
   */
  public static int run(Class<?> application, String... args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return run(application, out, err, args);
  }

  /** As {@link #run(Class, String...)}, with other writers for results and sentences. */
  static int run(Class<?> application, PrintWriter out, PrintWriter err, String... args) {
    try {
      CommandLine line = commandLine(application, Sentences.of(Languages.of(args)));
      line.setOut(out).setErr(err);
      return line.execute(withDefault(line, args));
    } catch (Failure failure) {
      return refuse(failure, Sentences.of(Languages.ENGLISH), err);
    }
  }

  private static CommandLine commandLine(Class<?> application, Sentences sentences) {
    CommandLine line = new CommandLine(new RootCommand(application, sentences));
    line.setResourceBundle(sentences.usage());
    line.setExecutionStrategy(new CommandLine.RunLast());
    line.setParameterExceptionHandler((e, args) -> usage(e, sentences));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> refuse(failure(e), sentences, command.getErr()));
    return line;
  }

  /** Arguments that name no command are those of {@code serve}. */
  private static String[] withDefault(CommandLine line, String[] args) {
    List<String> rootOnly = List.of("--help", "-h", "--version", "-V");
    boolean named =
        Arrays.stream(args).anyMatch(arg -> line.getSubcommands().containsKey(arg))
            || (args.length > 0 && rootOnly.contains(args[args.length - 1]));
    boolean word =
        args.length > 0
            && !args[0].startsWith("-"); // a word that is no command: the parser refuses it
    if (named || word) {
      return args;
    }
    List<String> all = new ArrayList<>();
    all.add(SERVE);
    all.addAll(List.of(args));
    return all.toArray(String[]::new);
  }

  private static int usage(ParameterException e, Sentences sentences) {
    return refuse(failure(e), sentences, e.getCommandLine().getErr());
  }

  private static Failure failure(ParameterException e) {
    if (e.getCause() instanceof Failure failure) {
      return failure;
    }
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    if (e instanceof UnmatchedArgumentException unmatched) {
      return Failure.badInput(
          "cli",
          "unknown-argument",
          "argument",
          unmatched.getUnmatched().get(0),
          "command",
          command,
          "allowed",
          allowed(e.getCommandLine()));
    }
    if (e instanceof MissingParameterException missing) {
      String names =
          missing.getMissing().stream().map(Commands::nameOf).collect(Collectors.joining(", "));
      return Failure.badInput("cli", "missing-argument", "argument", names, "command", command);
    }
    return Failure.badInput(
        "cli",
        "bad-value",
        "argument",
        e.getArgSpec() == null ? command : nameOf(e.getArgSpec()),
        "value",
        String.valueOf(e.getValue()),
        "reason",
        String.valueOf(e.getMessage()));
  }

  private static String nameOf(CommandLine.Model.ArgSpec argument) {
    return argument instanceof CommandLine.Model.OptionSpec option
        ? option.longestName()
        : argument.paramLabel();
  }

  private static String allowed(CommandLine line) {
    List<String> names = new ArrayList<>(line.getSubcommands().keySet());
    line.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(CommandLine.Model.OptionSpec::longestName)
        .sorted()
        .forEach(names::add);
    return String.join(", ", names);
  }

  /** The failure behind an exception, if there is one: ours, or a database that lets nobody in. */
  static Optional<Failure> known(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return Optional.of(failure);
      }
      if (cause instanceof SQLException sql && letsNobodyIn(sql)) {
        return Optional.of(
            Failure.badInput("cli", "database-refuses", "reason", String.valueOf(sql.getMessage()))
                .causedBy(e));
      }
    }
    return Optional.empty();
  }

  private static boolean letsNobodyIn(SQLException sql) {
    String state = String.valueOf(sql.getSQLState());
    return sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
        || REFUSING_STATES.stream().anyMatch(state::startsWith);
  }

  private static Failure failure(Exception e) {
    return known(e).orElseGet(() -> brokeOff(e));
  }

  private static Failure brokeOff(Exception e) {
    log.error("The command broke off", e);
    return Failure.of(
            Failure.Kind.LOST_RESOURCE, "cli", "broke-off", "reason", String.valueOf(root(e)))
        .causedBy(e);
  }

  private static Throwable root(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e : root(cause);
  }

  private static int refuse(Failure failure, Sentences sentences, PrintWriter err) {
    err.println(sentences.of(failure));
    err.flush();
    return BAD_INPUT;
  }
}
