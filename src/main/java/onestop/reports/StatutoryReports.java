package onestop.reports;

import java.text.Collator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import onestop.facts.DossierFacts;
import onestop.facts.DossierFigures;
import onestop.facts.FactStore;
import onestop.facts.ReportScope;
import onestop.facts.ReportScope.Level;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.ProcedureKey;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.reports.Counts.Counting;
import onestop.reports.StatutoryReport.Group;
import onestop.reports.StatutoryReport.Kind;
import onestop.reports.StatutoryReport.ReportLine;
import onestop.reports.StatutoryReport.Subject;
import org.springframework.stereotype.Service;

/**
 * Counts the reports that are due by law, again from the raw events on each request. The same scope
 * gives the same report, whatever has happened since; the sums of the form are checked before a
 * report is returned.
 */
@Service
public class StatutoryReports {
  private final DossierFacts facts;
  private final FactStore store;
  private final Catalogue catalogue;

  StatutoryReports(DossierFacts facts, FactStore store, Catalogue catalogue) {
    this.facts = facts;
    this.store = store;
    this.catalogue = catalogue;
  }

  /**
   * Counts one report in one pass; memory does not grow with the number of dossiers.
   *
   * @throws IllegalStateException if the report's identities do not hold, which is a bug: no
   *     history causes it
   */
  public StatutoryReport count(Kind kind, ReportScope scope) {
    return kind == Kind.SETTLEMENT ? byProcedure(kind, scope) : byUnit(kind, scope);
  }

  /**
   * The dossiers that make up one number of a report, counted again by the same rule.
   *
   * @throws Failure {@code reports/row} if no report has such a row
   */
  public Behind behind(ReportScope scope, Behind.Number number) {
    Predicate<DossierFigures> row = row(scope, number.of());
    List<DossierFigures> window = new ArrayList<>();
    long[] total = {0};
    facts.each(
        scope,
        dossier -> {
          if (number.column().counts(dossier, scope.start()) && row.test(dossier)) {
            boolean within = total[0] >= number.skip() && window.size() < number.size();
            if (within) {
              window.add(dossier);
            }
            total[0]++;
          }
        });
    return new Behind(total[0], window);
  }

  private Predicate<DossierFigures> row(ReportScope scope, String of) {
    int colon = of.indexOf(':');
    String value = of.substring(colon + 1);
    return switch (colon < 0 ? of : of.substring(0, colon)) {
      case "" -> dossier -> true;
      case "procedure" -> dossier -> dossier.procedure().code().equals(value);
      case "field" -> dossier -> catalogue.version(dossier.procedure()).fieldVi().equals(value);
      case "unit" -> dossier -> unit(dossier, scope).value().equals(value);
      case "parts" -> dossier -> dossier.seat().leg() == value.equals("only");
      default -> throw Failure.badInput("reports", "row", "of", of);
    };
  }

  /** The counts of one procedure over all its versions. */
  private static final class OfProcedure {
    private ProcedureKey newest;
    private final Counting counting;

    OfProcedure(ProcedureKey first, Counting counting) {
      this.newest = first;
      this.counting = counting;
    }

    void add(DossierFigures dossier, Instant start) {
      newest = newest.version() < dossier.procedure().version() ? dossier.procedure() : newest;
      counting.add(dossier, start);
    }

    ReportLine line() {
      return new ReportLine(new Subject.Procedure(newest), counting.counted());
    }
  }

  /** The counts of parts of linked applications, and of all other dossiers. */
  private static final class Parts {
    private final Kind kind;
    private final Counting parts;
    private final Counting others;

    Parts(Kind kind) {
      this.kind = kind;
      this.parts = new Counting(kind.columns());
      this.others = new Counting(kind.columns());
    }

    void add(DossierFigures dossier, Instant start) {
      (dossier.seat().leg() ? parts : others).add(dossier, start);
    }

    StatutoryReport report(ReportScope scope, List<Group> groups, Counting total) {
      return new StatutoryReport(
          kind, scope, groups, total.counted(), parts.counted(), others.counted());
    }
  }

  private StatutoryReport byProcedure(Kind kind, ReportScope scope) {
    Map<String, OfProcedure> procedures = new TreeMap<>();
    Parts parts = new Parts(kind);
    facts.each(
        scope,
        dossier -> {
          parts.add(dossier, scope.start());
          procedures
              .computeIfAbsent(
                  dossier.procedure().code(),
                  code -> new OfProcedure(dossier.procedure(), new Counting(kind.columns())))
              .add(dossier, scope.start());
        });
    Collator collator = Collator.getInstance(Locale.forLanguageTag("vi"));
    Map<Subject.Field, List<OfProcedure>> fields =
        new TreeMap<>(
            Comparator.comparing(Subject.Field::vi, collator).thenComparing(Subject.Field::en));
    for (OfProcedure one : procedures.values()) {
      Procedure procedure = catalogue.version(one.newest);
      fields
          .computeIfAbsent(
              new Subject.Field(procedure.fieldVi(), procedure.fieldEn()),
              field -> new ArrayList<>())
          .add(one);
    }
    List<Group> groups = new ArrayList<>();
    Counting total = new Counting(kind.columns());
    fields.forEach(
        (field, ofField) -> {
          Counting sum = new Counting(kind.columns());
          ofField.forEach(one -> sum.add(one.counting));
          total.add(sum);
          groups.add(
              new Group(
                  new ReportLine(field, sum.counted()),
                  ofField.stream().map(OfProcedure::line).toList()));
        });
    return checked(parts.report(scope, groups, total));
  }

  private StatutoryReport byUnit(Kind kind, ReportScope scope) {
    Map<AgencyCode, Counting> counting = new TreeMap<>();
    scope.agencies().forEach(unit -> counting.put(unit, new Counting(kind.columns())));
    Parts parts = new Parts(kind);
    facts.each(
        scope,
        dossier -> {
          parts.add(dossier, scope.start());
          counting
              .computeIfAbsent(unit(dossier, scope), code -> new Counting(kind.columns()))
              .add(dossier, scope.start());
        });
    Counting total = new Counting(kind.columns());
    List<Group> groups = new ArrayList<>();
    counting.forEach(
        (code, one) -> {
          total.add(one);
          groups.add(new Group(new ReportLine(new Subject.Unit(code), one.counted()), List.of()));
        });
    return checked(parts.report(scope, groups, total));
  }

  private static AgencyCode unit(DossierFigures dossier, ReportScope scope) {
    return scope.level() == Level.DESK ? dossier.seat().receiving() : dossier.seat().resolving();
  }

  private StatutoryReport checked(StatutoryReport report) {
    for (Group group : report.groups()) {
      check(report.kind(), group.head());
      group.lines().forEach(line -> check(report.kind(), line));
    }
    check(report.kind(), new ReportLine(new Subject.Field("", ""), report.total()));
    if (report.kind() == Kind.SETTLEMENT) {
      // the previous report's column 11, counted by one SQL statement, independently of this pass
      long pendingBefore = store.countPendingBefore(report.scope());
      if (report.total().of(SettlementColumn.CARRIED_OVER) != pendingBefore) {
        throw new IllegalStateException(
            "column 6 is not what the period before left pending: " + pendingBefore);
      }
    }
    return report;
  }

  private static void check(Kind kind, ReportLine line) {
    kind.identities().stream()
        .filter(identity -> !identity.holds(line.counts()))
        .findFirst()
        .ifPresent(
            broken -> {
              throw new IllegalStateException(kind + " " + line.subject() + ": " + broken);
            });
  }
}
