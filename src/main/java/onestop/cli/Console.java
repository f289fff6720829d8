package onestop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Mixin of every command that prints results: results on standard output, everything else on
 * standard error.
 */
final class Console {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(names = "--json", descriptionKey = "onestop.json")
  private boolean json;

  /** Whether the result is one JSON object, the last line of standard output. */
  boolean wantsJson() {
    return json;
  }

  /** The writer of results. */
  PrintWriter out() {
    return command().commandLine().getOut();
  }

  /** The writer of sentences. */
  PrintWriter err() {
    return command().commandLine().getErr();
  }

  /** The texts of this run's language. */
  Sentences sentences() {
    return root().sentences();
  }

  /** The Spring application that commands with a database start. */
  Class<?> application() {
    return root().application();
  }

  /** Whether this run is attached to a terminal. */
  boolean isTerminal() {
    return System.console() != null;
  }

  /** Prints one JSON object on a line of its own, keys in the map's order. */
  void printJson(Map<String, ?> object) {
    try {
      out().println(JSON.writeValueAsString(object));
      out().flush();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private CommandSpec command() {
    return Objects.requireNonNull(spec);
  }

  private RootCommand root() {
    return (RootCommand) command().root().userObject();
  }
}
