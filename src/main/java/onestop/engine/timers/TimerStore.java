package onestop.engine.timers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import onestop.engine.NextMark;
import onestop.engine.tree.Trees;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.stereotype.Component;

/**
 * The timers of dossiers by the due time of their rows: which are due, and which this transaction
 * locks. The timer of a dossier is the one of its timers that can fire first.
 */
@Component
class TimerStore {
  private final Sql sql;
  private final Trees trees;

  TimerStore(Sql sql, Trees trees) {
    this.sql = sql;
    this.trees = trees;
  }

  /** When the next timer is due; empty if none waits. */
  Optional<Instant> nextAt() {
    return sql.reading("process_tree")
        .sql("select min(due_at) as due_at from process_tree")
        .query((row, n) -> Optional.ofNullable(Sql.instantOrNull(row, "due_at")))
        .single()
        .filter(at -> at.isBefore(NextMark.PARKED));
  }

  /** A due timer; one with fewer tries than a new timer has failed before. */
  record Due(DossierCode dossier, boolean failedBefore) {}

  /** The first {@code max} timers due at or before {@code now}, by due time, then by dossier. */
  List<Due> due(Instant now, int max) {
    return sql.reading("process_tree")
        .sql(
            """
            select dossier_code, tried from process_tree where due_at <= ?
             order by due_at, dossier_code fetch first ? rows only
            """)
        .params(Sql.utc(now), max)
        .query((row, n) -> new Due(new DossierCode(row.getString(1)), row.getBoolean(2)))
        .list();
  }

  /** Locks the rows of those dossiers whose timer is due and not locked; returns these. */
  Set<DossierCode> acquire(Set<DossierCode> dossiers, Instant now) {
    return Set.copyOf(trees.lockDue(dossiers.stream().map(DossierCode::value).toList(), now));
  }
}
