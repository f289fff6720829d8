package onestop.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.kernel.TransactionLocal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Who holds which work item, without the engine: taking an item and giving it back move no process,
 * so they need its one row and nothing else. The row ends up as the engine would leave it; {@code
 * AsTheEngineWouldTest} fails first when that changes.
 *
 * <p>Rows are read for a whole batch under the locks of their dossiers and written before the
 * commit, each by its revision.
 */
@Component
class Holdings {
  /** How the engine marks a task that has changed hands. */
  private static final String UPDATED = "Updated";

  private static final String UPDATE =
      """
      update ACT_RU_TASK set REV_ = ?, ASSIGNEE_ = ?, LAST_UPDATED_ = ?, TASK_STATE_ = ?
       where ID_ = ? and REV_ = ?
      """;

  private final JdbcClient jdbc;
  private final DeferredWrites writes;
  private final ApplicationEventPublisher events;
  private final EngineClock clock;
  private final TransactionLocal<Map<String, Held>> held = new TransactionLocal<>(this::begin);

  Holdings(
      JdbcClient jdbc, DeferredWrites writes, ApplicationEventPublisher events, EngineClock clock) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.events = events;
    this.clock = clock;
  }

  /** An item's row as it stands in this transaction. */
  record Row(
      String id,
      String model,
      String step,
      DossierCode dossier,
      @Nullable String assignee,
      Instant createdAt) {}

  private static final class Held {
    private Row row;
    private int revision;
    private @Nullable Instant changedAt;

    Held(Row row, int revision) {
      this.row = row;
      this.revision = revision;
    }
  }

  private Map<String, Held> begin() {
    writes.keep(DeferredWrites.Stage.OTHER, this::write);
    return new LinkedHashMap<>();
  }

  private void write() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Held one : held.get().values()) {
      Instant at = one.changedAt;
      if (at != null) {
        rows.add(
            new @Nullable Object[] {
              one.revision + 1,
              one.row.assignee(),
              Timestamp.from(at),
              UPDATED,
              one.row.id(),
              one.revision
            });
        one.revision++;
        one.changedAt = null;
      }
    }
    writes.sendChanges(UPDATE, rows);
  }

  /** Reads these items; one that is gone is left out. Their dossiers are held by the caller. */
  void read(Collection<String> items) {
    Map<String, Held> known = held.get();
    jdbc.sql(
            """
            select t.ID_, t.PROC_DEF_ID_, t.TASK_DEF_KEY_, p.BUSINESS_KEY_, t.ASSIGNEE_,
              t.CREATE_TIME_, t.REV_
              from ACT_RU_TASK t join ACT_RU_EXECUTION p on p.ID_ = t.PROC_INST_ID_
             where t.ID_ = any(?)
            """)
        .param(new SqlArrayValue("varchar", items.toArray()))
        .query(
            (ResultSet rs, int n) -> {
              Held one = new Held(row(rs), rs.getInt("REV_"));
              return known.put(one.row.id(), one);
            })
        .list();
  }

  private static Row row(ResultSet rs) throws SQLException {
    return new Row(
        rs.getString("ID_"),
        rs.getString("PROC_DEF_ID_"),
        rs.getString("TASK_DEF_KEY_"),
        new DossierCode(rs.getString("BUSINESS_KEY_")),
        rs.getString("ASSIGNEE_"),
        rs.getTimestamp("CREATE_TIME_").toInstant());
  }

  /** The item, if this transaction read it here. */
  Optional<Row> find(String item) {
    return held.peek().map(rows -> rows.get(item)).map(one -> one.row);
  }

  /**
   * Puts an item that was read here into an officer's hands, or back on its desk with null.
   *
   * @return false if it was not read here
   */
  boolean give(String item, @Nullable OfficerId officer) {
    Held one = held.peek().map(rows -> rows.get(item)).orElse(null);
    if (one == null) {
      return false;
    }
    Row row = one.row;
    Instant now = clock.now();
    String holder = officer == null ? null : officer.value();
    one.row = new Row(row.id(), row.model(), row.step(), row.dossier(), holder, row.createdAt());
    one.changedAt = now;
    events.publishEvent(new WorkItemEvent.Assigned(item, row.dossier(), officer, now));
    return true;
  }
}
