package onestop.reports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.facts.DossierFigures;

/** The number of dossiers in each column of one row of a form. Immutable. */
public final class Counts {
  private final Map<ReportColumn, Long> values;

  private Counts(Map<ReportColumn, Long> values) {
    this.values = values;
  }

  /** The number in a column of the form. */
  public long of(ReportColumn column) {
    Long value = values.get(column);
    if (value == null) {
      throw new IllegalArgumentException("no column of this form: " + column);
    }
    return value;
  }

  /** Counts dossiers one at a time. */
  static final class Counting {
    private final List<? extends ReportColumn> columns;
    private final long[] values;

    Counting(List<? extends ReportColumn> columns) {
      this.columns = columns;
      this.values = new long[columns.size()];
    }

    void add(DossierFigures dossier, java.time.Instant start) {
      for (int i = 0; i < values.length; i++) {
        if (columns.get(i).counts(dossier, start)) {
          values[i]++;
        }
      }
    }

    void add(Counting other) {
      for (int i = 0; i < values.length; i++) {
        values[i] += other.values[i];
      }
    }

    Counts counted() {
      Map<ReportColumn, Long> counted = new LinkedHashMap<>();
      for (int i = 0; i < values.length; i++) {
        counted.put(columns.get(i), values[i]);
      }
      return new Counts(counted);
    }
  }
}
