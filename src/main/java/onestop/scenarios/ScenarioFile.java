package onestop.scenarios;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.dossiers.life.DossierState;
import onestop.engine.WorkItem;
import onestop.kernel.Failure;
import onestop.scenarios.Scenario.Act;
import org.jspecify.annotations.Nullable;

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

  private static final long MAX_BYTES = 200_000;
  private static final int MAX_SCENARIOS = 200;
  private static final int MAX_FILES = 1_000;
  private static final int DEPTH = 8;
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .registerModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private record Content(String procedure, List<Scenario> scenarios) {}

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
    Content content = content(file);
    if (content.procedure() == null || content.scenarios() == null) {
      throw wrong(file, content.procedure() == null ? "procedure" : "scenarios", "null");
    }
    if (content.scenarios().isEmpty() || content.scenarios().size() > MAX_SCENARIOS) {
      throw wrong(file, "scenarios", String.valueOf(content.scenarios().size()));
    }
    for (int i = 0; i < content.scenarios().size(); i++) {
      check(file, "scenarios[" + i + "]", content.scenarios().get(i));
    }
    String name = String.valueOf(file.getFileName());
    Path model = file.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ".bpmn");
    if (!Files.isRegularFile(model)) {
      throw Failure.badInput(
          "scenarios", "no-model", "file", file.toString(), "model", model.toString());
    }
    return new ScenarioFile(file, model, content.procedure(), content.scenarios());
  }

  private static Content content(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw Failure.badInput(
            "scenarios", "too-large", "file", file.toString(), "most", MAX_BYTES / 1000);
      }
      Content content =
          YAML.readValue(Files.readString(file, StandardCharsets.UTF_8), Content.class);
      if (content == null) {
        throw wrong(file, "procedure", "null");
      }
      return content;
    } catch (JsonProcessingException e) {
      throw Failure.badInput(
              "scenarios",
              "wrong",
              "file",
              file.toString(),
              "line",
              e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
              "field",
              field(e))
          .causedBy(e);
    } catch (IOException e) {
      throw Failure.badInput("scenarios", "file", "file", file.toString()).causedBy(e);
    }
  }

  private static String field(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return mapping.getPath().stream()
          .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
          .collect(Collectors.joining("."));
    }
    return "-";
  }

  private static void check(Path file, String at, @Nullable Scenario scenario) {
    if (scenario == null) {
      throw wrong(file, at, "null");
    }
    required(file, at + ".name", scenario.name());
    required(file, at + ".name.vi", scenario.name().vi());
    required(file, at + ".name.en", scenario.name().en());
    required(file, at + ".received", scenario.received());
    required(file, at + ".expect", scenario.expect());
    if (scenario.pace() != null && !scenario.pace().equals(Scenario.NEVER)) {
      duration(file, at + ".pace", scenario.pace());
    }
    if (!scenario.readAt().isAfter(scenario.received())) {
      throw wrong(file, at + ".until", String.valueOf(scenario.until()));
    }
    for (int i = 0; i < scenario.acts().size(); i++) {
      check(file, at + ".acts[" + i + "]", scenario.acts().get(i));
    }
    String state = scenario.expect().state();
    if (state != null) {
      try {
        DossierState.valueOf(state);
      } catch (IllegalArgumentException e) {
        throw wrong(file, at + ".expect.state", state);
      }
    }
  }

  private static void check(Path file, String at, Act act) {
    if ((act.step() == null) == (act.withdraw() == null)) {
      throw wrong(file, at + ".step", String.valueOf(act.step()));
    }
    if (act.after() != null && act.at() != null) {
      throw wrong(file, at + ".at", String.valueOf(act.at()));
    }
    if (act.after() != null && !act.after().equals(Scenario.NEVER)) {
      duration(file, at + ".after", act.after());
    }
  }

  private static void required(Path file, String at, @Nullable Object value) {
    if (value == null || value.toString().isBlank()) {
      throw wrong(file, at, String.valueOf(value));
    }
  }

  private static void duration(Path file, String at, String written) {
    if (WorkItem.allotted(Objects.requireNonNull(written)).isEmpty()) {
      throw wrong(file, at, written);
    }
  }

  private static Failure wrong(Path file, String field, String value) {
    return Failure.badInput(
        "scenarios", "wrong-value", "file", file.toString(), "field", field, "value", value);
  }
}
