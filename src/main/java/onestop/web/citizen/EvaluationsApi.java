package onestop.web.citizen;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import onestop.conduct.Evaluation.Question;
import onestop.desk.figures.EvaluationReports;
import onestop.desk.figures.EvaluationReports.Answer;
import onestop.desk.figures.EvaluationReports.Line;
import onestop.desk.figures.EvaluationReports.OnRecord;
import onestop.kernel.AgencyCode;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The citizens' evaluations as sums, for programs. */
@RestController
@PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'ADMINISTRATOR')")
@PersonalData(Of.NOBODY)
class EvaluationsApi {
  private final EvaluationReports reports;

  EvaluationsApi(EvaluationReports reports) {
    this.reports = reports;
  }

  /** The mean of the marks given. */
  record Mean(long count, double mean) {}

  /**
   * A row; of the rows with too few evaluations, taken together, and of the sum, agency and month
   * are null.
   */
  record Row(
      @Nullable String agency,
      @Nullable String month,
      long evaluations,
      Map<Question, Mean> marks) {
    static Row of(Line line) {
      AgencyCode agency = line.agency();
      Map<Question, Mean> marks = new EnumMap<>(Question.class);
      line.marks().forEach((q, sum) -> marks.put(q, new Mean(sum.count(), sum.mean())));
      return new Row(
          agency == null ? null : agency.value(),
          line.month() == null ? null : line.month().toString(),
          line.answers(),
          marks);
    }

    static @Nullable Row orNull(@Nullable Line line) {
      return line == null ? null : of(line);
    }
  }

  /** The report. */
  record Report(
      @Nullable String unit,
      String from,
      String to,
      int fewest,
      List<Row> rows,
      @Nullable Row rest,
      @Nullable Row sum,
      Map<OnRecord, Map<Answer, Long>> letters) {}

  /** A dossier behind a number; never with its marks. */
  record BehindBody(String dossier, String agency, String month, Answer answer, OnRecord record) {
    static BehindBody of(EvaluationReports.Behind one) {
      return new BehindBody(
          one.dossier().value(),
          one.agency().value(),
          one.month().toString(),
          one.answer(),
          one.record());
    }
  }

  /** The dossiers behind a number, by code. */
  @GetMapping("/api/reports/evaluations/dossiers")
  List<BehindBody> behind(
      @ModelAttribute EvaluationReports.Query query,
      @RequestParam(required = false) @Nullable Answer answer,
      @RequestParam(required = false) @Nullable OnRecord record,
      @AuthenticationPrincipal SignedIn caller) {
    return reports.behind(query, answer, record, caller.caller()).stream()
        .map(BehindBody::of)
        .toList();
  }

  @GetMapping("/api/reports/evaluations")
  Report report(
      @ModelAttribute EvaluationReports.Query query, @AuthenticationPrincipal SignedIn caller) {
    EvaluationReports.Shown shown = reports.show(query, caller.caller());
    AgencyCode unit = shown.chosen().unit();
    return new Report(
        unit == null ? null : unit.value(),
        shown.chosen().from().toString(),
        shown.chosen().to().toString(),
        EvaluationReports.FEWEST,
        shown.lines().stream().map(Row::of).toList(),
        Row.orNull(shown.rest()),
        Row.orNull(shown.sum()),
        shown.letters());
  }
}
