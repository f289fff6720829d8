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
 * The lines of one list as they are found. A row that nothing can be reckoned from, such as one
 * with a moment that the calendar does not know, is named and stops no other.
 */
final class FoundLines {
  private final List<TraitLine> lines = new ArrayList<>();
  private final Set<DossierCode> unreckonable = new LinkedHashSet<>();

  /** Reads one row of a question. */
  interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  /** Lines that no calendar was asked for. */
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

  /** Dossiers of which it cannot be said whether they belong here. */
  Set<DossierCode> unreckonable() {
    return unreckonable;
  }

  /** The reader, which may fail at a row. */
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
