package onestop.web.fees;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import onestop.desk.receiving.FeeCounter;
import onestop.desk.receiving.FeeCounter.DayBook;
import onestop.dossiers.fees.FeeEntry;
import onestop.kernel.OfficerId;
import onestop.web.download.SpreadsheetCsv;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The fees of a day at the reader's own agency, as a page and as a file for spreadsheets. */
@Controller
@PersonalData(Of.NOBODY)
class FeeBookPage {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm");

  private final FeeCounter counter;
  private final Names names;
  private final ZoneId zone;

  FeeBookPage(FeeCounter counter, Names names, ZoneId zone) {
    this.counter = counter;
    this.names = names;
    this.zone = zone;
  }

  /** A line of the page. */
  record Line(FeeEntry entry, String kind, @Nullable String method, String officer) {}

  /** The totals of one officer. */
  record Counter(String officer, FeeCounter.Totals totals) {}

  @GetMapping("/fees")
  String book(
      @RequestParam(defaultValue = "") String day,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    DayBook book = counter.book(day(day), reader.caller());
    model.addAttribute("book", book);
    model.addAttribute("agency", names.agency(book.agency()));
    model.addAttribute("lines", book.lines().stream().map(this::line).toList());
    model.addAttribute(
        "counters",
        book.counters().stream().map(one -> new Counter(officer(one.officer()), one)).toList());
    return "fee-book";
  }

  /** The same lines, then the totals; amounts are plain numbers. */
  @GetMapping("/fees.csv")
  void file(
      @RequestParam(defaultValue = "") String day,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response)
      throws IOException {
    DayBook book = counter.book(day(day), reader.caller());
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename("so-thu-phi-" + book.day() + ".csv")
            .build()
            .toString());
    SpreadsheetCsv.begin(response.getOutputStream());
    Writer text = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    CsvWriter csv = CsvWriter.builder().build(text);
    csv.writeRecord(
        Stream.of("at", "code", "kind", "amount", "method", "receipt", "counter", "reason")
            .map(column -> names.text("fees.column." + column))
            .toList());
    book.lines().stream().map(this::line).map(this::cells).forEach(csv::writeRecord);
    FeeCounter.Totals total = book.total();
    total(csv, "fees.total.charged", total.charged());
    total(csv, "fees.total.cash", total.cash());
    total(csv, "fees.total.transfer", total.transfer());
    total(csv, "fees.total.paid", total.paid());
    csv.flush();
  }

  private void total(CsvWriter csv, String label, long amount) {
    csv.writeRecord("", "", names.text(label), String.valueOf(amount), "", "", "", "");
  }

  private List<String> cells(Line line) {
    FeeEntry entry = line.entry();
    return Stream.of(
            text(MINUTE.format(entry.at().atZone(zone))),
            text(entry.dossier().value()),
            text(line.kind()),
            String.valueOf(entry.amount()),
            text(line.method()),
            text(entry.receipt()),
            text(line.officer()),
            text(entry.reason()))
        .toList();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : SpreadsheetCsv.cell(text);
  }

  private Line line(FeeEntry entry) {
    boolean counters = entry.counters() != null;
    return new Line(
        entry,
        names.text("fee.entry." + entry.kind() + (counters ? ".counter" : "")),
        entry.method() == null ? null : names.text("fee.method." + entry.method()),
        officer(entry.by().id().value()));
  }

  private String officer(String login) {
    return names.officer(new OfficerId(login));
  }

  private LocalDate day(String typed) {
    LocalDate day = Choices.day(typed);
    return day == null ? counter.today() : day;
  }
}
