package onestop.inbox.own;

import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The selections of the inbox that officers have saved, each for its officer alone. */
@Service
public class SavedViews {
  /** The greatest number of views of one officer: each is counted on every page. */
  public static final int MOST = 12;

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_QUERY = 1000;

  private final Sql sql;
  private final Clock clock;

  SavedViews(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * A saved view.
   *
   * @param no from 1 for each officer
   * @param query the parameters of an address, without a leading question mark
   */
  public record SavedView(int no, String name, String query) {}

  /** The views of an officer, oldest first. */
  @Transactional(readOnly = true)
  public List<SavedView> of(OfficerId officer) {
    return sql.client()
        .sql("select no, name, query from saved_view where officer = ? order by no")
        .param(officer.value())
        .query((rs, row) -> new SavedView(rs.getInt(1), rs.getString(2), rs.getString(3)))
        .list();
  }

  /**
   * Saves a view.
   *
   * @throws Failure {@code inbox/view-name}, {@code inbox/query-long}, {@code inbox/view-taken} or
   *     {@code inbox/views-full}
   */
  @Transactional
  public SavedView save(OfficerId officer, String name, String query) {
    String tidy = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    if (tidy.isEmpty() || tidy.length() > LONGEST_NAME) {
      throw Failure.badInput("inbox", "view-name", "max", LONGEST_NAME);
    }
    if (query.length() > LONGEST_QUERY) {
      throw Failure.badInput("inbox", "query-long", "max", LONGEST_QUERY);
    }
    List<SavedView> views = of(officer);
    if (views.size() >= MOST) {
      throw Failure.conflict("inbox", "views-full", "max", MOST);
    }
    if (views.stream().anyMatch(view -> view.name().equals(tidy))) {
      throw Failure.conflict("inbox", "view-taken", "name", tidy);
    }
    int no = views.stream().mapToInt(SavedView::no).max().orElse(0) + 1;
    try {
      sql.client()
          .sql(
              "insert into saved_view (officer, no, name, query, created_at) values (?, ?, ?, ?, ?)")
          .params(officer.value(), no, tidy, query, Sql.utc(clock.instant()))
          .update();
    } catch (DuplicateKeyException twice) { // saved at the same time in another window
      throw Failure.conflict("inbox", "view-taken", "name", tidy).causedBy(twice);
    }
    return new SavedView(no, tidy, query);
  }

  /**
   * Checks that the officer has a view of that number.
   *
   * @throws Failure {@code inbox/view-unknown} if not
   */
  @Transactional(readOnly = true)
  public void require(OfficerId officer, int no) {
    if (of(officer).stream().noneMatch(view -> view.no() == no)) {
      throw Failure.notFound("inbox", "view-unknown", "no", no);
    }
  }

  /**
   * Deletes a view of the officer.
   *
   * @throws Failure {@code inbox/view-unknown} if the officer has none with that number
   */
  @Transactional
  public void delete(OfficerId officer, int no) {
    int gone =
        sql.client()
            .sql("delete from saved_view where officer = ? and no = ?")
            .params(officer.value(), no)
            .update();
    sql.client()
        .sql("delete from list_columns where officer = ? and view_no = ?")
        .params(officer.value(), no)
        .update();
    if (gone == 0) {
      throw Failure.notFound("inbox", "view-unknown", "no", no);
    }
  }
}
