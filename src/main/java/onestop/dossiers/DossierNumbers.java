package onestop.dossiers;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.store.ColumnType;
import onestop.store.Series;
import onestop.store.Series.Count;
import onestop.store.Sql;
import onestop.store.Table;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Assigns dossier codes: per receiving unit and day, in order, unique under any concurrency. A
 * number whose transaction rolls back is assigned again.
 */
@Component
class DossierNumbers {
  private static final Table<UnitDay, Count<UnitDay>> NUMBER =
      Table.<UnitDay, Count<UnitDay>>named("dossier_number")
          .key("agency", ColumnType.VARCHAR, key -> key.unit().value())
          .key("received_on", ColumnType.DATE, UnitDay::day)
          .revision("last_used", count -> (long) count.last())
          .readBy(
              (rs, row) ->
                  new Count<>(
                      new UnitDay(
                          new AgencyCode(rs.getString("agency")),
                          rs.getObject("received_on", LocalDate.class)),
                      rs.getInt("last_used"),
                      rs.getInt("last_used")))
          .build(Count::key);

  private final DossierCodeScheme scheme = new UnitDayScheme();
  private final Series<UnitDay> series;

  DossierNumbers(Sql sql, PlatformTransactionManager transactions) {
    this.series = new Series<>(sql, NUMBER, transactions);
  }

  private record UnitDay(AgencyCode unit, LocalDate day) {}

  /** The next code of the unit on that day; locks the unit's counter until the transaction ends. */
  DossierCode next(AgencyCode unit, String unitPrefix, LocalDate day) {
    return scheme.code(unitPrefix, day, series.next(new UnitDay(unit, day)));
  }

  /** The codes of these units with the typed letters and digits: as a rule none or one. */
  List<DossierCode> read(TypedCode typed, Collection<String> unitPrefixes) {
    return unitPrefixes.stream()
        .distinct()
        .flatMap(prefix -> scheme.read(prefix, typed).stream())
        .toList();
  }

  /**
   * Locks the counters of these units, in their order; a counter that does not exist is skipped.
   */
  void hold(Set<AgencyCode> units, LocalDate day) {
    series.lock(units.stream().map(unit -> new UnitDay(unit, day)).toList());
  }
}
