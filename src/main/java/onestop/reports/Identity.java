package onestop.reports;

import java.util.List;
import java.util.stream.Collectors;

/** A column that must equal the sum of others; each column is counted independently. */
record Identity(ReportColumn whole, List<ReportColumn> parts) {
  static Identity of(ReportColumn whole, ReportColumn... parts) {
    return new Identity(whole, List.of(parts));
  }

  boolean holds(Counts counts) {
    return counts.of(whole) == parts.stream().mapToLong(counts::of).sum();
  }

  @Override
  public String toString() {
    return whole.number()
        + " = "
        + parts.stream().map(ReportColumn::number).collect(Collectors.joining(" + "));
  }
}
