package onestop.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import onestop.inbox.InboxQuery.Urgency;
import onestop.kernel.AgencyCode;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How much work waits at each step of a procedure. */
@Service
public class StepLoads {
  private final Sql sql;

  StepLoads(Sql sql) {
    this.sql = sql;
  }

  /**
   * The waiting items of one step, those whose clock does not run included.
   *
   * @param name the step's label in the models of these items
   * @param late those of dossiers that are late
   */
  public record Load(String step, String name, long open, long late) {}

  /**
   * The loads of a procedure as of a moment, by step; letters of apology are no step of it.
   *
   * @param agencies the agencies whose work is counted; empty for all
   */
  @Transactional(readOnly = true)
  public List<Load> of(String procedure, Collection<AgencyCode> agencies, Instant now) {
    StatementSpec counted =
        sql.reading("inbox_item")
            .sql(
                "select step, max(name) as name, count(*) as open_items, sum(case when "
                    + InboxConditions.urgency(Urgency.OVERDUE)
                    + " then 1 else 0 end) as late_items from inbox_item"
                    + " where procedure_code = :procedure and not ("
                    + InboxConditions.LETTER
                    + ")"
                    + (agencies.isEmpty() ? "" : " and agency = any(:agencies)")
                    + " group by step order by step")
            .param("procedure", procedure)
            .param("now", Sql.utc(now));
    if (!agencies.isEmpty()) {
      counted = counted.param("agencies", Sql.keys(agencies, AgencyCode::value));
    }
    return counted
        .query(
            (rs, row) ->
                new Load(
                    rs.getString("step"),
                    rs.getString("name"),
                    rs.getLong("open_items"),
                    rs.getLong("late_items")))
        .list();
  }
}
