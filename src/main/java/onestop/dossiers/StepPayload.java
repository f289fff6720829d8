package onestop.dossiers;

import java.time.LocalDate;
import java.util.List;
import onestop.calendar.Limit;
import onestop.forms.PrintableText;

/** What an officer says when ending a work item, as far as the law needs it. */
public sealed interface StepPayload {

  /** Refuses what could not stand on the paper that follows from it; nothing follows from most. */
  default void requirePrintable() {}

  /** Nothing but a remark, which may be empty. */
  record Note(String text) implements StepPayload {}

  /** The result: code and document; who signed it is known from the step at which it was signed. */
  record Resolution(String resultCode, String resultDocument) implements StepPayload {}

  /**
   * A request for papers, everything on one list.
   *
   * @param deadlineOn the last day for the applicant, inclusive
   */
  record SupplementOrder(
      List<String> items, String reason, LocalDate deadlineOn, String legalBasis, String document)
      implements StepPayload {
    @Override
    public void requirePrintable() {
      items.forEach(item -> PrintableText.require("items", item));
      PrintableText.require("reason", reason);
      PrintableText.require("legalBasis", legalBasis);
      PrintableText.require("document", document);
    }
  }

  /** A notice of a financial obligation; the clock waits for the payment. */
  record FinanceNotice(String document, String reason, String legalBasis) implements StepPayload {}

  /** Why the dossier is refused. */
  record Refusal(String reason, String document) implements StepPayload {
    @Override
    public void requirePrintable() {
      PrintableText.require("reason", reason);
      PrintableText.require("document", document);
    }
  }

  /** A longer limit that a statute allows. */
  record Extension(Limit by, String reason, String legalBasis, String document)
      implements StepPayload {}

  /**
   * A later day that the applicant has agreed to in writing.
   *
   * @param dueOn the day, a working day; due at its close of office
   * @param document the agreement
   */
  record Agreement(LocalDate dueOn, String reason, String legalBasis, String document)
      implements StepPayload {}

  /** Why the dossier is stopped. */
  record Stop(String reason, String document) implements StepPayload {
    @Override
    public void requirePrintable() {
      PrintableText.require("reason", reason);
      PrintableText.require("document", document);
    }
  }
}
