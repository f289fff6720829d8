package onestop.reports;

import java.util.List;
import java.util.Optional;
import onestop.facts.ReportScope;
import onestop.kernel.AgencyCode;
import onestop.kernel.ProcedureKey;

/**
 * The counted figures of a report that is due by law.
 *
 * @param groups in the order in which they are printed
 * @param total over all groups
 * @param parts the part of the total that counts parts of linked applications
 * @param withoutParts the part of the total that counts all other dossiers
 */
public record StatutoryReport(
    Kind kind,
    ReportScope scope,
    List<Group> groups,
    Counts total,
    Counts parts,
    Counts withoutParts) {

  /** The form; its name, number and source are in the rule pack, under the constant's name. */
  public enum Kind {
    /** Biểu II.06a: received, settled and pending, by field and procedure. */
    SETTLEMENT(List.of(SettlementColumn.values()), SettlementColumn.IDENTITIES),
    /** The city's summary by unit, with and without letters of apology. */
    CITY_SUMMARY(List.of(CitySummaryColumn.values()), CitySummaryColumn.IDENTITIES),
    /** The service index's rates of timely dossiers, by unit. */
    SERVICE_INDEX(List.of(ServiceIndexColumn.values()), ServiceIndexColumn.IDENTITIES);

    private final List<? extends ReportColumn> columns;
    private final List<Identity> identities;

    Kind(List<? extends ReportColumn> columns, List<Identity> identities) {
      this.columns = columns;
      this.identities = identities;
    }

    /** The columns that count, from left to right. */
    public List<? extends ReportColumn> columns() {
      return columns;
    }

    /** The column with that number, if the form has one. */
    public Optional<? extends ReportColumn> column(String number) {
      return columns.stream().filter(column -> column.number().equals(number)).findFirst();
    }

    List<Identity> identities() {
      return identities;
    }
  }

  /** The subject of a row. */
  public sealed interface Subject {
    /** A field of procedures, with the name that the procedure's versions give it. */
    record Field(String vi, String en) implements Subject {}

    /** A procedure; the newest of the versions counted. */
    record Procedure(ProcedureKey key) implements Subject {}

    /** An agency. */
    record Unit(AgencyCode code) implements Subject {}
  }

  /** A subject with its own numbers. */
  public record ReportLine(Subject subject, Counts counts) {}

  /**
   * A row with the rows that it sums up.
   *
   * @param lines the rows it sums up; empty if it counts dossiers directly
   */
  public record Group(ReportLine head, List<ReportLine> lines) {}
}
