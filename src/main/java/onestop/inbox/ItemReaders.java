package onestop.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Which officers have which items open. A page says so when it opens an item and at least every
 * minute while it shows it; after {@link #HOLDS} without a word the officer is taken to have left.
 */
@Service
public class ItemReaders {
  /** How long an officer counts as reading after the last word of the page. */
  public static final Duration HOLDS = Duration.ofMinutes(2);

  private final Sql sql;
  private final InboxChanges changes;
  private final Inbox inbox;
  private final Clock clock;

  ItemReaders(Sql sql, InboxChanges changes, Inbox inbox, Clock clock) {
    this.sql = sql;
    this.inbox = inbox;
    this.changes = changes;
    this.clock = clock;
  }

  /** The officer has the item open now. */
  public void see(InboxItem item, OfficerId officer) {
    Instant now = clock.instant();
    int known =
        sql.client()
            .sql("update item_reader set seen_at = ? where work_item_id = ? and officer = ?")
            .params(Sql.utc(now), item.workItemId(), officer.value())
            .update();
    if (known == 0) {
      try {
        sql.client()
            .sql("insert into item_reader (work_item_id, officer, seen_at) values (?, ?, ?)")
            .params(item.workItemId(), officer.value(), Sql.utc(now))
            .update();
        changes.note(item.agency());
      } catch (DuplicateKeyException twin) {
        return; // the same officer, in another window
      }
    }
  }

  /** The officer has left the item, which may have ended meanwhile. */
  public void leave(String workItemId, OfficerId officer) {
    int gone =
        sql.client()
            .sql("delete from item_reader where work_item_id = ? and officer = ?")
            .params(workItemId, officer.value())
            .update();
    if (gone > 0) {
      inbox.find(workItemId).ifPresent(item -> changes.note(item.agency()));
    }
  }

  /** The readers of these items, without {@code me}, in the order in which they came. */
  public Map<String, List<OfficerId>> of(Collection<String> workItemIds, OfficerId me) {
    Map<String, List<OfficerId>> readers = new LinkedHashMap<>();
    if (workItemIds.isEmpty()) {
      return readers;
    }
    sql.client()
        .sql(
            """
            select work_item_id, officer from item_reader
             where work_item_id = any(?) and officer <> ? and seen_at >= ?
             order by work_item_id, officer
            """)
        .params(Sql.keys(workItemIds), me.value(), Sql.utc(clock.instant().minus(HOLDS)))
        .query(
            row -> {
              readers
                  .computeIfAbsent(row.getString("work_item_id"), id -> new ArrayList<>())
                  .add(new OfficerId(row.getString("officer")));
            });
    return readers;
  }

  /** Removes what pages said last before that moment; returns the number of rows. */
  int forget(Instant before) {
    return sql.client()
        .sql("delete from item_reader where seen_at < ?")
        .param(Sql.utc(before))
        .update();
  }
}
