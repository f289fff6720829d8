package onestop.inbox.own;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The columns that officers have chosen for their lists of work. */
@Service
public class ListColumns {
  /** The number of the list without a saved view. */
  public static final int NO_VIEW = 0;

  private final Sql sql;

  ListColumns(Sql sql) {
    this.sql = sql;
  }

  /** What a list can show besides the step, the code of the dossier and the time left. */
  public enum Column {
    PROCEDURE,
    APPLICANT,
    SINCE,
    HOLDER,
    RECEIVED,
    CHANNEL,
    AGENCY;

    /** What a list shows of which nobody has chosen the columns. */
    public static final Set<Column> USUAL = Set.of(PROCEDURE, APPLICANT, SINCE, HOLDER);
  }

  /**
   * The columns of a list: those chosen for the view, else those chosen for the list, else the
   * usual ones.
   */
  public Set<Column> of(OfficerId officer, int view) {
    List<String> chosen =
        sql.client()
            .sql(
                """
                select shown from list_columns where officer = ? and view_no in (0, ?)
                 order by view_no desc
                """)
            .params(officer.value(), view)
            .query(String.class)
            .list();
    return Optional.of(chosen)
        .filter(rows -> !rows.isEmpty())
        .map(rows -> columns(rows.get(0)))
        .orElse(Column.USUAL);
  }

  /** A column of a later version of this program is left out. */
  private static Set<Column> columns(String text) {
    Set<Column> columns = EnumSet.noneOf(Column.class);
    List<String> words = List.of(text.split(","));
    Arrays.stream(Column.values())
        .filter(column -> words.contains(column.name()))
        .forEach(columns::add);
    return columns;
  }

  /** Chooses the columns of a list, for this officer alone. */
  public void choose(OfficerId officer, int view, Collection<Column> columns) {
    String text =
        columns.stream().distinct().sorted().map(Enum::name).collect(Collectors.joining(","));
    if (!isChanged(officer, view, text)) {
      try {
        sql.client()
            .sql("insert into list_columns (officer, view_no, shown) values (?, ?, ?)")
            .params(officer.value(), view, text)
            .update();
      } catch (DuplicateKeyException twin) { // chosen at the same time in another window
        isChanged(officer, view, text);
      }
    }
  }

  private boolean isChanged(OfficerId officer, int view, String text) {
    return sql.client()
            .sql("update list_columns set shown = ? where officer = ? and view_no = ?")
            .params(text, officer.value(), view)
            .update()
        == 1;
  }
}
