package onestop.web.page;

import java.util.List;
import onestop.dossiers.DossierSummary;
import onestop.web.Discretion;
import org.springframework.stereotype.Component;

/** A line of a list of dossiers, in the reader's words. */
record DossierRow(
    String code,
    String applicant,
    String procedure,
    String agency,
    String state,
    String stateTone,
    List<Lateness.When> dates,
    String tone) {

  /** Makes lines of summaries. */
  @Component
  static final class Writer {
    private final Names names;
    private final Lateness lateness;

    Writer(Names names, Lateness lateness) {
      this.names = names;
      this.lateness = lateness;
    }

    DossierRow row(DossierSummary summary) {
      Lateness.Said said = lateness.of(summary);
      return new DossierRow(
          summary.code().value(),
          Discretion.hidesApplicants()
              ? names.text("lookup.applicant-hidden")
              : summary.applicantName(),
          names.procedure(summary.procedure()),
          names.agency(summary.resolvingAgency()),
          summary.state().name(),
          Lateness.tone(summary.state()),
          said.dates(),
          summary.closedAt() == null ? said.tone() : "");
    }
  }
}
