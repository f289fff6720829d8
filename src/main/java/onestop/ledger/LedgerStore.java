package onestop.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.DossierCode;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ledger in two tables: the entries, insert-only, and one row with size and head.
 *
 * <p>What is true if we die: before the commit, nothing of the transaction's entries exists and the
 * head is as it was; after it, all of them exist and the head includes them. There is no moment
 * between: entries and head are written in the transaction that made them necessary.
 */
@Component
final class LedgerStore implements Ledger {
  private static final int PAGE = 5_000;
  private static final String COLUMNS =
      "position, kind, dossier_code, canonical_json, sha256, chain_hash, at";

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  LedgerStore(JdbcTemplate jdbc) {
    this.batches = jdbc;
    this.jdbc = JdbcClient.create(jdbc);
  }

  @Override
  public void append(String kind, DossierCode dossier, Map<String, Object> facts, Instant at) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()
        || !TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("the ledger is appended to inside a transaction only");
    }
    Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
    // Written out now, so that facts that cannot be written fail where they were named.
    Line line = new Line(kind, dossier, LedgerChain.text(kind, dossier, facts, moment), moment);
    Pending pending = (Pending) TransactionSynchronizationManager.getResource(this);
    if (pending == null) {
      pending = new Pending();
      TransactionSynchronizationManager.bindResource(this, pending);
      TransactionSynchronizationManager.registerSynchronization(pending);
    }
    pending.add(line);
  }

  @Override
  public long size() {
    return headRow("").size();
  }

  @Override
  public String head() {
    return headRow("").chainHash();
  }

  @Override
  public List<LedgerEntry> entries(long from, int max) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from ledger_entry where position >= ? order by position fetch first ? rows only")
        .params(from, max)
        .query(LedgerStore::entry)
        .list();
  }

  @Override
  public List<LedgerEntry> of(DossierCode dossier) {
    return jdbc.sql(
            "select " + COLUMNS + " from ledger_entry where dossier_code = ? order by position")
        .params(dossier.value())
        .query(LedgerStore::entry)
        .list();
  }

  @Override
  public Optional<LedgerEntry> find(DossierCode dossier, String kind, Map<String, Object> facts) {
    return of(dossier).stream()
        .filter(entry -> entry.kind().equals(kind) && entry.states(facts))
        .findFirst();
  }

  @Override
  public LedgerCheck.Result check() {
    // One statement, so that head and last position are of the same moment; entries that are
    // appended while we walk are not looked at.
    record End(long size, String chainHash, long present) {}
    End end =
        jdbc.sql(
                """
                select size, chain_hash,
                  (select coalesce(max(position), -1) + 1 from ledger_entry) as present
                from ledger_head where id = 1
                """)
            .query(
                (row, n) ->
                    new End(
                        row.getLong("size"), row.getString("chain_hash"), row.getLong("present")))
            .single();
    LedgerCheck check = new LedgerCheck();
    long next = 0;
    while (next < end.size()) {
      long bound = end.size();
      List<LedgerEntry> page = entries(next, PAGE);
      page.stream().filter(entry -> entry.position() < bound).forEach(check::accept);
      if (page.size() < PAGE) {
        break;
      }
      next = page.get(page.size() - 1).position() + 1;
    }
    return check.finish(end.size(), end.chainHash(), end.present());
  }

  private void write(List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    // From here to the commit nobody else can be given a position.
    Head head = headRow(" for update");
    String chain = head.chainHash();
    long position = head.size();
    List<Object[]> rows = new ArrayList<>(lines.size());
    for (Line line : lines) {
      String hash = LedgerChain.hash(line.text());
      chain = LedgerChain.chain(chain, hash);
      OffsetDateTime at = line.at().atOffset(ZoneOffset.UTC);
      rows.add(
          new Object[] {
            position++, line.kind(), line.dossier().value(), line.text(), hash, chain, at
          });
    }
    batches.batchUpdate(
        "insert into ledger_entry (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)", rows);
    int updated =
        jdbc.sql("update ledger_head set size = ?, chain_hash = ? where id = 1 and size = ?")
            .params(position, chain, head.size())
            .update();
    if (updated != 1) {
      throw new IllegalStateException("the ledger's head moved under its lock");
    }
  }

  private Head headRow(String lock) {
    return jdbc.sql("select size, chain_hash from ledger_head where id = 1" + lock)
        .query((row, n) -> new Head(row.getLong("size"), row.getString("chain_hash")))
        .single();
  }

  private static LedgerEntry entry(ResultSet row, int number) throws SQLException {
    return new LedgerEntry(
        row.getLong("position"),
        row.getString("kind"),
        new DossierCode(row.getString("dossier_code")),
        row.getString("canonical_json"),
        row.getString("sha256"),
        row.getString("chain_hash"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }

  private record Head(long size, String chainHash) {}

  private record Line(String kind, DossierCode dossier, String text, Instant at) {}

  /** The entries of one transaction until they are written, just before its commit. */
  private final class Pending implements TransactionSynchronization {
    private final List<Line> lines = new ArrayList<>();
    private final List<Savepoint> savepoints = new ArrayList<>();
    private boolean flushed;

    void add(Line line) {
      if (flushed) {
        // Another participant appends while the transaction is already being completed.
        write(List.of(line));
      } else {
        lines.add(line);
      }
    }

    @Override
    public int getOrder() {
      return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(LedgerStore.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(LedgerStore.this, this);
    }

    @Override
    public void savepoint(Object savepoint) {
      savepoints.add(new Savepoint(savepoint, lines.size()));
    }

    @Override
    public void savepointRollback(Object savepoint) {
      // A savepoint from before this object existed goes back to no entries at all.
      int kept = 0;
      for (Savepoint known : savepoints) {
        if (known.token().equals(savepoint)) {
          kept = known.lines();
        }
      }
      lines.subList(kept, lines.size()).clear();
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      flushed = true;
      write(lines);
    }

    @Override
    public void beforeCompletion() {
      TransactionSynchronizationManager.unbindResourceIfPossible(LedgerStore.this);
    }
  }

  private record Savepoint(Object token, int lines) {}
}
