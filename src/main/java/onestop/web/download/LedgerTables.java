package onestop.web.download;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import onestop.desk.ledger.LedgerQuery;
import onestop.desk.ledger.RecordedLetters;
import onestop.forms.PdfTable;
import onestop.reports.LedgerBrowser;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Paths;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * A view of the ledger as a file of any length: rows are read behind a key, page by page, and sent
 * as they are read. It names no applicant.
 */
@RestController
@PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'ADMINISTRATOR')")
@PersonalData(Of.NOBODY)
class LedgerTables {
  private static final List<String> COLUMNS =
      List.of(
          "dossier",
          "procedure",
          "agency",
          "cause",
          "outcome",
          "opened",
          "due",
          "limit",
          "closed",
          "issued",
          "number");
  private static final List<Integer> SHARES = List.of(116, 46, 92, 58, 62, 66, 66, 66, 66, 66, 92);

  private final RecordedLetters letters;
  private final LedgerOrigin origin;
  private final MessageSource messages;
  private final ZoneId zone;

  LedgerTables(RecordedLetters letters, LedgerOrigin origin, MessageSource messages, ZoneId zone) {
    this.letters = letters;
    this.origin = origin;
    this.messages = messages;
    this.zone = zone;
  }

  @GetMapping({"/audit/ledger.{kind:csv|xlsx|pdf}", "/api/audit/ledger.{kind:csv|xlsx|pdf}"})
  void table(
      @PathVariable String kind,
      LedgerQuery query,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    // every refusal comes before the first byte
    RecordedLetters.View view = letters.view(query, reader.caller());
    response.setContentType(
        switch (kind) {
          case "csv" -> "text/csv;charset=UTF-8";
          case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
          default -> "application/pdf";
        });
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename("apologies." + kind).build().toString());
    OutputStream out = response.getOutputStream();
    boolean forPerson = !Paths.isApi(request);
    if (forPerson && kind.equals("csv")) {
      SpreadsheetCsv.begin(out);
    }
    List<String> said = forPerson ? origin.of(query, reader) : List.of();
    try (TableOut table = open(kind, said, out)) {
      view.each(row -> write(table, row, forPerson));
      for (String line : kind.equals("pdf") ? List.<String>of() : said) {
        table.row(List.of(line));
      }
    }
  }

  /** Opens the output; in a PDF the title of each page states the origin of the figures. */
  private TableOut open(String kind, List<String> said, OutputStream out) throws IOException {
    List<String> head = COLUMNS.stream().map(name -> text("browser.column." + name)).toList();
    return switch (kind) {
      case "csv" -> TableOut.csv(out, head);
      case "xlsx" -> TableOut.xlsx(out, head);
      default ->
          TableOut.pdf(
              out,
              String.join(
                  " · ", Stream.concat(Stream.of(text("browser.title")), said.stream()).toList()),
              new PdfTable.Head(head, SHARES));
    };
  }

  private void write(TableOut table, LedgerBrowser.RecordedLetter row, boolean forPerson) {
    try {
      table.row(
          Stream.<@Nullable Object>of(
                  row.dossier().value(),
                  row.procedure(),
                  forPerson ? origin.agency(row.agency()) : row.agency().value(),
                  text("browser.cause." + row.cause().name()),
                  text("browser.outcome." + row.outcome().name()),
                  moment(row.openedAt()),
                  moment(row.dueAt()),
                  moment(row.limitAt()),
                  moment(row.closedAt()),
                  moment(row.issuedAt()),
                  row.number())
              .map(cell -> cell == null ? "" : cell)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable LocalDateTime moment(@Nullable Instant at) {
    return at == null ? null : LocalDateTime.ofInstant(at, zone);
  }

  private String text(String key) {
    return messages.getMessage(key, null, LocaleContextHolder.getLocale());
  }
}
