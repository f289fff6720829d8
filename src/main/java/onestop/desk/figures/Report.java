package onestop.desk.figures;

import java.util.Arrays;
import java.util.Optional;
import onestop.kernel.Failure;
import onestop.reports.ReportColumn;
import onestop.reports.StatutoryReport;
import org.jspecify.annotations.Nullable;

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

  /**
   * The column of that number; a failure {@code web/report-column} that names the existing columns.
   */
  ReportColumn column(String number) {
    return kind()
        .flatMap(form -> form.column(number))
        .map(ReportColumn.class::cast)
        .orElseThrow(
            () ->
                Failure.badInput(
                    "web", "report-column", "column", number, "allowed", columnNumbers()));
  }

  private String columnNumbers() {
    return kind()
        .map(form -> String.join(", ", form.columns().stream().map(ReportColumn::number).toList()))
        .orElse("–");
  }
}
