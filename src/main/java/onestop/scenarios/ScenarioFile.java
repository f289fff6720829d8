package onestop.scenarios;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import onestop.kernel.Failure;
import onestop.scenarios.ScenarioText.Fault;

/**
 * The scenarios of one procedure: a file that lies beside the model and has its name.
 *
 * @param file the file
 * @param model the file of the model beside it
 * @param procedure the national code of the procedure
 * @param scenarios in the order of the file
 */
public record ScenarioFile(Path file, Path model, String procedure, List<Scenario> scenarios) {
  /** The end of the names of such files. */
  public static final String ENDING = ".scenarios.yaml";

  private static final int MAX_FILES = 1_000;
  private static final int DEPTH = 8;

  /** The key of the process, which is the name of the file. */
  public String processKey() {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ENDING.length());
  }

  /**
   * Reads the files that are named, and those in the folders that are named, in the order of their
   * names.
   *
   * @throws Failure as {@link #read}, {@code scenarios/none} if there is none
   */
  public static List<ScenarioFile> under(List<Path> paths) {
    Set<Path> found = new LinkedHashSet<>();
    for (Path path : paths) {
      if (Files.isRegularFile(path)) {
        found.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.find(path, DEPTH, (file, facts) -> facts.isRegularFile())) {
        inside
            .filter(file -> file.toString().endsWith(ENDING))
            .sorted()
            .limit(MAX_FILES)
            .forEach(found::add);
      } catch (IOException e) {
        throw Failure.badInput("scenarios", "file", "file", path.toString()).causedBy(e);
      }
    }
    if (found.isEmpty()) {
      throw Failure.badInput("scenarios", "none", "path", paths.toString(), "ending", ENDING);
    }
    return found.stream().map(ScenarioFile::read).toList();
  }

  /**
   * Reads a file.
   *
   * @throws Failure {@code scenarios/file} if it cannot be read, {@code scenarios/wrong} if it is
   *     no file of scenarios, {@code scenarios/wrong-value} for a value that nobody understands,
   *     {@code scenarios/no-model} if there is no model beside it
   */
  public static ScenarioFile read(Path file) {
    ScenarioText text = ScenarioText.read(content(file));
    text.faults().stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw refused(file, fault);
            });
    String name = String.valueOf(file.getFileName());
    Path model = file.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ".bpmn");
    if (!Files.isRegularFile(model)) {
      throw Failure.badInput(
          "scenarios", "no-model", "file", file.toString(), "model", model.toString());
    }
    return new ScenarioFile(file, model, text.procedure(), text.scenarios());
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > ScenarioText.MAX_BYTES) {
        throw tooLarge(file);
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Failure.badInput("scenarios", "file", "file", file.toString()).causedBy(e);
    }
  }

  private static Failure refused(Path file, Fault fault) {
    return switch (fault.kind()) {
      case TOO_LARGE -> tooLarge(file);
      case FORM ->
          Failure.badInput(
              "scenarios",
              "wrong",
              "file",
              file.toString(),
              "line",
              fault.line(),
              "field",
              fault.field());
      case VALUE ->
          Failure.badInput(
              "scenarios",
              "wrong-value",
              "file",
              file.toString(),
              "line",
              fault.line(),
              "field",
              fault.field(),
              "value",
              fault.value());
    };
  }

  private static Failure tooLarge(Path file) {
    return Failure.badInput(
        "scenarios", "too-large", "file", file.toString(), "most", ScenarioText.MAX_BYTES / 1000);
  }
}
