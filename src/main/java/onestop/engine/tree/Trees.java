// Over 300 lines: the one owner of the rows of processes: read, lock, compare, write.
package onestop.engine.tree;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import onestop.kernel.DossierCode;
import onestop.store.ColumnType;
import onestop.store.Rows;
import onestop.store.Sql;
import onestop.store.Table;
import onestop.store.UnitOfWork.Memory;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.springframework.stereotype.Component;

/**
 * The rows of {@code process_tree}, one for each dossier with a running process. A row is read
 * under the lock of its dossier, compared before it is written, and written with a check of its
 * revision: a change by anybody else fails the transaction, and nothing is lost.
 *
 * <p>What is true if we die: the row is written in the transaction of the command that moved the
 * process, so it shows the process before the command or after it.
 */
@Component
public class Trees {
  private static final Table<String, TreeRow> TREE =
      Table.<String, TreeRow>named("process_tree")
          .key("dossier_code", ColumnType.VARCHAR, code -> code)
          .changing("due_at", ColumnType.TIMESTAMPTZ, TreeRow::dueAt)
          .changing("tried", ColumnType.BOOLEAN, TreeRow::tried)
          .changing("tree", ColumnType.SMALL_BYTES, TreeRow::tree)
          .revision("revision", TreeRow::revision)
          .readBy((row, n) -> row(row))
          .goneWhen(TreeRow::isGone)
          .build(TreeRow::dossier);

  private final Sql sql;
  private final TreeCodec codec;
  private final EngineRows older;
  private final Memory<Map<String, Instant>> moves;
  private final Rows<String, TreeRow> rows;
  private Consumer<Map<String, Instant>> mover = moves -> {};

  Trees(Sql sql, StoredTexts texts, EngineRows older) {
    this.sql = sql;
    this.older = older;
    this.codec = new TreeCodec(texts);
    // declared before the rows, which it changes: a transaction writes in this order
    this.moves = sql.unit().rows("process_tree", Set.of(), LinkedHashMap::new, this::move);
    this.rows = new Rows<>(sql, TREE);
  }

  private static TreeRow row(ResultSet row) throws SQLException {
    return new TreeRow(
        row.getString("dossier_code"),
        row.getLong("revision"),
        Sql.instantOrNull(row, "due_at"),
        row.getBoolean("tried"),
        row.getBytes("tree"));
  }

  /** Registers what moves timers before the rows of a transaction are written. */
  public void movedBy(Consumer<Map<String, Instant>> moving) {
    mover = moving;
  }

  /** Moves the timers of a dossier at the end of the transaction; the last call wins. */
  public void moveLater(DossierCode dossier, Instant at) {
    moves.get().put(dossier.value(), at);
  }

  private void move(Map<String, Instant> wanted) {
    if (!wanted.isEmpty()) {
      Map<String, Instant> now = Map.copyOf(wanted);
      wanted.clear();
      mover.accept(now);
    }
  }

  /** The processes of a dossier in the view of this transaction, for reading only. */
  public List<ProcessTree> of(DossierCode dossier) {
    boolean allConverted = older.isEmpty();
    Optional<TreeRow> row = find(dossier.value());
    if (row.isEmpty() && !allConverted) {
      List<ProcessTree> rows = older.of(dossier.value());
      // a conversion may have committed since the first look; then it is a tree now
      row = find(dossier.value());
      if (row.isEmpty()) {
        return rows;
      }
    }
    return row.map(found -> codec.decode(found.dossier(), found.tree())).orElse(List.of());
  }

  /** As {@link #of(DossierCode)}, of several dossiers by one statement. */
  public Map<DossierCode, List<ProcessTree>> of(Collection<DossierCode> dossiers) {
    Map<DossierCode, List<ProcessTree>> found = new LinkedHashMap<>();
    List<String> rest = new ArrayList<>();
    for (DossierCode dossier : dossiers) {
      if (rows.holds(dossier.value()) || !older.isEmpty()) {
        found.put(dossier, of(dossier));
      } else {
        rest.add(dossier.value());
      }
    }
    sql.reading("process_tree")
        .sql("select * from process_tree where dossier_code = any(?)")
        .param(Sql.keys(rest))
        .query(TREE.mapper())
        .list()
        .forEach(
            row ->
                found.put(new DossierCode(row.dossier()), codec.decode(row.dossier(), row.tree())));
    return found;
  }

  /**
   * The row of a dossier's processes; revision 0 while they are not converted yet.
   *
   * @param bytes the size of its tree
   */
  public record Stored(long revision, int bytes) {}

  /** What is stored of a dossier's processes; empty if none runs. */
  public Optional<Stored> stored(DossierCode dossier) {
    return find(dossier.value())
        .map(row -> new Stored(row.revision(), row.tree().length))
        .or(() -> of(dossier).isEmpty() ? Optional.empty() : Optional.of(new Stored(0, 0)));
  }

  private Optional<TreeRow> find(String dossier) {
    return rows.find(dossier).filter(row -> !row.isGone());
  }

  /** The processes of dossiers that the caller has locked; a dossier without any has none. */
  Map<String, List<ProcessTree>> read(Collection<String> dossiers) {
    adopt(dossiers);
    List<String> missing = unread(dossiers);
    if (!missing.isEmpty() && !older.isEmpty()) {
      older.take(missing).forEach(this::put);
      adopt(missing); // what another transaction has taken over meanwhile
    }
    Map<String, List<ProcessTree>> trees = new TreeMap<>();
    for (String dossier : dossiers) {
      trees.put(
          dossier,
          rows.held(dossier)
              .filter(row -> !row.isGone())
              .map(row -> codec.decode(dossier, row.tree()))
              .orElse(List.of()));
    }
    return trees;
  }

  private List<String> unread(Collection<String> dossiers) {
    return dossiers.stream().filter(code -> !rows.holds(code)).toList();
  }

  private void adopt(Collection<String> dossiers) {
    List<String> unread = unread(dossiers);
    if (!unread.isEmpty()) {
      sql.reading("process_tree")
          .sql("select * from process_tree where dossier_code = any(?)")
          .param(Sql.keys(unread))
          .query(TREE.mapper())
          .list()
          .forEach(rows::adopt);
    }
  }

  /**
   * Takes over the processes of these dossiers from the engine's tables, of those that no other
   * transaction has locked; returns the number of dossiers.
   */
  int convert(Collection<String> dossiers) {
    Map<String, List<ProcessTree>> found = older.takeUnlocked(dossiers);
    found.forEach(this::put);
    return found.size();
  }

  /** Replaces the processes of a dossier that this transaction has read; no change if equal. */
  void put(String dossier, List<ProcessTree> trees) {
    TreeRow before = rows.held(dossier).orElse(null);
    if (before == null && trees.isEmpty()) {
      return;
    }
    TreeRow now =
        trees.isEmpty()
            ? TreeRow.ofNothing(dossier)
            : filled(dossier, codec.encode(dossier, trees), trees);
    if (before == null) {
      rows.insert(now);
    } else if (!now.isSame(before)) {
      rows.update(
          new TreeRow(dossier, before.revision() + 1, now.dueAt(), now.tried(), now.tree()));
    }
  }

  private static TreeRow filled(String dossier, byte[] tree, List<ProcessTree> trees) {
    TimerEntity first = firstTimer(trees).orElse(null);
    return new TreeRow(
        dossier,
        1,
        first == null ? null : readyAt(first),
        first != null && first.getRetries() < TimerEntity.DEFAULT_RETRIES,
        tree);
  }

  /** The timer of these processes that can fire first. */
  public static Optional<TimerEntity> firstTimer(List<ProcessTree> trees) {
    return trees.stream()
        .flatMap(tree -> tree.timers().stream())
        .filter(Trees::canFire)
        .min(Comparator.comparing(Trees::readyAt).thenComparing(TimerEntity::getId));
  }

  /** Whether the timer has tries left, a due time, and is not suspended. */
  public static boolean canFire(TimerEntity timer) {
    return timer.getRetries() > 0
        && timer.getDuedate() != null
        && timer.getSuspensionState() == SuspensionState.ACTIVE.getStateCode();
  }

  /** When a timer that can fire may do so. */
  public static Instant readyAt(TimerEntity timer) {
    Instant due = timer.getDuedate().toInstant();
    Date locked = timer.getLockExpirationTime();
    return locked == null || !locked.toInstant().isAfter(due) ? due : locked.toInstant();
  }

  /**
   * Locks the rows of those dossiers with a timer due at or before {@code now}, without waiting;
   * returns these dossiers in the order of their codes.
   */
  public List<DossierCode> lockDue(Collection<String> dossiers, Instant now) {
    return sql
        .reading("process_tree")
        .sql(
            """
            select * from process_tree where dossier_code = any(?) and due_at <= ?
             order by dossier_code for update skip locked
            """)
        .param(Sql.keys(dossiers))
        .param(Sql.utc(now))
        .query(TREE.mapper())
        .list()
        .stream()
        .map(row -> new DossierCode(rows.adopt(row).dossier()))
        .toList();
  }

  /** Dossiers with user tasks whose codes come after {@code last}, in the database's order. */
  public List<DossierCode> withTasksAfter(String last, int max) {
    if (!older.isEmpty()) {
      return withAnyAfter(last, max);
    }
    List<DossierCode> found = new ArrayList<>();
    String from = last;
    while (found.size() < max) {
      List<TreeRow> page =
          sql.reading("process_tree")
              .sql(
                  """
                  select * from process_tree where dossier_code > ?
                   order by dossier_code fetch first ? rows only
                  """)
              .params(from, max)
              .query(TREE.mapper())
              .list();
      page.stream()
          .filter(row -> hasTask(codec.decode(row.dossier(), row.tree())))
          .limit((long) max - found.size())
          .forEach(row -> found.add(new DossierCode(row.dossier())));
      if (page.size() < max) {
        break;
      }
      from = page.get(page.size() - 1).dossier();
    }
    return found;
  }

  /** While some processes are not converted: with or without tasks, which the caller looks up. */
  private List<DossierCode> withAnyAfter(String last, int max) {
    return sql.reading("process_tree")
        .sql(
            """
            select dossier_code from process_tree where dossier_code > :last
             union select BUSINESS_KEY_ from ACT_RU_EXECUTION where BUSINESS_KEY_ > :last
             order by 1 fetch first :max rows only
            """)
        .param("last", last)
        .param("max", max)
        .query((row, n) -> new DossierCode(row.getString(1)))
        .list();
  }

  private static boolean hasTask(List<ProcessTree> trees) {
    return trees.stream().anyMatch(tree -> !tree.tasks().isEmpty());
  }
}
