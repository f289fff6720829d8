// Over 300 lines: the documents of two kinds of report, each beside the call that answers it.
package onestop.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import onestop.desk.figures.Applicants;
import onestop.desk.figures.Report;
import onestop.desk.figures.ReportRequest;
import onestop.desk.figures.RequestedReports;
import onestop.facts.DossierFigures;
import onestop.facts.DossierFigures.By;
import onestop.facts.ReportScope;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.reports.Behind;
import onestop.reports.DossierRegister;
import onestop.web.conditions.Continued;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.sheets.ReportFiles;
import onestop.web.sheets.Sheet;
import onestop.web.sheets.Sheet.Cell;
import onestop.web.sheets.SheetFiles.Format;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The reports that are due by law, for programs; the register is streamed. */
@RestController
@RequestMapping("/api/reports")
@PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'ADMINISTRATOR')")
@PersonalData(Of.LISTED)
class ReportsApi {
  private static final String JSON = "json";

  private final RequestedReports reports;
  private final ReportFiles files;
  private final ObjectMapper mapper;

  ReportsApi(RequestedReports reports, ReportFiles files, ObjectMapper mapper) {
    this.reports = reports;
    this.files = files;
    this.mapper = mapper;
  }

  /** The subject of a report; the moment is the one that its figures describe. */
  record About(
      String report,
      String level,
      @Nullable String unit,
      List<String> agencies,
      String period,
      String from,
      String to,
      String asOf,
      String moment,
      boolean ongoing) {
    static About of(ReportRequest request) {
      ReportScope scope = request.scope();
      AgencyCode unit = scope.unit();
      return new About(
          request.report().word(),
          scope.level().name(),
          unit == null ? null : unit.value(),
          scope.agencies().stream().map(AgencyCode::value).toList(),
          scope.period().text(),
          scope.period().from().toString(),
          scope.period().to().toString(),
          scope.asOf().toString(),
          scope.moment().toString(),
          scope.isOngoing());
    }
  }

  /** A column. */
  record Column(String number, String name) {}

  /** A row: its subject, its name, and a number for each column that counts. */
  record ReportLine(String weight, String of, String name, List<@Nullable Number> values) {}

  /** A counted report in the layout of its form. */
  record Counted(
      About about,
      String formNumber,
      String source,
      String title,
      List<Column> columns,
      List<ReportLine> rows,
      List<String> notes) {}

  /**
   * A line of the register. Names and addresses are left out where the caller may not read them.
   */
  record Entry(
      long number,
      String code,
      String procedure,
      @Nullable String applicant,
      @Nullable String address,
      @Nullable String phone,
      String receivingAgency,
      String resolvingAgency,
      String channel,
      String receivedAt,
      String dueOriginalAt,
      String dueLawfulAt,
      String dueCurrentAt,
      @Nullable String ended,
      @Nullable String endedAt,
      @Nullable String returnedAt,
      @Nullable String letterIssuedAt,
      boolean late) {
    static Entry of(DossierRegister.RegisterLine line, Applicants applicants) {
      DossierFigures dossier = line.dossier();
      boolean shown = applicants.shown(dossier);
      DossierFigures.Ending ending = dossier.ending();
      DossierFigures.Letter letter = dossier.letter();
      return new Entry(
          line.number(),
          dossier.code().value(),
          dossier.procedure().toString(),
          shown ? line.applicant().name() : null,
          shown ? line.applicant().address() : null,
          shown ? line.applicant().phone() : null,
          dossier.seat().receiving().value(),
          dossier.seat().resolving().value(),
          dossier.seat().channel().name(),
          dossier.receivedAt().toString(),
          dossier.dueAt(By.ORIGINAL).toString(),
          dossier.dueAt(By.LAWFUL).toString(),
          dossier.dueAt(By.CURRENT).toString(),
          ending == null ? null : ending.how().name(),
          ending == null ? null : ending.at().toString(),
          dossier.returnedAt() == null ? null : dossier.returnedAt().toString(),
          letter == null || letter.issuedAt() == null ? null : letter.issuedAt().toString(),
          dossier.isLate());
    }
  }

  @GetMapping("/{report}")
  void report(
      @PathVariable String report,
      @ModelAttribute ReportScopes.Asked asked,
      @RequestParam(defaultValue = JSON) String format,
      @RequestParam(defaultValue = "1") int volume,
      @AuthenticationPrincipal SignedIn caller,
      HttpServletResponse response)
      throws IOException {
    ReportRequest request = reports.request(report, asked, caller.caller());
    if (!format.equalsIgnoreCase(JSON)) {
      Format as = format(format);
      response.setContentType(as.mediaType());
      files.write(
          new ReportFiles.Order(request, as, volume),
          LocaleContextHolder.getLocale(),
          response.getOutputStream());
    } else if (request.report() == Report.REGISTER) {
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      stream(request, response);
    } else {
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      mapper.writeValue(response.getOutputStream(), counted(request));
    }
  }

  /** A dossier behind a number; late by the due date that the law gives it. */
  record BehindLine(
      String code,
      String procedure,
      String resolvingAgency,
      String receivedAt,
      String dueCurrentAt,
      @Nullable String endedAt,
      boolean late) {
    static BehindLine of(DossierFigures dossier) {
      DossierFigures.Ending ending = dossier.ending();
      return new BehindLine(
          dossier.code().value(),
          dossier.procedure().toString(),
          dossier.seat().resolving().value(),
          dossier.receivedAt().toString(),
          dossier.dueAt(By.CURRENT).toString(),
          ending == null ? null : ending.at().toString(),
          dossier.isLate());
    }
  }

  /** A part of the dossiers behind a number. */
  record BehindList(long total, int offset, List<BehindLine> dossiers) implements Continued {
    @Override
    public @Nullable Further further() {
      int next = offset + dossiers.size();
      return dossiers.isEmpty() || next >= total
          ? null
          : new Further("offset", String.valueOf(next));
    }
  }

  /**
   * The dossiers behind a number.
   *
   * @param column the number's column
   * @param of the number's row; empty for the total
   */
  @PersonalData(Of.NOBODY)
  @GetMapping("/{report}/dossiers")
  BehindList behind(
      @PathVariable String report,
      @ModelAttribute ReportScopes.Asked asked,
      @RequestParam String column,
      @RequestParam(defaultValue = "") String of,
      @RequestParam(defaultValue = "0") @Min(value = 0, message = "{web.field.not-negative}")
          int offset,
      @RequestParam(defaultValue = "100")
          @Min(value = 1, message = "{web.field.page-of-500}")
          @Max(value = 500, message = "{web.field.page-of-500}")
          int size,
      @AuthenticationPrincipal SignedIn caller) {
    ReportRequest request = reports.request(report, asked, caller.caller());
    Behind behind = reports.behind(request, new RequestedReports.Cell(column, of, offset, size));
    return new BehindList(
        behind.total(), offset, behind.dossiers().stream().map(BehindLine::of).toList());
  }

  private static Format format(String word) {
    return Arrays.stream(Format.values())
        .filter(format -> format.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.badInput(
                    "web", "report-format", "format", word, "allowed", "json, csv, xlsx, pdf"));
  }

  private void stream(ReportRequest request, HttpServletResponse response) throws IOException {
    try (JsonGenerator json = mapper.createGenerator(response.getOutputStream())) {
      json.writeStartObject();
      json.writePOJOField("about", About.of(request));
      json.writeArrayFieldStart("lines");
      reports.each(
          request.scope(),
          line -> {
            try {
              json.writePOJO(Entry.of(line, request.applicants()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private Counted counted(ReportRequest request) {
    Sheet sheet = files.sheet(request, LocaleContextHolder.getLocale());
    List<String> names = sheet.columnNames();
    List<Column> columns =
        java.util.stream.IntStream.range(2, names.size())
            .mapToObj(i -> new Column(sheet.columns().get(i).number(), names.get(i)))
            .toList();
    return new Counted(
        About.of(request),
        sheet.heading().formNumber(),
        sheet.heading().source(),
        sheet.heading().title(),
        columns,
        sheet.rows().stream()
            .map(
                row ->
                    new ReportLine(
                        row.weight().name(),
                        row.of(),
                        ((Cell.Text) row.cells().get(1)).text(),
                        row.cells().stream().skip(2).map(ReportsApi::number).toList()))
            .toList(),
        sheet.notes());
  }

  private static @Nullable Number number(Cell cell) {
    if (cell instanceof Cell.Number count) {
      return count.value();
    }
    return cell instanceof Cell.Share share && share.whole() > 0 ? share.percent() : null;
  }
}
