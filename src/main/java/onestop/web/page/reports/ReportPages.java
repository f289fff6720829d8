package onestop.web.page.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onestop.desk.Caller;
import onestop.desk.figures.Report;
import onestop.desk.figures.ReportReach;
import onestop.desk.figures.ReportRequest;
import onestop.desk.figures.RequestedReports;
import onestop.facts.Period;
import onestop.facts.ReportScope;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.reports.Behind;
import onestop.web.download.SpreadsheetCsv;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.page.Paging;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.sheets.ReportFiles;
import onestop.web.sheets.ReportSheets;
import onestop.web.sheets.Sheet;
import onestop.web.sheets.SheetFiles;
import onestop.web.sheets.SheetFiles.Format;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The reports that are due by law, as pages and as files. An address holds every choice, the as-of
 * moment included, so that it always shows the same figures.
 */
@Controller
@RequestMapping("/reports")
@PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'ADMINISTRATOR')")
@PersonalData(Of.LISTED)
class ReportPages {
  private static final int LINES = 50;

  private final RequestedReports reports;
  private final ReportFiles files;
  private final ReportReach reach;
  private final ReportSheets sheets;
  private final Names names;
  private final ZoneId zone;

  ReportPages(
      RequestedReports reports,
      ReportFiles files,
      ReportReach reach,
      ReportSheets sheets,
      Names names,
      ZoneId zone) {
    this.reports = reports;
    this.files = files;
    this.reach = reach;
    this.sheets = sheets;
    this.names = names;
    this.zone = zone;
  }

  /**
   * The choices in the address.
   *
   * @param from the first day; together with {@code to}, in place of the period
   */
  record Choice(
      @Nullable String level,
      @Nullable String unit,
      @Nullable String period,
      @Nullable String from,
      @Nullable String to,
      @Nullable String asOf) {

    ReportScopes.Asked asked() {
      boolean days = Choices.orNull(from) != null && Choices.orNull(to) != null;
      return new ReportScopes.Asked(level, unit, days ? from + ".." + to : period, asOf);
    }
  }

  @GetMapping
  String all(Model model) {
    model.addAttribute("reports", Report.values());
    return "reports";
  }

  @GetMapping("/{report:[a-z-]+}")
  String report(
      @PathVariable String report,
      @ModelAttribute Choice choice,
      @RequestParam(defaultValue = "1") int page,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    ReportRequest request = reports.request(report, choice.asked(), reader.caller());
    ReportScope scope = request.scope();
    Locale locale = LocaleContextHolder.getLocale();
    Sheet sheet = files.sheet(request, locale);
    model.addAttribute("sheet", sheet);
    tell(model, request, reader.caller());
    if (request.report() == Report.REGISTER) {
      Paging paging = new Paging(Paging.of(page).page(), LINES);
      paging.tell(model, reports.countLines(scope), address(request));
      model.addAttribute("rows", files.lines(request, paging.offset(), LINES, locale));
      model.addAttribute("volumes", reports.volumes(scope));
    } else {
      model.addAttribute("rows", sheet.rows());
    }
    return "report";
  }

  @GetMapping("/{report:[a-z-]+}.{format:xlsx|pdf|csv}")
  void file(
      @PathVariable String report,
      @PathVariable String format,
      @ModelAttribute Choice choice,
      @RequestParam(defaultValue = "1") int volume,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response)
      throws IOException {
    ReportRequest request = reports.request(report, choice.asked(), reader.caller());
    Format as = Format.valueOf(format.toUpperCase(Locale.ROOT));
    response.setContentType(as.mediaType());
    boolean part = request.report() == Report.REGISTER && as == Format.PDF;
    String name =
        request.report().word()
            + "-"
            + request.scope().period().text()
            + (part ? "-" + volume : "")
            + "."
            + format;
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name).build().toString());
    if (as == SheetFiles.Format.CSV) {
      SpreadsheetCsv.begin(response.getOutputStream());
    }
    files.write(
        new ReportFiles.Order(request, as, volume),
        LocaleContextHolder.getLocale(),
        response.getOutputStream());
  }

  /** The dossiers behind one number. */
  @GetMapping("/{report:[a-z-]+}/dossiers")
  String behind(
      @PathVariable String report,
      @ModelAttribute Choice choice,
      @ModelAttribute Wanted wanted,
      @ModelAttribute("here") String here,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    ReportRequest request = reports.request(report, choice.asked(), reader.caller());
    ReportScope scope = request.scope();
    Paging paging = new Paging(Paging.of(wanted.page() == null ? 1 : wanted.page()).page(), LINES);
    String number = wanted.column() == null ? "" : wanted.column();
    Behind behind =
        reports.behind(
            request,
            new RequestedReports.Cell(
                number, wanted.of() == null ? "" : wanted.of(), paging.offset(), LINES));
    tell(model, request, reader.caller());
    paging.tell(model, behind.total(), here);
    model.addAttribute("dossiers", behind.dossiers());
    model.addAttribute(
        "columnName",
        sheets.column(
            request.report().kind().orElseThrow(), number, LocaleContextHolder.getLocale()));
    model.addAttribute("of", wanted.of() == null ? "" : wanted.of());
    AgencyCode unit = scope.unit();
    model.addAttribute("unitName", unit == null ? "" : names.agency(unit));
    model.addAttribute(
        "periodName", sheets.period(scope.period(), LocaleContextHolder.getLocale()));
    return "report-dossiers";
  }

  /**
   * The number whose dossiers are shown.
   *
   * @param of the row of the number, as {@link Behind.Number#of()}
   */
  record Wanted(@Nullable String column, @Nullable String of, @Nullable Integer page) {}

  private void tell(Model model, ReportRequest request, Caller reader) {
    ReportScope scope = request.scope();
    model.addAttribute("report", request.report());
    model.addAttribute("scope", scope);
    model.addAttribute("address", address(request));
    model.addAttribute("query", query(scope));
    model.addAttribute("levels", reach.levels(reader));
    model.addAttribute("agencies", names.agencies(reach.agencies(reader)));
    model.addAttribute("periods", periods(scope));
    model.addAttribute("asOf", asOf(scope));
  }

  private String address(ReportRequest request) {
    return "/reports/" + request.report().word() + "?" + query(request.scope());
  }

  private String query(ReportScope scope) {
    AgencyCode unit = scope.unit();
    UriComponentsBuilder query =
        UriComponentsBuilder.newInstance().queryParam("level", scope.level());
    if (unit != null) {
      query.queryParam("unit", unit.value());
    }
    String text =
        query
            .queryParam("period", scope.period().text())
            .queryParam("asOf", asOf(scope))
            .encode()
            .build()
            .getQuery();
    return text == null ? "" : text;
  }

  private String asOf(ReportScope scope) {
    return scope.asOf().atZone(zone).toLocalDateTime().toString();
  }

  /** A period to choose. */
  record PeriodChoice(String text, String words) {}

  private List<PeriodChoice> periods(ReportScope scope) {
    List<Period> periods = new ArrayList<>(reports.recentPeriods());
    if (periods.stream().noneMatch(one -> one.text().equals(scope.period().text()))) {
      periods.add(0, scope.period());
    }
    return periods.stream()
        .map(
            one ->
                new PeriodChoice(one.text(), sheets.period(one, LocaleContextHolder.getLocale())))
        .toList();
  }
}
