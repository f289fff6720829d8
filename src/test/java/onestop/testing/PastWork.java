package onestop.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import onestop.dossiers.steps.StepPayload;
import onestop.forecast.Forecasts;
import onestop.forecast.PaceMeasure;
import onestop.kernel.DossierCode;

/**
 * One morning of a ward, from which the pace of its steps is measured: 21 dossiers come in at once,
 * are appraised one after the other, two minutes each, and signed and issued together.
 */
public final class PastWork {
  /** Certificates of marital status. */
  public static final String PROCEDURE = "1.004873";

  public static final int CASES = 21;

  /** The work of the appraisal, and the median of its time with the waiting. */
  public static final long APPRAISAL = 2;

  public static final long APPRAISAL_LEAD = 22;

  /** The medians of the steps behind it: 62 - 2 * 11, and 10. */
  public static final long BEHIND = 40 + 10;

  private PastWork() {}

  /** Lets the morning pass and measures it. */
  public static void pass(World world, City city) {
    List<DossierCode> codes = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      DossierCode code = city.receive(PROCEDURE).code();
      city.workUntil(code, "appraise_dossier");
      codes.add(code);
    }
    Instant start = world.now();
    for (int i = 0; i < CASES; i++) {
      world.advanceTo(start.plusSeconds(60 * APPRAISAL * (i + 1)));
      city.complete(codes.get(i), "appraise_dossier", "done", new StepPayload.Note(""));
    }
    world.advanceTo(start.plusSeconds(60 * 62));
    codes.forEach(code -> city.complete(code, "sign_result", "done", new StepPayload.Note("")));
    world.advanceTo(start.plusSeconds(60 * 72));
    codes.forEach(code -> city.complete(code, "issue_result", "done", City.resolution()));
    world.get(PaceMeasure.class).run();
    world.get(Forecasts.class).forget();
  }
}
