package onestop.ledger.log;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.DossierCode;
import onestop.ledger.Checkpoint;
import onestop.ledger.ConsistencyProof;
import onestop.ledger.EntryText;
import onestop.ledger.InclusionProof;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerCheck;
import onestop.ledger.LedgerEntry;
import onestop.ledger.LogFolder;
import onestop.ledger.MerkleTree;
import onestop.ledger.PublishedTree;
import org.springframework.stereotype.Component;

/**
 * The ledger as a Merkle tree over entries to which a sequencer assigns positions after their
 * commits.
 */
@Component
final class TreeLedger implements Ledger {
  private final LedgerStore store;
  private final Sequencer sequencer;
  private final Publisher publisher;
  private final LogFolder folder;
  private final TreeCheckStore checks;

  TreeLedger(
      LedgerStore store,
      Sequencer sequencer,
      Publisher publisher,
      LogFolder folder,
      TreeCheckStore checks) {
    this.store = store;
    this.sequencer = sequencer;
    this.publisher = publisher;
    this.folder = folder;
    this.checks = checks;
  }

  @Override
  public void append(String kind, DossierCode dossier, Map<String, Object> facts, Instant at) {
    Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
    // Converted now, so that facts without a canonical form fail in the caller.
    String text = EntryText.text(kind, dossier, facts, moment);
    store.append(new LedgerStore.NewEntry(kind, dossier, text, moment));
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
  public Optional<Checkpoint> publish() {
    sequencer.integrate();
    return publisher.publish();
  }

  @Override
  public Optional<Checkpoint> checkpoint() {
    return folder.readText(LogFolder.CHECKPOINT).map(Checkpoint::parse);
  }

  @Override
  public Optional<Path> published(String path) {
    return folder.file(path);
  }

  @Override
  public Optional<InclusionProof> inclusion(long position, Checkpoint in) {
    return position < in.size()
        ? Optional.of(
            new InclusionProof(
                position,
                in.size(),
                MerkleTree.inclusion(position, in.size(), new PublishedTree(folder, in.size()))))
        : Optional.empty();
  }

  @Override
  public ConsistencyProof consistency(long older, Checkpoint in) {
    return new ConsistencyProof(
        older,
        in.size(),
        MerkleTree.consistency(older, in.size(), new PublishedTree(folder, in.size())));
  }

  @Override
  public LedgerCheck.Result check() {
    return checks.check();
  }
}
