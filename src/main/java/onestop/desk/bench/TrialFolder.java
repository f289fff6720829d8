package onestop.desk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onestop.models.trial.ModelTrials.Letter;
import onestop.models.trial.TrialReport;
import onestop.models.trial.TrialReport.Tried;
import onestop.scenarios.ScenarioFile;

/** The folder in which one trial runs: what goes in, and what is read from it afterwards. */
final class TrialFolder implements AutoCloseable {
  private static final int MAX_LETTERS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path top;

  private TrialFolder(Path top) {
    this.top = top;
  }

  /** Makes one that only this user can read. */
  static TrialFolder create() throws IOException {
    Path top = Files.createTempDirectory("onestop-trial");
    Files.createDirectory(top.resolve("models"));
    Files.createDirectory(top.resolve("besides"));
    return new TrialFolder(top);
  }

  Path path() {
    return top;
  }

  /** Puts in a model that has scenarios. */
  void put(String processKey, byte[] bpmn, String scenarios) throws IOException {
    Path models = top.resolve("models");
    Files.write(models.resolve(processKey + ".bpmn"), bpmn);
    Files.writeString(
        models.resolve(processKey + ScenarioFile.ENDING), scenarios, StandardCharsets.UTF_8);
  }

  /** Puts in a model that has none. */
  void put(String processKey, byte[] bpmn) throws IOException {
    Files.write(top.resolve("besides").resolve(processKey + ".bpmn"), bpmn);
  }

  /** The command that tries what was put in. */
  List<String> command() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "scenarios",
                top.resolve("models").toString(),
                "--json",
                "--diary",
                "--lang=vi",
                "--letters=" + top.resolve("letters")));
    try (Stream<Path> besides = Files.list(top.resolve("besides"))) {
      besides.sorted().forEach(model -> command.add("--with=" + model));
    }
    return command;
  }

  /** A report with its letters. */
  record Read(TrialReport report, List<Letter> letters) {}

  /**
   * Reads what the command has printed, and the letters that it wrote.
   *
   * @param processKey the model whose flows count
   */
  Read read(String output, String processKey) throws IOException {
    JsonNode all = JSON.readTree(output);
    List<Tried> tried = new ArrayList<>();
    List<Letter> letters = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (JsonNode row : all.path("scenarios")) {
      String file = String.valueOf(Path.of(row.path("file").asText()).getFileName());
      String model = file.substring(0, file.length() - ScenarioFile.ENDING.length());
      int number = numbers.merge(model, 1, Integer::sum);
      Tried one = tried(row);
      tried.add(one);
      for (int letter = 1; letter <= one.letters() && letters.size() < MAX_LETTERS; letter++) {
        Path pdf = top.resolve("letters/%s-%d-%d.pdf".formatted(model, number, letter));
        letters.add(new Letter(tried.size(), letter, Files.readAllBytes(pdf)));
      }
    }
    JsonNode coverage = all.path("coverage").path(processKey);
    List<String> missed = new ArrayList<>();
    coverage.path("missed").forEach(flow -> missed.add(flow.asText()));
    return new Read(new TrialReport(tried, coverage.path("flows").asInt(), missed, null), letters);
  }

  private static Tried tried(JsonNode row) {
    List<Map<String, String>> said = new ArrayList<>();
    row.path("said").forEach(one -> said.add(languages(one)));
    List<String> diary = new ArrayList<>();
    row.path("diary").forEach(line -> diary.add(line.asText()));
    return new Tried(
        languages(row.path("names")),
        row.path("holds").asBoolean(),
        said,
        diary,
        row.path("letters").asInt());
  }

  private static Map<String, String> languages(JsonNode text) {
    return Map.of("vi", text.path("vi").asText(), "en", text.path("en").asText());
  }

  /** Deletes the folder; what is left of a node that died is in the folder of temporary files. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(top)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
