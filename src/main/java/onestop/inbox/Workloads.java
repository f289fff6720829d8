package onestop.inbox;

import java.util.Collection;
import java.util.List;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.InboxQuery.Urgency;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How much waiting work each officer holds. */
@Service
public class Workloads {
  private final Sql sql;

  Workloads(Sql sql) {
    this.sql = sql;
  }

  /**
   * The waiting items of one holder at one agency.
   *
   * @param holder null for items that nobody holds
   * @param open all of them
   * @param near those that are near, by {@link Urgency#NEAR}
   * @param late those that are overdue
   */
  public record Load(
      AgencyCode agency, @Nullable OfficerId holder, long open, long near, long late) {}

  /** The loads at these agencies, as of the reader's present. */
  @Transactional(readOnly = true)
  public List<Load> at(Collection<AgencyCode> agencies, Reader reader) {
    InboxConditions conditions = new InboxConditions(reader);
    return sql.reading("inbox_item")
        .sql(
            "select agency, assignee, count(*) as open_items, sum(case when "
                + InboxConditions.urgency(Urgency.NEAR)
                + " then 1 else 0 end) as near_items, sum(case when "
                + InboxConditions.urgency(Urgency.OVERDUE)
                + " then 1 else 0 end) as late_items from inbox_item where agency = any(:at)"
                + " group by agency, assignee order by agency, assignee")
        .params(conditions.params())
        .param("at", Sql.keys(agencies, AgencyCode::value))
        .query(
            (rs, row) -> {
              String holder = rs.getString("assignee");
              return new Load(
                  new AgencyCode(rs.getString("agency")),
                  holder == null ? null : new OfficerId(holder),
                  rs.getLong("open_items"),
                  rs.getLong("near_items"),
                  rs.getLong("late_items"));
            })
        .list();
  }
}
