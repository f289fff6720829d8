package onestop.web.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import onestop.desk.bench.Bench;
import onestop.desk.bench.Trials;
import onestop.models.ModelVersion;
import onestop.models.picture.ModelPicture;
import onestop.models.trial.ModelTrial;
import onestop.models.trial.TrialReport;
import onestop.scenarios.ScenarioText;
import onestop.scenarios.ScenarioText.Fault;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Words for the trial of a version. */
@Component
final class TrialView {
  private final Trials trials;
  private final BenchView view;
  private final Names names;

  TrialView(Trials trials, BenchView view, Names names) {
    this.trials = trials;
    this.view = view;
    this.names = names;
  }

  /**
   * The trial of a version.
   *
   * @param says what it is about, and what to do
   * @param going whether an answer is still to come
   * @param runs whether it can be run now
   * @param writes whether the version may have scenarios
   * @param result the last one; null if there was none
   * @param missed the flows that the last one did not take
   */
  record Shown(
      String state,
      String tone,
      String says,
      boolean going,
      boolean runs,
      boolean writes,
      @Nullable Result result,
      List<Named> missed) {}

  /** A flow, and between which steps it leads. */
  record Named(String id, String name) {}

  /**
   * What came of a trial.
   *
   * @param current whether it is of the version as it is now
   * @param stopped why it did not come to its end; null if it did
   */
  record Result(
      String who,
      Instant at,
      String release,
      boolean current,
      @Nullable String stopped,
      List<Row> rows,
      int flows,
      int taken) {}

  /** A scenario; {@code letters} are their numbers. */
  record Row(
      int no,
      String name,
      boolean holds,
      List<String> said,
      List<String> diary,
      List<Integer> letters) {}

  /** A value that was not understood, in a sentence. */
  record Wrong(int line, String sentence) {}

  Shown of(Bench.Version version) {
    ModelVersion shown = version.version();
    Trials.State state = trials.state(shown.processKey(), shown.version());
    Trials.Progress progress = state.progress();
    TrialReport report = state.last().map(ModelTrial::report).orElse(null);
    boolean current = progress == Trials.Progress.TRIED;
    boolean served = progress != Trials.Progress.NOT_SERVED;
    boolean open = !shown.state().name().equals("RETIRED");
    return new Shown(
        names.text("trial.state." + word(progress, report)),
        tone(progress, report),
        says(progress, report, state),
        progress.isGoing(),
        served && open && !progress.isGoing() && progress != Trials.Progress.NO_SCENARIOS,
        served && open && shown.engineVersion() == null,
        state.last().map(trial -> result(trial, current)).orElse(null),
        report == null ? List.of() : missed(report, version.picture()));
  }

  private static String word(Trials.Progress progress, @Nullable TrialReport report) {
    if (progress == Trials.Progress.TRIED && report != null) {
      return report.holds() ? "holds" : "differs";
    }
    return progress.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String tone(Trials.Progress progress, @Nullable TrialReport report) {
    return switch (progress) {
      case NOT_SERVED -> "";
      case NO_SCENARIOS, NOT_TRIED -> "warn";
      case WAITS, RUNS -> "brand-chip";
      case TRIED -> report != null && report.holds() ? "good" : "bad";
    };
  }

  private String says(Trials.Progress progress, @Nullable TrialReport report, Trials.State state) {
    String linked = String.join(", ", state.linked());
    return names.text(
        "trial.says." + (linked.isEmpty() ? word(progress, report) : "linked"), linked);
  }

  private Result result(ModelTrial trial, boolean current) {
    TrialReport report = trial.report();
    TrialReport.Stop stop = report.stopped();
    List<Row> rows = new ArrayList<>();
    for (TrialReport.Tried tried : report.scenarios()) {
      rows.add(
          new Row(
              rows.size() + 1,
              text(tried.names()),
              tried.holds(),
              tried.said().stream().map(TrialView::text).toList(),
              tried.diary(),
              IntStream.rangeClosed(1, tried.letters()).boxed().toList()));
    }
    return new Result(
        view.who(new ModelVersion.Author(trial.actorKind(), trial.actor())),
        trial.endedAt(),
        trial.release(),
        current,
        stop == null
            ? null
            : names.text(
                "trial.stopped." + stop.reason().name().toLowerCase(Locale.ROOT), stop.detail()),
        rows,
        report.flows(),
        report.flows() - report.missed().size());
  }

  private static String text(Map<String, String> both) {
    return both.getOrDefault(Names.english() ? "en" : "vi", "");
  }

  private List<Named> missed(TrialReport report, Optional<ModelPicture> picture) {
    Map<String, String> steps = new HashMap<>();
    Map<String, ModelPicture.Line> lines = new HashMap<>();
    picture.ifPresent(
        drawn -> {
          drawn
              .shapes()
              .forEach(
                  shape -> {
                    String label = names.drawn(shape.id(), shape.name());
                    steps.put(shape.id(), label.isEmpty() ? shape.id() : label);
                  });
          drawn.lines().forEach(line -> lines.put(line.id(), line));
        });
    return report.missed().stream()
        .map(
            id -> {
              ModelPicture.Line line = lines.get(id);
              return new Named(
                  id,
                  line == null
                      ? ""
                      : steps.getOrDefault(line.from(), line.from())
                          + " → "
                          + steps.getOrDefault(line.to(), line.to()));
            })
        .toList();
  }

  /** The values that were not understood, line by line. */
  List<Wrong> wrong(ScenarioText text) {
    return text.faults().stream().map(fault -> new Wrong(fault.line(), sentence(fault))).toList();
  }

  String sentence(Fault fault) {
    String line = String.valueOf(fault.line());
    return switch (fault.kind()) {
      case TOO_LARGE -> names.text("trial.fault.too-large", fault.value());
      case FORM -> names.text("trial.fault.form", line, fault.field());
      case VALUE -> names.text("trial.fault.value", line, fault.field(), fault.value());
    };
  }
}
