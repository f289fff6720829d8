package onestop.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import onestop.kernel.Failure;
import onestop.models.ModelLint;
import onestop.models.lint.LintFinding;
import onestop.procedures.CatalogueDraft;
import onestop.procedures.form.FormReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code onestop lint}: checks whether process models and forms may be used. Needs no database. */
@Command(name = "lint")
final class LintCommand implements Callable<Integer> {
  @Mixin private final Console console = new Console();

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--catalogue", paramLabel = "FILE")
  private List<Path> drafts = new ArrayList<>();

  @Override
  public Integer call() {
    ModelLint lint = new ModelLint(catalogue());
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    files.forEach(file -> contents.put(file, read(file)));
    List<Map<String, Object>> rows = new ArrayList<>();
    contents.forEach(
        (file, bytes) -> {
          if (file.toString().endsWith(".form")) {
            form(file, bytes).ifPresent(rows::add);
          } else {
            lint.check(bytes).forEach(finding -> rows.add(row(file, finding)));
          }
        });
    if (console.wantsJson()) {
      console.printJson(Map.of("files", files.size(), "findings", rows));
    } else {
      rows.forEach(
          row ->
              console
                  .out()
                  .printf(
                      "%s: %s %s %s: %s%n",
                      row.get("file"),
                      row.get("severity"),
                      row.get("code"),
                      row.getOrDefault("element", ""),
                      row.get("sentence")));
      console.out().println(console.sentences().text("lint.summary", files.size(), rows.size()));
    }
    boolean error = rows.stream().anyMatch(row -> "ERROR".equals(row.get("severity")));
    return error ? Commands.FOUND_SOMETHING : Commands.DONE;
  }

  /** The shipped catalogue with the designer's draft entries. */
  private CatalogueDraft catalogue() {
    CatalogueDraft catalogue = CatalogueDraft.shipped();
    for (Path file : drafts) {
      catalogue =
          catalogue.with(
              String.valueOf(file.getFileName()), new String(read(file), StandardCharsets.UTF_8));
    }
    return catalogue;
  }

  /** The reason for which a form cannot be used; empty if there is none. */
  private Optional<Map<String, Object>> form(Path file, byte[] bytes) {
    try {
      FormReader.read(
          String.valueOf(file.getFileName()), new String(bytes, StandardCharsets.UTF_8));
      return Optional.empty();
    } catch (Failure refused) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("file", file.toString());
      row.put("code", refused.slug());
      row.put("severity", "ERROR");
      row.put("element", String.valueOf(refused.arguments().get("element")));
      row.put(
          "sentence",
          console.sentences().in("procedures", refused.messageKey(), refused.values().toArray()));
      return Optional.of(row);
    }
  }

  private Map<String, Object> row(Path file, LintFinding finding) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("file", file.toString());
    row.put("code", finding.code());
    row.put("severity", finding.severity().name());
    if (finding.element() != null) {
      row.put("element", finding.element());
    }
    row.put(
        "sentence",
        console.sentences().in("models", finding.messageKey(), finding.values().toArray()));
    return row;
  }

  private static byte[] read(Path file) {
    try {
      if (Files.size(file) > ModelLint.MAX_BYTES) {
        return new byte[ModelLint.MAX_BYTES + 1];
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Failure.badInput("cli", "lint-file", "file", file.toString()).causedBy(e);
    }
  }
}
