package onestop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import onestop.kernel.Failure;
import onestop.models.ModelLint;
import onestop.models.difference.ModelDifference;
import onestop.models.difference.ModelDifference.Change;
import onestop.models.difference.ModelDifference.Detail;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code onestop diff}: what differs between two process models, as on the page of a version. Needs
 * no database.
 */
@Command(name = "diff")
final class DiffCommand implements Callable<Integer> {
  @Mixin private final Console console = new Console();

  @Parameters(index = "0", paramLabel = "OLDER")
  private @Nullable Path older;

  @Parameters(index = "1", paramLabel = "NEWER")
  private @Nullable Path newer;

  @Override
  public Integer call() {
    byte[] before = read(Objects.requireNonNull(older));
    byte[] after = read(Objects.requireNonNull(newer));
    ModelDifference difference =
        ModelDifference.between(before, after)
            .orElseThrow(
                () ->
                    Failure.badInput(
                        "cli",
                        "diff-no-model",
                        "file",
                        String.valueOf(
                            ModelDifference.between(before, before).isEmpty() ? older : newer)));
    if (console.wantsJson()) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("same", difference.isEmpty());
      object.put("changes", difference.changes().stream().map(DiffCommand::row).toList());
      console.printJson(object);
    } else {
      difference.changes().forEach(this::print);
      console.out().println(console.sentences().text("diff.summary", difference.changes().size()));
      console.out().flush();
    }
    return difference.isEmpty() ? Commands.DONE : Commands.FOUND_SOMETHING;
  }

  private void print(Change change) {
    console
        .out()
        .printf(
            "%s: %s %s%s%n",
            word("kind", change.kind().name().toLowerCase(Locale.ROOT)),
            word("type", change.type()),
            change.id(),
            change.name().isEmpty() ? "" : " “" + change.name() + "”");
    change.details().forEach(this::print);
  }

  private void print(Detail detail) {
    String property =
        detail.property().startsWith("form.")
            ? console
                .sentences()
                .in(
                    "bench",
                    "difference.property.form",
                    detail.property().substring("form.".length()))
            : word("property", detail.property());
    console
        .out()
        .printf("  %s: %s → %s%n", property, shown(detail.before()), shown(detail.after()));
  }

  private static String shown(String value) {
    return value.isEmpty() ? "–" : value;
  }

  /** The word of the page; the term itself where there is none. */
  private String word(String of, String term) {
    String key = "difference." + of + "." + term;
    String word = console.sentences().in("bench", key);
    return word.equals(key) ? term : word;
  }

  private static Map<String, Object> row(Change change) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", change.kind().name());
    row.put("type", change.type());
    row.put("id", change.id());
    row.put("name", change.name());
    row.put(
        "details",
        change.details().stream()
            .map(
                detail -> {
                  Map<String, String> one = new LinkedHashMap<>();
                  one.put("property", detail.property());
                  one.put("before", detail.before());
                  one.put("after", detail.after());
                  return one;
                })
            .toList());
    return row;
  }

  private static byte[] read(Path file) {
    try {
      if (Files.size(file) > ModelLint.MAX_BYTES) {
        throw Failure.badInput("cli", "diff-no-model", "file", file.toString());
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Failure.badInput("cli", "lint-file", "file", file.toString()).causedBy(e);
    }
  }
}
