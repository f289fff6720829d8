package onestop.desk.figures;

import onestop.desk.Caller;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.reports.HearingChanges;
import onestop.reports.HearingQuestion;
import onestop.reports.Hearings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Hearings within the caller's reach: the question, its answer, and the dossiers behind it. */
@Service
public final class AskedHearings {
  private final Hearings hearings;
  private final HearingChanges changes;
  private final ReportReach reach;

  AskedHearings(Hearings hearings, HearingChanges changes, ReportReach reach) {
    this.hearings = hearings;
    this.changes = changes;
    this.reach = reach;
  }

  /**
   * The question of a hearing.
   *
   * @throws Failure {@code web/beyond-your-unit}, or as {@link Hearings#ask}
   */
  public HearingQuestion ask(Caller caller, ReportScopes.Asked asked) {
    HearingQuestion question = hearings.ask(reach.filled(caller, asked));
    reach.requireWithin(caller, question.scope());
    return question;
  }

  /**
   * The unit of a list: the caller's own if there is no choice; null for the whole city.
   *
   * @throws Failure {@code web/beyond-your-unit}
   */
  public @Nullable AgencyCode unit(Caller caller, @Nullable AgencyCode asked) {
    return reach.unit(caller, asked);
  }

  /** The answer; the same question gets the same answer, byte for byte. */
  public Hearings.Given answer(HearingQuestion question) {
    return hearings.answer(question);
  }

  /** The dossiers behind a number of the answer. */
  public Hearings.Lines list(HearingQuestion question, Hearings.Window window) {
    return hearings.list(question, window);
  }

  /** The differences between two answers, as {@link HearingChanges#explain}. */
  public HearingChanges.Explained changes(
      HearingQuestion question, HearingQuestion later, @Nullable DossierCode after, int max) {
    return changes.explain(question, later, after, max);
  }
}
