package onestop.conduct;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import onestop.conduct.Traits.TraitLine;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Collects the lines of one list. A row that cannot be computed, such as one with a moment outside
 * of the calendar, is named and affects no other row.
 */
final class FoundLines {
  private final List<TraitLine> lines = new ArrayList<>();
  private final Set<DossierCode> unreckonable = new LinkedHashSet<>();

  /** Reads one row of a query. */
  interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  /** Lines that need no calendar. */
  static FoundLines of(List<TraitLine> lines) {
    FoundLines found = new FoundLines();
    found.lines.addAll(lines);
    return found;
  }

  void add(TraitLine line) {
    lines.add(line);
  }

  List<TraitLine> lines() {
    return lines;
  }

  /** The dossiers for which it cannot be computed whether they belong on the list. */
  Set<DossierCode> unreckonable() {
    return unreckonable;
  }

  /** A row handler around the reader; the reader may fail at a row. */
  RowCallbackHandler each(Reader reader) {
    return row -> {
      try {
        reader.read(row);
      } catch (Failure beyond) {
        unreckonable.add(TraitRows.code(row));
      }
    };
  }
}
