package onestop.engine.running;

import static onestop.store.ColumnType.LOCAL_TIMESTAMP;
import static onestop.store.ColumnType.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import onestop.engine.EngineClock;
import onestop.engine.WorkItemEvent;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.Rows;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The holders of work items, kept without the engine: a claim or a release moves no process, so it
 * needs only the row of the item. The resulting row is the same as the engine would write; {@code
 * AsTheEngineWouldTest} fails first when that changes.
 *
 * <p>Rows are read for a whole batch under the locks of their dossiers, and written before the
 * commit with a check of each revision.
 */
@Component
public class Holdings {
  /** The engine's mark of a task whose holder has changed. */
  private static final String UPDATED = "Updated";

  private static final Table<String, TaskRow> TASK =
      Table.<String, TaskRow>named("ACT_RU_TASK")
          .key("ID_", VARCHAR, id -> id)
          .changing("ASSIGNEE_", VARCHAR, TaskRow::assignee)
          .changing("LAST_UPDATED_", LOCAL_TIMESTAMP, TaskRow::changedAt)
          .changing("TASK_STATE_", VARCHAR, row -> UPDATED)
          .revision("REV_", TaskRow::revision)
          .build(TaskRow::id);

  private final Sql sql;
  private final ApplicationEventPublisher events;
  private final EngineClock clock;
  private final Rows<String, TaskRow> rows;

  Holdings(Sql sql, ApplicationEventPublisher events, EngineClock clock) {
    this.sql = sql;
    this.events = events;
    this.clock = clock;
    this.rows = new Rows<>(sql, TASK);
  }

  /**
   * The row of an item in the view of this transaction.
   *
   * @param changedAt null until the item is claimed or released in this transaction
   */
  record TaskRow(
      String id,
      String model,
      String step,
      DossierCode dossier,
      @Nullable String assignee,
      Instant createdAt,
      @Nullable Instant changedAt,
      long revision) {
    private TaskRow of(@Nullable String holder, Instant now) {
      return new TaskRow(id, model, step, dossier, holder, createdAt, now, revision + 1);
    }
  }

  /**
   * Reads these items; an item that is gone is skipped. The caller must hold the locks of their
   * dossiers.
   */
  public void read(Collection<String> items) {
    sql.client()
        .sql(
            """
            select t.ID_, t.PROC_DEF_ID_, t.TASK_DEF_KEY_, p.BUSINESS_KEY_, t.ASSIGNEE_,
              t.CREATE_TIME_, t.REV_
              from ACT_RU_TASK t join ACT_RU_EXECUTION p on p.ID_ = t.PROC_INST_ID_
             where t.ID_ = any(?)
            """)
        .param(Sql.keys(items))
        .query((rs, n) -> rows.adopt(row(rs)))
        .list();
  }

  private static TaskRow row(ResultSet rs) throws SQLException {
    return new TaskRow(
        rs.getString("ID_"),
        rs.getString("PROC_DEF_ID_"),
        rs.getString("TASK_DEF_KEY_"),
        new DossierCode(rs.getString("BUSINESS_KEY_")),
        rs.getString("ASSIGNEE_"),
        rs.getTimestamp("CREATE_TIME_").toInstant(),
        null,
        rs.getInt("REV_"));
  }

  /** The item, if this transaction has read it by {@link #read}. */
  Optional<TaskRow> find(String item) {
    return rows.held(item);
  }

  /**
   * Assigns an item to an officer, or releases it if {@code officer} is null.
   *
   * @return false, without effect, if this transaction has not read the item
   */
  boolean give(String item, @Nullable OfficerId officer) {
    TaskRow row = rows.held(item).orElse(null);
    if (row == null) {
      return false;
    }
    Instant now = clock.now();
    rows.update(row.of(officer == null ? null : officer.value(), now));
    events.publishEvent(new WorkItemEvent.Assigned(item, row.dossier(), officer, now));
    return true;
  }
}
