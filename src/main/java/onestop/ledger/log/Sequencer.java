package onestop.ledger.log;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import onestop.ledger.TreeEdge;
import onestop.store.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Integrates sequenced entries: assigns their positions and extends the tree over them.
 *
 * <p>At most one thread of all nodes works at a time: each batch is one transaction that locks the
 * tree's row from its first statement to its commit. The row's revision is the fence: a transaction
 * that has lost the lock updates no row and cannot commit.
 *
 * <p>What is true if we die: before a batch's commit its entries are sequenced and in the queue,
 * and the next run takes them; after it they are integrated and no longer in the queue. There is no
 * intermediate state: positions, queue and tree change in one transaction, and no state is kept
 * outside it.
 */
@Component
class Sequencer {
  /** The maximum number of entries integrated in one transaction. */
  static final int BATCH = 10_000;

  private static final HexFormat HEX = HexFormat.of();

  private final JdbcTemplate batches;
  private final Sql sql;
  private final TransactionTemplate transaction;

  Sequencer(JdbcTemplate jdbc, Sql sql, PlatformTransactionManager transactions) {
    this.batches = jdbc;
    this.sql = sql;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The tree's row. */
  record Tree(long size, String root, byte[] edge, long revision) {}

  /** Integrates all entries sequenced now, by any node; returns their number. */
  long integrate() {
    long integrated = 0;
    int batch;
    do {
      batch = hasPending() ? Objects.requireNonNull(transaction.execute(status -> batch())) : 0;
      integrated += batch;
    } while (batch == BATCH);
    return integrated;
  }

  Tree tree() {
    return tree("");
  }

  private boolean hasPending() {
    return !sql.client()
        .sql("select entry_id from ledger_pending fetch first 1 rows only")
        .query(Long.class)
        .list()
        .isEmpty();
  }

  private record Leaf(long id, String hash) {}

  private int batch() {
    // from here to the commit no other transaction assigns positions
    Tree tree = tree(" for update");
    List<Leaf> leaves =
        sql.reading("ledger_entry")
            .sql(
                """
                select q.entry_id, e.leaf_hash
                  from ledger_pending q join ledger_entry e on e.id = q.entry_id
                 order by q.entry_id fetch first ? rows only
                """)
            .params(BATCH)
            .query((row, n) -> new Leaf(row.getLong(1), row.getString(2)))
            .list();
    if (leaves.isEmpty()) {
      return 0;
    }
    place(leaves, tree.size());
    TreeEdge edge = TreeEdge.of(tree.size(), tree.edge(), (level, index, hashes) -> {});
    leaves.forEach(leaf -> edge.add(HEX.parseHex(leaf.hash())));
    int updated =
        sql.client()
            .sql(
                """
                update ledger_tree set size = ?, root = ?, edge = ?, revision = revision + 1
                 where id = 1 and revision = ?
                """)
            .params(edge.size(), HEX.formatHex(edge.root()), edge.bytes(), tree.revision())
            .update();
    if (updated != 1) {
      throw new IllegalStateException("the ledger's tree grew under its lock");
    }
    return leaves.size();
  }

  private void place(List<Leaf> leaves, long first) {
    Object[] ids = leaves.stream().map(Leaf::id).toArray();
    batches.update(
        """
        insert into ledger_position (position, entry_id)
        select cast(? as bigint) + n - 1, id
          from unnest(cast(? as bigint array)) with ordinality as t(id, n)
        """,
        ps -> {
          ps.setLong(1, first);
          ps.setArray(2, ps.getConnection().createArrayOf("bigint", ids));
        });
    int gone =
        batches.update(
            "delete from ledger_pending where entry_id = any(cast(? as bigint array))",
            ps -> ps.setArray(1, ps.getConnection().createArrayOf("bigint", ids)));
    if (gone != ids.length) {
      throw new IllegalStateException("the ledger's queue changed under the tree's lock");
    }
  }

  private Tree tree(String lock) {
    return sql.client()
        .sql("select size, root, edge, revision from ledger_tree where id = 1" + lock)
        .query(
            (row, n) ->
                new Tree(
                    row.getLong("size"),
                    row.getString("root"),
                    row.getBytes("edge"),
                    row.getLong("revision")))
        .single();
  }
}
