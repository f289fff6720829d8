package onestop.web.download;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import onestop.desk.figures.AskedHearings;
import onestop.facts.HearingMeasure;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.reports.HearingChanges;
import onestop.reports.HearingQuestion;
import onestop.reports.Hearings;
import onestop.web.conditions.Continued;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The dossiers behind the numbers of a hearing, and what changed between two moments. */
@RestController
@RequestMapping("/api/hearing")
@PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'ADMINISTRATOR')")
@PersonalData(Of.NOBODY)
class HearingListsApi {
  private static final int ROWS = 100;

  private final AskedHearings hearings;

  HearingListsApi(AskedHearings hearings) {
    this.hearings = hearings;
  }

  /** A dossier that a number counts. */
  record CountedDossier(String dossier, String procedure, String unit, Instant countedAt) {
    private static CountedDossier of(Hearings.CountedDossier line) {
      return new CountedDossier(
          line.dossier().value(),
          line.procedure().toString(),
          line.unit().value(),
          line.countedAt());
    }
  }

  /** A part of the dossiers behind a number, by code. */
  record CountedList(long total, List<CountedDossier> dossiers, @Nullable String after)
      implements Continued {
    @Override
    public @Nullable Further further() {
      return after == null ? null : new Further("after", after);
    }
  }

  /**
   * What counts otherwise at the later moment.
   *
   * @param gained the measures that count the dossier then, with their months
   * @param lost those that do not any more
   */
  record Change(
      String dossier,
      String unit,
      Map<HearingMeasure, String> gained,
      Map<HearingMeasure, String> lost,
      List<Cause> because) {
    private static Change of(HearingChanges.Change change) {
      return new Change(
          change.dossier().value(),
          change.unit().value(),
          change.gained(),
          change.lost(),
          change.because().stream().map(one -> new Cause(one.kind(), one.at())).toList());
    }
  }

  /** An entry of a dossier's life between the two moments. */
  record Cause(String kind, Instant at) {}

  /** A part of the changes, by code. */
  record ChangeList(List<Change> changes, @Nullable String after) implements Continued {
    @Override
    public @Nullable Further further() {
      return after == null ? null : new Further("after", after);
    }
  }

  @GetMapping("/list")
  CountedList list(
      HearingDoors.Query query,
      @RequestParam(required = false) @Nullable HearingMeasure measure,
      @RequestParam(required = false) @Nullable String of,
      @RequestParam(required = false) @Nullable String month,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "" + ROWS) int size,
      @AuthenticationPrincipal SignedIn reader) {
    HearingQuestion question = hearings.ask(reader.caller(), query.asked());
    Hearings.Lines lines =
        hearings.list(
            question,
            new Hearings.Window(
                Objects.requireNonNullElse(measure, HearingMeasure.LATE),
                of == null || of.isBlank()
                    ? null
                    : hearings.unit(reader.caller(), new AgencyCode(of.strip())),
                month(month),
                dossier(after),
                rows(size)));
    List<CountedDossier> dossiers = lines.lines().stream().map(CountedDossier::of).toList();
    return new CountedList(
        lines.total(), dossiers, lines.more() ? dossiers.get(dossiers.size() - 1).dossier() : null);
  }

  @GetMapping("/changes")
  ChangeList changes(
      HearingDoors.Query query,
      @RequestParam String later,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "" + ROWS) int size,
      @AuthenticationPrincipal SignedIn reader) {
    HearingQuestion question = hearings.ask(reader.caller(), query.asked());
    HearingQuestion then =
        hearings.ask(
            reader.caller(),
            new ReportScopes.Asked(
                query.level(), query.unit(), question.scope().period().text(), later));
    HearingChanges.Explained explained =
        hearings.changes(question, then, dossier(after), rows(size));
    List<Change> changes = explained.changes().stream().map(Change::of).toList();
    return new ChangeList(
        changes, explained.more() ? changes.get(changes.size() - 1).dossier() : null);
  }

  private static int rows(int asked) {
    return Math.max(1, Math.min(asked, ROWS * 2));
  }

  private static @Nullable DossierCode dossier(@Nullable String code) {
    return code == null || code.isBlank() ? null : new DossierCode(code.strip());
  }

  private static @Nullable YearMonth month(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return YearMonth.parse(text.strip());
    } catch (DateTimeException e) {
      throw Failure.badInput("web", "month-unreadable", "month", text).causedBy(e);
    }
  }
}
