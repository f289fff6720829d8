package onestop.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.kernel.Failure;
import onestop.scenarios.ScenarioFile;
import onestop.scenarios.ScenarioReport;
import onestop.scenarios.ScenarioReport.Coverage;
import onestop.scenarios.ScenarioResult;
import onestop.scenarios.ScenarioResult.Difference;
import onestop.scenarios.Scenarios;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code onestop scenarios}: tries procedures out on chosen days, with the real engine and clock in
 * a database in memory.
 */
@Command(name = "scenarios")
final class ScenariosCommand implements Callable<Integer> {
  @Mixin private final Console console = new Console();

  @Parameters(arity = "1..*", paramLabel = "PATH")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--diary", descriptionKey = "onestop.scenarios.diary")
  private boolean diary;

  @Option(names = "--with", paramLabel = "MODEL", descriptionKey = "onestop.scenarios.with")
  private List<Path> besides = new ArrayList<>();

  @Option(names = "--letters", paramLabel = "DIR", descriptionKey = "onestop.scenarios.letters")
  private @Nullable Path letters;

  @Override
  public Integer call() {
    List<ScenarioFile> files = ScenarioFile.under(paths);
    Scenarios scenarios = new Scenarios(console.application()).with(besides);
    ScenarioReport report = (letters == null ? scenarios : scenarios.printing()).run(files);
    if (letters != null) {
      report.writeLetters(letters);
    }
    if (console.wantsJson()) {
      console.printJson(json(report));
    } else {
      print(report);
    }
    return report.holds() ? Commands.DONE : Commands.FOUND_SOMETHING;
  }

  private String name(ScenarioResult result) {
    boolean vietnamese = console.sentences().locale().getLanguage().equals("vi");
    return vietnamese ? result.scenario().name().vi() : result.scenario().name().en();
  }

  private void print(ScenarioReport report) {
    report
        .results()
        .forEach(
            (file, results) -> {
              console.out().println(file.file());
              results.forEach(this::print);
            });
    report.coverage().forEach(this::print);
    long all = report.results().values().stream().mapToLong(List::size).sum();
    long held =
        report.results().values().stream()
            .flatMap(List::stream)
            .filter(ScenarioResult::holds)
            .count();
    console.out().println(text("summary", all, held));
    console.out().flush();
  }

  private void print(ScenarioResult result) {
    console.out().println("  " + text(result.holds() ? "holds" : "differs", name(result)));
    result.differences().forEach(d -> console.out().println("    " + sentence(d)));
    if (diary) {
      result
          .diary()
          .forEach(
              line ->
                  console
                      .out()
                      .println(
                          "    %s  %s %s"
                              .formatted(line.at(), line.step(), line.outcome())
                              .strip()));
    }
  }

  private void print(String process, Coverage coverage) {
    console.out().println(text("flows", process, coverage.taken().size(), coverage.known().size()));
    coverage.missed().forEach(flow -> console.out().println("    " + text("missed", flow)));
  }

  private String sentence(Difference difference) {
    return sentence(difference, console.sentences());
  }

  private static String sentence(Difference difference, Sentences words) {
    Failure refusal = difference.refusal();
    String key = "scenarios.difference." + (refusal == null ? difference.kind() : "refused");
    return words.in(
        "scenarios",
        key,
        difference.expected(),
        refusal == null ? difference.was() : words.of(refusal));
  }

  private String text(String key, Object... values) {
    return console.sentences().in("scenarios", "scenarios." + key, values);
  }

  private Map<String, Object> json(ScenarioReport report) {
    List<Map<String, Object>> rows = new ArrayList<>();
    report
        .results()
        .forEach((file, results) -> results.forEach(result -> rows.add(row(file, result))));
    Map<String, Object> coverage = new LinkedHashMap<>();
    report
        .coverage()
        .forEach(
            (process, tried) ->
                coverage.put(
                    process,
                    Map.of("flows", tried.known().size(), "missed", List.copyOf(tried.missed()))));
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("holds", report.holds());
    object.put("scenarios", rows);
    object.put("coverage", coverage);
    return object;
  }

  private Map<String, Object> row(ScenarioFile file, ScenarioResult result) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("file", file.file().toString());
    row.put("name", name(result));
    row.put(
        "names", Map.of("vi", result.scenario().name().vi(), "en", result.scenario().name().en()));
    row.put("holds", result.holds());
    row.put("differences", result.differences().stream().map(this::sentence).toList());
    row.put("said", result.differences().stream().map(ScenariosCommand::both).toList());
    row.put("letters", result.letters().size());
    if (diary) {
      row.put(
          "diary",
          result.diary().stream()
              .map(l -> "%s %s %s".formatted(l.at(), l.step(), l.outcome()).strip())
              .toList());
    }
    return row;
  }

  private static Map<String, String> both(Difference difference) {
    return Map.of(
        "vi", sentence(difference, Sentences.of(Languages.VIETNAMESE)),
        "en", sentence(difference, Sentences.of(Languages.ENGLISH)));
  }
}
