package onestop.web.page.reports;

import java.util.List;
import onestop.conduct.Evaluation;
import onestop.desk.figures.EvaluationReports;
import onestop.desk.figures.EvaluationReports.Answer;
import onestop.desk.figures.EvaluationReports.Behind;
import onestop.desk.figures.EvaluationReports.OnRecord;
import onestop.desk.figures.EvaluationReports.Shown;
import onestop.kernel.AgencyCode;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.page.Paging;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** The citizens' evaluations as sums, and the dossiers behind a number for who may see them. */
@Controller
@RequestMapping("/reports/evaluations")
@PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'ADMINISTRATOR')")
@PersonalData(Of.NOBODY)
class EvaluationPages {
  private static final int LINES = 50;

  private final EvaluationReports reports;
  private final Names names;

  EvaluationPages(EvaluationReports reports, Names names) {
    this.reports = reports;
    this.names = names;
  }

  /** The choices in the address. */
  record Choice(@Nullable String unit, @Nullable String from, @Nullable String to) {
    EvaluationReports.Query query() {
      return new EvaluationReports.Query(Choices.orNull(unit), from, to);
    }
  }

  /** The number whose dossiers are wanted. */
  record Wanted(@Nullable String answer, @Nullable String record, @Nullable Integer page) {}

  @GetMapping
  String show(
      @ModelAttribute Choice choice, @AuthenticationPrincipal SignedIn reader, Model model) {
    Shown shown = reports.show(choice.query(), reader.caller());
    tell(shown.chosen(), reader, model);
    model.addAttribute("shown", shown);
    model.addAttribute("questions", Evaluation.Question.values());
    model.addAttribute("answers", Answer.values());
    model.addAttribute("records", OnRecord.values());
    model.addAttribute("fewest", EvaluationReports.FEWEST);
    model.addAttribute(
        "remarks",
        shown.opens() ? reports.remarks(choice.query(), reader.caller()) : List.<String>of());
    return "evaluations";
  }

  @GetMapping("/dossiers")
  String behind(
      @ModelAttribute Choice choice,
      @ModelAttribute Wanted wanted,
      @ModelAttribute("here") String here,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    List<Behind> all =
        reports.behind(
            choice.query(),
            Choices.of(Answer.class, wanted.answer()),
            Choices.of(OnRecord.class, wanted.record()),
            reader.caller());
    Paging paging = new Paging(Paging.of(wanted.page() == null ? 1 : wanted.page()).page(), LINES);
    paging.tell(model, all.size(), here);
    model.addAttribute("rows", all.stream().skip(paging.offset()).limit(LINES).toList());
    tell(reports.chosen(choice.query(), reader.caller()), reader, model);
    return "evaluation-dossiers";
  }

  private void tell(EvaluationReports.Chosen chosen, SignedIn reader, Model model) {
    AgencyCode unit = chosen.unit();
    model.addAttribute("unit", unit == null ? "" : unit.value());
    model.addAttribute("unitName", unit == null ? "" : names.agency(unit));
    model.addAttribute("from", chosen.from().toString());
    model.addAttribute("to", chosen.to().toString());
    model.addAttribute("agencies", names.agencies(reports.agencies(reader.caller())));
  }
}
