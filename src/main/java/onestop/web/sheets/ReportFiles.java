package onestop.web.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import onestop.desk.figures.Report;
import onestop.desk.figures.ReportRequest;
import onestop.desk.figures.RequestedReports;
import onestop.facts.ReportScope;
import onestop.kernel.Failure;
import onestop.web.sheets.Sheet.SheetRow;
import onestop.web.sheets.SheetFiles.Format;
import org.springframework.stereotype.Component;

/** Requested reports in the layout of their forms, on sheets and in files. */
@Component
public class ReportFiles {
  private final RequestedReports reports;
  private final ReportSheets sheets;
  private final RegisterRows rows;
  private final SheetFiles files;

  ReportFiles(RequestedReports reports, ReportSheets sheets, RegisterRows rows, SheetFiles files) {
    this.reports = reports;
    this.sheets = sheets;
    this.rows = rows;
    this.files = files;
  }

  /** A counted report in the layout of its form, or the register's form without its lines. */
  public Sheet sheet(ReportRequest request, Locale locale) {
    return request
        .report()
        .kind()
        .map(kind -> sheets.of(reports.count(kind, request.scope()), locale))
        .orElseGet(() -> sheets.register(request.scope(), request.applicants(), "", locale));
  }

  /** Some lines of the register; {@code skip} is the number of lines before them. */
  public List<SheetRow> lines(ReportRequest request, long skip, int size, Locale locale) {
    return reports.lines(request.scope(), skip, size).stream()
        .map(line -> rows.row(line, request.applicants(), locale))
        .toList();
  }

  /**
   * The file to write.
   *
   * @param volume the volume of the register's PDF, from 1; ignored for other files
   */
  public record Order(ReportRequest request, Format format, int volume) {}

  /** Writes a report as a file. The register's XLSX and CSV hold all its lines and are streamed. */
  public void write(Order order, Locale locale, OutputStream out) throws IOException {
    ReportRequest request = order.request();
    ReportScope scope = request.scope();
    if (request.report() != Report.REGISTER) {
      files.write(sheet(request, locale), row -> {}, order.format(), out);
    } else if (order.format() == Format.PDF) {
      int volumes = reports.volumes(scope);
      int volume = order.volume();
      if (volume < 1 || volume > volumes) {
        throw Failure.badInput("web", "report-volume", "volume", volume, "last", volumes);
      }
      String words = sheets.text("sheet.volume", locale, volume, volumes);
      int size = RequestedReports.VOLUME;
      files.write(
          sheets.register(scope, request.applicants(), words, locale),
          each -> lines(request, (long) (volume - 1) * size, size, locale).forEach(each),
          Format.PDF,
          out);
    } else {
      files.write(
          sheets.register(scope, request.applicants(), "", locale),
          each ->
              reports.each(
                  scope, line -> each.accept(rows.row(line, request.applicants(), locale))),
          order.format(),
          out);
    }
  }
}
