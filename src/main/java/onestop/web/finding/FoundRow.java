package onestop.web.finding;

import java.util.List;
import java.util.Map;
import onestop.desk.finding.QuickSearch.Hit;
import onestop.desk.finding.QuickSearch.Result;
import onestop.facts.DossierSummary;
import onestop.procedures.form.AnswerText;
import onestop.search.Source;
import onestop.web.page.Names;
import onestop.web.page.StandingWords;
import org.springframework.stereotype.Component;

/**
 * A line of a search's answer, in the reader's language.
 *
 * @param why where the typed words or number stand
 */
record FoundRow(
    String code,
    String applicant,
    String procedure,
    String agency,
    String state,
    String stateTone,
    List<StandingWords.When> dates,
    String tone,
    String why) {
  private static final int SHOWN_DIGITS = 3;

  /** Makes lines of what was found. */
  @Component
  static final class Writer {
    private final Names names;
    private final StandingWords standing;
    private final SearchedAnswers answers;

    Writer(Names names, StandingWords standing, SearchedAnswers answers) {
      this.names = names;
      this.standing = standing;
      this.answers = answers;
    }

    List<FoundRow> rows(Result result, int most) {
      return result.hits().stream().limit(most).map(hit -> row(hit, result.number())).toList();
    }

    private FoundRow row(Hit hit, String number) {
      DossierSummary summary = hit.summary();
      StandingWords.Standing said = standing.of(summary);
      return new FoundRow(
          summary.code().value(),
          summary.applicantName(),
          names.procedure(summary.procedure()),
          names.agency(summary.resolvingAgency()),
          summary.state().name(),
          StandingWords.tone(summary.state()),
          said.dates(),
          summary.closedAt() == null ? said.tone() : "",
          why(hit, number));
    }

    private String why(Hit hit, String number) {
      Source source = hit.source();
      return switch (source.kind()) {
        case CODE -> names.text("search.why.code");
        case NAME -> names.text("search.why.name");
        case PHONE -> names.text("search.why.phone", end(number));
        case IDENTITY -> names.text("search.why.identity", end(number));
        case FORM -> answer(hit);
        case NOTE -> names.text("search.why.note");
      };
    }

    /** The end of what the reader typed: no more of a number is shown in a list. */
    private static String end(String number) {
      return number.substring(Math.max(0, number.length() - SHOWN_DIGITS));
    }

    private String answer(Hit hit) {
      Map<String, AnswerText> searched = answers.of(hit.summary().code());
      AnswerText answer = searched.get(hit.source().key());
      return answer == null
          ? names.text("search.why.form")
          : names.text("search.why.answer", answer.question(), answer.answer());
    }
  }
}
