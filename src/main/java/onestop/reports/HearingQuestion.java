package onestop.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.SortedSet;
import java.util.TreeSet;
import onestop.facts.DossierFigures;
import onestop.facts.Period;
import onestop.facts.ReportScope;
import onestop.facts.ReportScope.Level;
import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * A question of a hearing: the agencies, the period and the as-of moment. Unlike a statutory
 * report, it uses all events up to its as-of moment, so that a letter sent after the period's end
 * is counted.
 */
public record HearingQuestion(ReportScope scope) {
  /**
   * The number of days before the period from which dossiers are read: an obligation can be opened
   * shortly after its dossier has ended, by the sweep.
   */
  private static final int DAYS_BEFORE = 31;

  /** The question as one line; two texts are equal if and only if their questions are. */
  public String text() {
    AgencyCode unit = scope.unit();
    return String.join(
        "|",
        "v1",
        scope.level().name(),
        unit == null ? "" : unit.value(),
        scope.period().from().toString(),
        scope.period().to().toString(),
        scope.asOf().toString(),
        scope.zone().getId());
  }

  /** The as-of moment, inclusive. */
  public Instant asOf() {
    return scope.asOf();
  }

  /**
   * The unit in whose numbers a dossier counts: the resolving agency, or the desk that received it.
   */
  AgencyCode unitOf(DossierFigures figures) {
    return scope.level() == Level.DESK ? figures.seat().receiving() : figures.seat().resolving();
  }

  /** The month in which a moment counts; null outside of the period. */
  @Nullable YearMonth monthOf(Instant at) {
    LocalDate day = at.atZone(scope.zone()).toLocalDate();
    return day.isBefore(scope.period().from()) || day.isAfter(scope.period().to())
        ? null
        : YearMonth.from(day);
  }

  /** The scope by which dossiers are read: up to the as-of moment, whatever the period's end. */
  ReportScope reading() {
    LocalDate known = asOf().atZone(scope.zone()).toLocalDate().plusDays(1);
    LocalDate last = known.isAfter(scope.period().to()) ? known : scope.period().to();
    return scope.about(Period.ofDays(scope.period().from().minusDays(DAYS_BEFORE), last));
  }

  /** The same question about one of its units. */
  HearingQuestion about(AgencyCode one) {
    SortedSet<AgencyCode> alone = new TreeSet<>(scope.agencies().comparator());
    alone.add(one);
    Level level = scope.level() == Level.DESK ? Level.DESK : Level.AGENCY;
    return new HearingQuestion(
        new ReportScope(level, one, alone, scope.period(), scope.asOf(), scope.zone()));
  }

  /** The same question as of another moment. */
  HearingQuestion asOf(Instant moment) {
    return new HearingQuestion(
        new ReportScope(
            scope.level(), scope.unit(), scope.agencies(), scope.period(), moment, scope.zone()));
  }
}
