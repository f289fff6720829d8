package onestop.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onestop.facts.HearingMeasure;
import onestop.facts.ReportScope;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is kept. Pages, tables and programs show values from here only, so that the same
 * question always gives the same output.
 *
 * @param v the form of the answer, 2; answers of form 1, kept from before, have neither rules nor
 *     the parts of the letters owed
 * @param unit the unit of the question; null for the whole city
 * @param from the first day of the period
 * @param to its last day
 * @param asOf the last moment, inclusive, up to which events were read
 * @param checkpoint the proof that the ledger behind the numbers was not changed since
 * @param rules the time up to which a letter counts as issued in time, by rule pack; null in form 1
 * @param units the units that have a number other than 0, in order of code, with their names at
 *     that time
 * @param cells the numbers, by unit and month; a measure that is 0 is left out
 */
public record HearingAnswer(
    int v,
    ReportScope.Level level,
    @Nullable Unit unit,
    LocalDate from,
    LocalDate to,
    Instant asOf,
    Checkpoint checkpoint,
    @Nullable List<Rule> rules,
    List<Unit> units,
    List<Cell> cells) {

  /** A unit as it was named when the answer was given. */
  public record Unit(String code, String nameVi, String nameEn) {}

  /**
   * The time after its limit within which a letter still counts as issued in time.
   *
   * @param officerSeconds that time, where an officer signs it
   * @param onSilenceSeconds that time, where the on-silence rule issues it
   */
  public record Rule(String rulePack, int version, long officerSeconds, long onSilenceSeconds) {}

  /** Whether it holds the bridge from late dossiers to letters owed. */
  public boolean hasBridge() {
    return v > 1;
  }

  /** The ledger when the answer was given: the number of entries, and the hash over all of them. */
  public record Checkpoint(long size, String root) {}

  /**
   * The numbers of one unit in one month.
   *
   * @param month such as {@code 2026-03}
   */
  public record Cell(String unit, String month, Map<HearingMeasure, Long> counts) {
    /** The number of that measure. */
    public long count(HearingMeasure measure) {
      return counts.getOrDefault(measure, 0L);
    }
  }

  /** The number of that measure in all units and months. */
  public long total(HearingMeasure measure) {
    return sum(cells.stream(), measure);
  }

  /** The number of that measure of one unit. */
  public long ofUnit(String code, HearingMeasure measure) {
    return sum(cells.stream().filter(cell -> cell.unit().equals(code)), measure);
  }

  /** The number of that measure in one month. */
  public long ofMonth(String month, HearingMeasure measure) {
    return sum(cells.stream().filter(cell -> cell.month().equals(month)), measure);
  }

  /** The months that have a number, in order. */
  public List<String> months() {
    return cells.stream().map(Cell::month).distinct().sorted().toList();
  }

  private static long sum(Stream<Cell> cells, HearingMeasure measure) {
    return cells.mapToLong(cell -> cell.count(measure)).sum();
  }
}
