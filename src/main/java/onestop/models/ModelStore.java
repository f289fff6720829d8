package onestop.models;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import onestop.kernel.Actor;
import onestop.models.ModelVersion.Author;
import onestop.store.Sql;
import onestop.store.Vendor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of versions and their events; insert-only. Every call runs in the caller's transaction. */
@Repository
class ModelStore {
  private static final String VERSION =
      """
      select v.process_key, v.version, v.sha256, v.procedure_code, v.author_kind, v.author,
             v.reason, v.created_at, last.state_after,
             (select max(e.engine_version) from model_event e
               where e.process_key = v.process_key and e.version = v.version) as engine_version
        from model_version v
        left join model_event last on last.process_key = v.process_key
         and last.version = v.version
         and last.no = (select max(e.no) from model_event e
                         where e.process_key = v.process_key and e.version = v.version)
      """;

  private final JdbcClient jdbc;
  private final String patience;

  ModelStore(Sql sql) {
    this.jdbc = sql.client();
    this.patience = sql.vendor() == Vendor.H2 ? " wait 10" : "";
  }

  /**
   * Locks all versions until the end of the transaction. Waits for other writers, which deploy to
   * the engine meanwhile: ten seconds on H2, whose sessions otherwise wait for one, and {@code
   * lock-timeout} on PostgreSQL.
   */
  void lock() {
    jdbc.sql("select id from model_lock where id = 1 for update" + patience)
        .query(Integer.class)
        .single();
  }

  /** All versions of all models, by process and version. */
  List<ModelVersion> all() {
    return jdbc.sql(VERSION + "order by v.process_key, v.version").query(ModelStore::row).list();
  }

  /** All versions of one model, older first. */
  List<ModelVersion> of(String processKey) {
    return jdbc.sql(VERSION + "where v.process_key = ? order by v.version")
        .param(processKey)
        .query(ModelStore::row)
        .list();
  }

  Optional<byte[]> bytes(String processKey, int version) {
    return jdbc.sql("select bpmn from model_version where process_key = ? and version = ?")
        .params(processKey, version)
        .query(byte[].class)
        .optional();
  }

  /** The number of the version of a model that was deployed last by that moment, inclusive. */
  Optional<Integer> deployedBy(String processKey, Instant moment) {
    return jdbc.sql(
            """
            select v.version
              from model_version v
              join model_event e on e.process_key = v.process_key and e.version = v.version
             where v.process_key = ? and e.engine_version is not null
               and case when e.step = 'ADOPT' then v.created_at else e.at end <= ?
             order by e.engine_version desc fetch first 1 rows only
            """)
        .params(processKey, Sql.utc(moment))
        .query(Integer.class)
        .optional();
  }

  /** Inserts a draft; the bytes must match its hash. */
  void add(ModelVersion draft, byte[] bpmn) {
    jdbc.sql(
            """
            insert into model_version (process_key, version, sha256, bpmn, procedure_code,
              author_kind, author, reason, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            draft.processKey(),
            draft.version(),
            draft.sha256(),
            bpmn,
            draft.procedure(),
            draft.author().kind(),
            draft.author().name(),
            draft.reason(),
            Sql.utc(draft.createdAt()))
        .update();
  }

  /**
   * Appends the next event of a version; the state after it is that of {@code moved}.
   *
   * @param engineVersion the engine's version if the step deployed it, else null
   */
  void event(ModelVersion moved, ModelStep step, Event event, @Nullable Integer engineVersion) {
    jdbc.sql(
            """
            insert into model_event (process_key, version, no, step, state_after, engine_version,
              actor_kind, actor, at, reason)
            select ?, ?, coalesce(max(no), 0) + 1, ?, ?, cast(? as integer), ?, ?,
                   cast(? as timestamp with time zone), ?
              from model_event where process_key = ? and version = ?
            """)
        .params(
            moved.processKey(),
            moved.version(),
            step.name(),
            moved.state().name(),
            engineVersion,
            event.by().kind(),
            event.by().name(),
            Sql.utc(event.at()),
            event.decision().reason(),
            moved.processKey(),
            moved.version())
        .update();
  }

  /** Who took a step, why, and when. */
  record Event(Models.Decision decision, Instant at) {
    private Actor by() {
      return decision.by();
    }
  }

  /** The steps of all versions of one model, in their order. */
  List<ModelEvent> events(String processKey) {
    return jdbc.sql(
            """
            select version, step, state_after, actor_kind, actor, at, reason
              from model_event where process_key = ? order by version, no
            """)
        .param(processKey)
        .query(
            (rs, row) ->
                new ModelEvent(
                    rs.getInt("version"),
                    ModelStep.valueOf(rs.getString("step")),
                    ModelState.valueOf(rs.getString("state_after")),
                    new Author(rs.getString("actor_kind"), rs.getString("actor")),
                    Sql.instant(rs, "at"),
                    rs.getString("reason")))
        .list();
  }

  private static ModelVersion row(ResultSet rs, int no) throws SQLException {
    String state = rs.getString("state_after");
    return new ModelVersion(
        rs.getString("process_key"),
        rs.getInt("version"),
        rs.getString("sha256"),
        rs.getString("procedure_code"),
        new Author(rs.getString("author_kind"), rs.getString("author")),
        rs.getString("reason"),
        Sql.instant(rs, "created_at"),
        state == null ? ModelState.DRAFT : ModelState.valueOf(state),
        rs.getObject("engine_version", Integer.class));
  }
}
