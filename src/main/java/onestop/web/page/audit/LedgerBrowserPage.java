package onestop.web.page.audit;

import java.time.Instant;
import java.util.List;
import onestop.apologies.obligation.Cause;
import onestop.desk.figures.ReportReach;
import onestop.desk.ledger.LedgerQuery;
import onestop.desk.ledger.RecordedLetters;
import onestop.reports.LedgerBrowser;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The apologies on record, filtered and sorted; the address of the page holds the whole view. */
@Controller
@PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'ADMINISTRATOR')")
@PersonalData(Of.NOBODY)
class LedgerBrowserPage {
  private static final int ROWS = 50;

  private final RecordedLetters letters;
  private final ReportReach reach;
  private final Names names;

  LedgerBrowserPage(RecordedLetters letters, ReportReach reach, Names names) {
    this.letters = letters;
    this.reach = reach;
    this.names = names;
  }

  /** An apology in the reader's language. */
  record LedgerRow(
      String code,
      String procedure,
      String agency,
      LedgerBrowser.Outcome outcome,
      String tone,
      Instant openedAt,
      Instant dueAt,
      Instant limitAt,
      @Nullable Instant issuedAt,
      @Nullable String number) {}

  @GetMapping("/audit/ledger")
  String list(
      @ModelAttribute("f") LedgerQuery query,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    RecordedLetters.Page page = letters.view(query, reader.caller()).page(ROWS);
    List<Names.Choice> procedures = names.procedures();
    model.addAttribute("rows", page.rows().stream().map(row -> row(row, procedures)).toList());
    model.addAttribute("next", page.next());
    model.addAttribute("agencies", names.agencies(reach.agencies(reader.caller())));
    model.addAttribute("procedures", procedures);
    model.addAttribute("causes", Cause.values());
    model.addAttribute("delays", LedgerBrowser.Delay.values());
    model.addAttribute("outcomes", LedgerBrowser.Outcome.values());
    model.addAttribute("kinds", List.of("csv", "xlsx", "pdf"));
    model.addAttribute("sorts", LedgerBrowser.Sort.values());
    return "audit-ledger";
  }

  private LedgerRow row(LedgerBrowser.RecordedLetter row, List<Names.Choice> procedures) {
    return new LedgerRow(
        row.dossier().value(),
        procedures.stream()
            .filter(one -> one.code().equals(row.procedure()))
            .map(Names.Choice::name)
            .findFirst()
            .orElse(row.procedure()),
        names.agency(row.agency()),
        row.outcome(),
        tone(row.outcome()),
        row.openedAt(),
        row.dueAt(),
        row.limitAt(),
        row.issuedAt(),
        row.number());
  }

  private static String tone(LedgerBrowser.Outcome outcome) {
    return switch (outcome) {
      case IN_TIME -> "good";
      case LATE, WAITING -> "warn";
      case MISSING -> "bad";
      case WAIVED, VOID -> "calm";
    };
  }
}
