package onestop.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.DossierCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger as a Merkle tree over entries that a sequencer places behind their commits. */
@Component
final class TreeLedger implements Ledger {
  private static final int PAGE = 5_000;
  private static final int MAX_UNPLACED = 1_000;

  private final LedgerStore store;
  private final Sequencer sequencer;
  private final JdbcClient jdbc;

  TreeLedger(LedgerStore store, Sequencer sequencer, JdbcClient jdbc) {
    this.store = store;
    this.sequencer = sequencer;
    this.jdbc = jdbc;
  }

  @Override
  public void append(String kind, DossierCode dossier, Map<String, Object> facts, Instant at) {
    Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
    // Written out now, so that facts that cannot be written fail where they were named.
    String text = EntryText.text(kind, dossier, facts, moment);
    store.append(new LedgerStore.Line(kind, dossier, text, moment));
  }

  @Override
  public void integrate() {
    sequencer.integrate();
  }

  @Override
  public long size() {
    return sequencer.tree().size();
  }

  @Override
  public String head() {
    return sequencer.tree().root();
  }

  @Override
  public List<LedgerEntry> entries(long from, int max) {
    return store.entries(from, max);
  }

  @Override
  public List<LedgerEntry> of(DossierCode dossier) {
    return store.of(dossier);
  }

  @Override
  public Optional<LedgerEntry> find(DossierCode dossier, String kind, Map<String, Object> facts) {
    return of(dossier).stream()
        .filter(entry -> entry.kind().equals(kind) && entry.states(facts))
        .findFirst();
  }

  @Override
  public LedgerCheck.Result check() {
    // One statement, so that tree and last position are of the same moment; entries that are
    // integrated while we walk are not looked at.
    LedgerCheck.Recorded recorded =
        jdbc.sql(
                """
                select size, root, edge,
                  (select coalesce(max(position), -1) + 1 from ledger_position) as present
                from ledger_tree where id = 1
                """)
            .query(
                (row, n) ->
                    new LedgerCheck.Recorded(
                        row.getLong("size"),
                        row.getString("root"),
                        row.getBytes("edge"),
                        row.getLong("present")))
            .single();
    LedgerCheck check = new LedgerCheck(Map.of(), (level, index, hashes) -> {});
    long next = 0;
    while (next < recorded.size()) {
      List<LedgerEntry> page = store.entries(next, PAGE);
      page.stream().filter(entry -> entry.position() < recorded.size()).forEach(check::accept);
      if (page.size() < PAGE) {
        break;
      }
      next = page.get(page.size() - 1).position() + 1;
    }
    store
        .unplaced(MAX_UNPLACED)
        .forEach(id -> check.report(LedgerCheck.Kind.UNPLACED, id, "entry id " + id, "one place"));
    return check.finish(recorded);
  }
}
