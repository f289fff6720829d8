package onestop.inbox.own;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The columns that officers have chosen for their lists of work. */
@Service
public class ListColumns {
  /** The number of the list without a saved view. */
  public static final int NO_VIEW = 0;

  /** The largest number of answers among the columns, of all procedures together. */
  private static final int MOST_ANSWERS = 15;

  private static final String ANSWER = "answer:";

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

    private static final Set<Column> USUAL = Set.of(PROCEDURE, APPLICANT, SINCE, HOLDER);
  }

  /**
   * What a list shows.
   *
   * @param answers the keys of fields whose answers it shows, where its dossiers have them
   */
  public record Shown(Set<Column> columns, Set<String> answers) {
    /** What a list shows of which nobody has chosen the columns. */
    public static final Shown USUAL = new Shown(Column.USUAL, Set.of());

    public Shown {
      columns = Collections.unmodifiableSet(new TreeSet<>(columns));
      answers = Collections.unmodifiableSet(new TreeSet<>(answers));
    }

    private String text() {
      return Stream.concat(
              columns.stream().map(Enum::name), answers.stream().map(key -> ANSWER + key))
          .collect(Collectors.joining(","));
    }

    /** A column of a later version of this program is left out. */
    private static Shown of(String text) {
      List<String> words = List.of(text.split(","));
      return new Shown(
          Arrays.stream(Column.values())
              .filter(column -> words.contains(column.name()))
              .collect(Collectors.toSet()),
          words.stream()
              .filter(word -> word.startsWith(ANSWER))
              .map(word -> word.substring(ANSWER.length()))
              .collect(Collectors.toSet()));
    }
  }

  /**
   * The columns of a list: those chosen for the view, else those chosen for the list, else the
   * usual ones.
   */
  public Shown of(OfficerId officer, int view) {
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
        .map(rows -> Shown.of(rows.get(0)))
        .orElse(Shown.USUAL);
  }

  /**
   * Chooses the columns of a list, for this officer alone.
   *
   * @throws Failure {@code inbox/columns-many} for more than {@value #MOST_ANSWERS} answers
   */
  public void choose(OfficerId officer, int view, Shown shown) {
    if (shown.answers().size() > MOST_ANSWERS) {
      throw Failure.badInput("inbox", "columns-many", "max", MOST_ANSWERS);
    }
    String text = shown.text();
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
