package onestop.inbox;

import java.time.Instant;
import java.util.List;
import onestop.kernel.AgencyCode;
import onestop.store.Sql;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The waiting items of an agency with their chances to end in time. */
@Service
public class DeskOutlooks {
  /** As many items, first due first, as are looked at. */
  public static final int MOST = 5_000;

  private final Sql sql;
  private final Chances chances;

  DeskOutlooks(Sql sql, Chances chances) {
    this.sql = sql;
    this.chances = chances;
  }

  /** An item with its chance. */
  public record Seen(InboxItem item, Chances.Outlook outlook) {}

  /**
   * The items of open dossiers whose clocks run and that wait at the agency, first due first, as of
   * {@code now}; at most {@value #MOST}.
   */
  @Transactional(readOnly = true)
  public List<Seen> at(AgencyCode agency, Instant now) {
    return sql
        .reading("inbox_item")
        .sql(
            """
            select * from inbox_item
             where agency = ? and closed_at is null and waiting_since is null
               and procedure_code is not null
             order by due_at, work_item_id fetch first ? rows only
            """)
        .params(agency.value(), MOST)
        .query(InboxTable::item)
        .list()
        .stream()
        .map(item -> new Seen(item, chances.of(item, now)))
        .toList();
  }
}
