package onestop.web.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import onestop.facts.ReportScope;
import onestop.kernel.Failure;
import onestop.reports.Behind;
import onestop.reports.DossierRegister;
import onestop.reports.ReportColumn;
import onestop.reports.StatutoryReport;
import onestop.reports.StatutoryReports;
import onestop.web.sheets.RegisterRows.Applicants;
import onestop.web.sheets.Sheet.SheetRow;
import onestop.web.sheets.SheetFiles.Format;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The reports that are due by law, for pages and API alike. */
@Component
public class ReportDesk {
  /** The number of register lines in one printed volume. */
  public static final int VOLUME = 500;

  private final StatutoryReports reports;
  private final DossierRegister register;
  private final ReportSheets sheets;
  private final RegisterRows rows;
  private final SheetFiles files;

  ReportDesk(
      StatutoryReports reports,
      DossierRegister register,
      ReportSheets sheets,
      RegisterRows rows,
      SheetFiles files) {
    this.reports = reports;
    this.register = register;
    this.sheets = sheets;
    this.rows = rows;
    this.files = files;
  }

  /** A report, with its name in addresses. */
  public enum Report {
    SETTLEMENT("settlement", StatutoryReport.Kind.SETTLEMENT),
    CITY_SUMMARY("city-summary", StatutoryReport.Kind.CITY_SUMMARY),
    SERVICE_INDEX("service-index", StatutoryReport.Kind.SERVICE_INDEX),
    REGISTER("register", null);

    private final String word;
    private final StatutoryReport.@Nullable Kind kind;

    Report(String word, StatutoryReport.@Nullable Kind kind) {
      this.word = word;
      this.kind = kind;
    }

    /** The report of that name, or a failure {@code web/no-such-report} that names them all. */
    public static Report of(String word) {
      return Arrays.stream(values())
          .filter(report -> report.word.equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  Failure.notFound(
                      "web",
                      "no-such-report",
                      "report",
                      word,
                      "allowed",
                      String.join(", ", Arrays.stream(values()).map(Report::word).toList())));
    }

    /** Its name in addresses. */
    public String word() {
      return word;
    }

    /** The form that it counts; empty for the register, which is a list. */
    public Optional<StatutoryReport.Kind> kind() {
      return Optional.ofNullable(kind);
    }
  }

  /**
   * The reader of a report.
   *
   * @param applicants the agencies whose applicants the reader may see
   */
  public record Reader(Locale locale, Applicants applicants) {}

  /** A counted report in the layout of its form, or the register's form without its lines. */
  public Sheet sheet(Report report, ReportScope scope, Reader reader) {
    return report
        .kind()
        .map(kind -> sheets.of(reports.count(kind, scope), reader.locale()))
        .orElseGet(() -> sheets.register(scope, reader.applicants(), "", reader.locale()));
  }

  /** Some lines of the register; {@code skip} is the number of lines before them. */
  public List<SheetRow> lines(ReportScope scope, long skip, int size, Reader reader) {
    return register.lines(scope, skip, size).stream()
        .map(line -> rows.row(line, reader.applicants(), reader.locale()))
        .toList();
  }

  /** The number of lines in the register. */
  public long countLines(ReportScope scope) {
    return register.count(scope);
  }

  /** The number of printed volumes of the register; an empty register has one. */
  public int volumes(ReportScope scope) {
    return (int) Math.max(1, (register.count(scope) + VOLUME - 1) / VOLUME);
  }

  /**
   * The file to write.
   *
   * @param volume the volume of the register's PDF, from 1; ignored for other files
   */
  public record Order(Report report, Format format, int volume) {}

  /** Writes a report as a file. The register's XLSX and CSV hold all its lines and are streamed. */
  public void write(Order order, ReportScope scope, Reader reader, OutputStream out)
      throws IOException {
    Locale locale = reader.locale();
    if (order.report() != Report.REGISTER) {
      files.write(sheet(order.report(), scope, reader), row -> {}, order.format(), out);
    } else if (order.format() == Format.PDF) {
      int volumes = volumes(scope);
      int volume = order.volume();
      if (volume < 1 || volume > volumes) {
        throw Failure.badInput("web", "report-volume", "volume", volume, "last", volumes);
      }
      String words = sheets.text("sheet.volume", locale, volume, volumes);
      files.write(
          sheets.register(scope, reader.applicants(), words, locale),
          each -> lines(scope, (volume - 1L) * VOLUME, VOLUME, reader).forEach(each),
          Format.PDF,
          out);
    } else {
      files.write(
          sheets.register(scope, reader.applicants(), "", locale),
          each ->
              register.each(
                  scope, line -> each.accept(rows.row(line, reader.applicants(), locale))),
          order.format(),
          out);
    }
  }

  /** The dossiers behind a number, counted again by the same rule. */
  public Behind behind(ReportScope scope, Behind.Number number) {
    return reports.behind(scope, number);
  }

  /**
   * The column of that number; a failure {@code web/report-column} that names the existing columns.
   */
  public ReportColumn column(Report report, String number) {
    return report
        .kind()
        .flatMap(kind -> kind.column(number))
        .map(ReportColumn.class::cast)
        .orElseThrow(
            () ->
                Failure.badInput(
                    "web",
                    "report-column",
                    "column",
                    number,
                    "allowed",
                    report
                        .kind()
                        .map(
                            kind ->
                                String.join(
                                    ", ",
                                    kind.columns().stream().map(ReportColumn::number).toList()))
                        .orElse("–")));
  }
}
