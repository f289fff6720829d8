package onestop.web.page.dossier;

import java.util.List;
import onestop.desk.Caller;
import onestop.desk.reading.Disclosure;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.facts.DossierSummary;
import onestop.web.page.Names;
import onestop.web.page.StandingWords;
import org.springframework.stereotype.Component;

/**
 * A line of a list of dossiers, in the reader's language.
 *
 * @param applicant the name, or the way to learn it
 * @param opens whether the reader may open the dossier, with a purpose or without
 */
record DossierRow(
    String code,
    String applicant,
    String procedure,
    String agency,
    String state,
    String stateTone,
    List<StandingWords.When> dates,
    String tone,
    boolean opens) {

  /** Makes lines of summaries. */
  @Component
  static final class Writer {
    private final Names names;
    private final StandingWords lateness;
    private final Disclosure disclosure;

    Writer(Names names, StandingWords lateness, Disclosure disclosure) {
      this.disclosure = disclosure;
      this.names = names;
      this.lateness = lateness;
    }

    /** The lines of a list; applicants are named in the reader's scope only. */
    List<DossierRow> rows(List<DossierSummary> summaries, Caller reader) {
      Disclosure.Readings readings =
          disclosure.readings(reader, summaries.stream().map(DossierSummary::code).toList());
      return summaries.stream().map(summary -> row(summary, readings)).toList();
    }

    private DossierRow row(DossierSummary summary, Disclosure.Readings readings) {
      StandingWords.Standing said = lateness.of(summary);
      return new DossierRow(
          summary.code().value(),
          names.applicant(readings.of(summary.code()), summary.applicantName()),
          names.procedure(summary.procedure()),
          names.agency(summary.resolvingAgency()),
          summary.state().name(),
          StandingWords.tone(summary.state()),
          said.dates(),
          summary.closedAt() == null ? said.tone() : "",
          readings.of(summary.code()) != Reading.CLOSED);
    }
  }
}
