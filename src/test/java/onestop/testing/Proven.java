package onestop.testing;

import java.util.List;
import java.util.Map;
import onestop.models.ModelVersion;
import onestop.models.Models;
import onestop.models.trial.ModelScenarios;
import onestop.models.trial.ModelTrials;
import onestop.models.trial.TrialPlan;
import onestop.models.trial.TrialReport;
import onestop.models.trial.TrialReport.Tried;

/** Puts trials on record that were not run, for tests of what comes after a trial. */
public final class Proven {
  private Proven() {}

  /** The trial of a version in which everything holds. */
  public static void version(World world, String processKey, int version) {
    record(
        world,
        processKey,
        version,
        new TrialReport(
            List.of(new Tried(Map.of("vi", "Thử", "en", "Trial"), true, List.of(), List.of(), 0)),
            1,
            List.of(),
            null));
  }

  /** The trial of a version with that report, asked for by the desk. */
  public static void record(World world, String processKey, int version, TrialReport report) {
    ModelVersion found = world.get(Models.class).of(processKey).get(version - 1);
    world
        .get(ModelTrials.class)
        .record(
            new ModelTrials.Ended(
                new ModelTrials.Subject(processKey, version, found.sha256()),
                world
                    .get(ModelScenarios.class)
                    .plan(processKey, version)
                    .map(TrialPlan::sha256)
                    .orElse(""),
                report,
                List.of(),
                City.desk(),
                world.now(),
                world.now()));
  }
}
