package onestop.desk.figures;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import onestop.desk.Caller;
import onestop.desk.reading.Disclosure;
import onestop.facts.Period;
import onestop.facts.ReportScope;
import onestop.facts.ReportScopes;
import onestop.reports.Behind;
import onestop.reports.DossierRegister;
import onestop.reports.DossierRegister.RegisterLine;
import onestop.reports.StatutoryReport;
import onestop.reports.StatutoryReports;
import org.springframework.stereotype.Service;

/** The reports that are due by law, within the caller's reach. */
@Service
public final class RequestedReports {
  /** The number of register lines in one printed volume. */
  public static final int VOLUME = 500;

  private final StatutoryReports reports;
  private final DossierRegister register;
  private final ReportReach reach;
  private final ReportScopes scopes;
  private final Disclosure disclosure;
  private final Clock clock;

  RequestedReports(
      StatutoryReports reports,
      DossierRegister register,
      ReportReach reach,
      ReportScopes scopes,
      Disclosure disclosure,
      Clock clock) {
    this.reports = reports;
    this.register = register;
    this.reach = reach;
    this.scopes = scopes;
    this.disclosure = disclosure;
    this.clock = clock;
  }

  /**
   * The caller's request.
   *
   * @throws onestop.kernel.Failure {@code web/no-such-report}, {@code web/beyond-your-unit}, or as
   *     {@link ReportScopes#of}
   */
  public ReportRequest request(String report, ReportScopes.Asked asked, Caller caller) {
    Report known = Report.of(report);
    ReportScope scope = reach.of(caller, asked);
    return new ReportRequest(known, scope, new Applicants(disclosure.named(caller)));
  }

  /** The present periods of each kind and some before them, for a choice; the newest first. */
  public List<Period> recentPeriods() {
    LocalDate today = scopes.settled().atZone(clock.getZone()).toLocalDate();
    List<Period> periods = new ArrayList<>();
    add(periods, Period.Kind.WEEK, today, 3);
    add(periods, Period.Kind.MONTH, today, 4);
    add(periods, Period.Kind.QUARTER, today, 4);
    add(periods, Period.Kind.HALF_YEAR, today, 2);
    add(periods, Period.Kind.YEAR, today, 2);
    return periods;
  }

  private void add(List<Period> periods, Period.Kind kind, LocalDate today, int count) {
    LocalDate day = today;
    for (int i = 0; i < count; i++) {
      Period period = Period.around(kind, day, scopes.cutOffs());
      periods.add(period);
      day = period.from().minusDays(1);
    }
  }

  /** The counted form. */
  public StatutoryReport count(StatutoryReport.Kind kind, ReportScope scope) {
    return reports.count(kind, scope);
  }

  /** Some lines of the register; {@code skip} is the number of lines before them. */
  public List<RegisterLine> lines(ReportScope scope, long skip, int size) {
    return register.lines(scope, skip, size);
  }

  /** Hands over all lines of the register, in order, without holding them. */
  public void each(ReportScope scope, Consumer<RegisterLine> consumer) {
    register.each(scope, consumer);
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
   * The number whose dossiers are wanted.
   *
   * @param column the number of its column
   * @param of its row, as {@link Behind.Number#of()}
   * @param skip the number of dossiers before the window
   */
  public record Cell(String column, String of, long skip, int size) {}

  /**
   * The dossiers behind a number, counted again by the same rule.
   *
   * @throws onestop.kernel.Failure {@code web/report-column} that names the existing columns
   */
  public Behind behind(ReportRequest request, Cell cell) {
    return reports.behind(
        request.scope(),
        new Behind.Number(
            request.report().column(cell.column()), cell.of(), cell.skip(), cell.size()));
  }
}
