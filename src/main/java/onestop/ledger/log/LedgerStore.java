package onestop.ledger.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.kernel.DossierCode;
import onestop.ledger.EntryText;
import onestop.ledger.LedgerEntry;
import onestop.store.Sql;
import onestop.store.UnitOfWork.Memory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The store of entries: it appends entries with their transactions, and reads integrated ones.
 *
 * <p>What is true if we die: before the commit, none of the transaction's entries exists; after it,
 * all of them are sequenced, each with its row in the queue that the {@link Sequencer} empties.
 * Transactions share only a database sequence, so they never wait for each other.
 */
@Component
final class LedgerStore {
  private static final String SELECT =
      """
      select p.position, e.kind, e.dossier_code, e.canonical_json, e.leaf_hash, e.at
        from ledger_position p join ledger_entry e on e.id = p.entry_id
      """;

  private final JdbcTemplate batches;
  private final Sql sql;
  private final Doorbell doorbell;
  private final Memory<List<NewEntry>> pending;

  LedgerStore(JdbcTemplate jdbc, Sql sql, Doorbell doorbell) {
    this.batches = jdbc;
    this.sql = sql;
    this.doorbell = doorbell;
    this.pending = sql.unit().rows("ledger_entry", Set.of(), ArrayList::new, this::write);
  }

  /** An entry that is pending until the end of its transaction. */
  record NewEntry(String kind, DossierCode dossier, String text, Instant at) {}

  /**
   * Buffers the entry until just before the commit of the current transaction; an entry appended
   * while the transaction is already completing is written at once.
   *
   * @throws IllegalStateException outside a transaction
   */
  void append(NewEntry line) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()
        || !TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("the ledger is appended to inside a transaction only");
    }
    List<NewEntry> lines = pending.get();
    if (lines.isEmpty()) {
      sql.unit().afterCommit(doorbell::ring);
    }
    lines.add(line);
    pending.onRollback(() -> lines.remove(lines.size() - 1));
    if (pending.isSealed()) {
      write(lines);
    }
  }

  List<LedgerEntry> entries(long from, int max) {
    return sql.reading("ledger_entry")
        .sql(SELECT + " where p.position >= ? order by p.position fetch first ? rows only")
        .params(from, max)
        .query(LedgerStore::entry)
        .list();
  }

  List<LedgerEntry> of(DossierCode dossier) {
    return sql.reading("ledger_entry")
        .sql(SELECT + " where e.dossier_code = ? order by p.position")
        .params(dossier.value())
        .query(LedgerStore::entry)
        .list();
  }

  /**
   * The ids of entries that are neither integrated nor in the queue, or both; at most {@code max}.
   */
  List<Long> unplaced(int max) {
    return sql.reading("ledger_entry")
        .sql(
            """
            select e.id from ledger_entry e
              left join ledger_position p on p.entry_id = e.id
              left join ledger_pending q on q.entry_id = e.id
             where (p.entry_id is null) = (q.entry_id is null)
             order by e.id fetch first ? rows only
            """)
        .params(max)
        .query(Long.class)
        .list();
  }

  private static LedgerEntry entry(ResultSet row, int number) throws SQLException {
    return new LedgerEntry(
        row.getLong("position"),
        row.getString("kind"),
        new DossierCode(row.getString("dossier_code")),
        row.getString("canonical_json"),
        row.getString("leaf_hash"),
        Sql.instant(row, "at"));
  }

  /**
   * Writes all entries of a transaction by one statement, and their rows in the queue by another.
   */
  private void write(List<NewEntry> lines) {
    if (lines.isEmpty()) {
      return;
    }
    List<NewEntry> written = List.copyOf(lines);
    lines.clear();
    pending.onRollback(() -> lines.addAll(written));
    Object[] ids = insert(written);
    batches.update(
        "insert into ledger_pending (entry_id) select id from unnest(cast(? as bigint array)) as t(id)",
        ps -> ps.setArray(1, ps.getConnection().createArrayOf("bigint", ids)));
  }

  private Object[] insert(List<NewEntry> lines) {
    Map<String, Object[]> columns = columns(lines);
    String sql =
        """
        insert into ledger_entry (kind, dossier_code, canonical_json, leaf_hash, at)
        select kind, dossier_code, canonical_json, leaf_hash, cast(at as timestamp with time zone)
          from unnest(cast(? as varchar array), cast(? as varchar array),
                 cast(? as varchar array), cast(? as varchar array), cast(? as varchar array))
               with ordinality as t(kind, dossier_code, canonical_json, leaf_hash, at, n)
         order by n
        """;
    PreparedStatementCallback<Object[]> insertion =
        ps -> {
          int index = 0;
          for (Object[] column : columns.values()) {
            ps.setArray(++index, ps.getConnection().createArrayOf("varchar", column));
          }
          ps.executeUpdate();
          List<Object> ids = new ArrayList<>(lines.size());
          ResultSet keys = ps.getGeneratedKeys();
          try {
            while (keys.next()) {
              ids.add(keys.getLong(1));
            }
          } finally {
            JdbcUtils.closeResultSet(keys);
          }
          return ids.toArray();
        };
    Object[] ids =
        batches.execute(
            connection -> connection.prepareStatement(sql, new String[] {"id"}), insertion);
    if (ids == null || ids.length != lines.size()) {
      throw new IllegalStateException("not every entry was given an id");
    }
    return ids;
  }

  private static Map<String, Object[]> columns(List<NewEntry> lines) {
    Map<String, Object[]> columns = new java.util.LinkedHashMap<>();
    columns.put("kind", lines.stream().map(NewEntry::kind).toArray());
    columns.put("dossier_code", lines.stream().map(line -> line.dossier().value()).toArray());
    columns.put("canonical_json", lines.stream().map(NewEntry::text).toArray());
    columns.put("leaf_hash", lines.stream().map(line -> EntryText.leafHash(line.text())).toArray());
    columns.put("at", lines.stream().map(line -> line.at().toString()).toArray());
    return columns;
  }
}
