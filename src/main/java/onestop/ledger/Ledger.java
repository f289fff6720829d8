package onestop.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.DossierCode;

/**
 * The append-only log of obligations and of messages to citizens: tamper-evident, also against
 * changes by the operator.
 *
 * <p>An entry passes through three states, each with a guarantee of its own:
 *
 * <ul>
 *   <li><em>sequenced</em>: committed with the transaction that appended it. After a crash the
 *       entry exists exactly if that transaction does. It will be integrated exactly once, but its
 *       position is not known yet.
 *   <li><em>integrated</em>: the entry has its position, from 0 without gaps, and is a leaf of the
 *       Merkle tree. After a crash position and tree are unchanged; neither ever changes.
 *   <li><em>published</em>: the entry is covered by a signed checkpoint on disk, and every holder
 *       of that checkpoint can prove a later change. After a crash the checkpoint is at least as
 *       large as every earlier one; files that are missing or out of date are written again.
 * </ul>
 *
 * <p>Transactions append concurrently and never wait for each other. Hashes are SHA-256, as 64
 * lower-case hexadecimal digits. Reading methods return integrated entries only.
 */
public interface Ledger {

  /**
   * Appends an entry in the caller's transaction: both commit, or neither does; with the commit the
   * entry is sequenced. Entries of one transaction keep the order in which they were appended.
   * Entries of a transaction that began after another's commit come after those of the other.
   * Entries of further transactions may come between.
   *
   * @param kind the kind of event, in capitals with underscores, at most 60 characters
   * @param facts values that {@link CanonicalJson} supports; no personal data
   * @param at the time of the event; truncated to the millisecond
   * @throws IllegalStateException outside a transaction
   * @throws IllegalArgumentException if the entry would be longer than {@link EntryText#MAX_BYTES}
   */
  void append(String kind, DossierCode dossier, Map<String, Object> facts, Instant at);

  /**
   * Integrates all entries that are sequenced at the call, in transactions of its own. A server
   * does this automatically, with little delay; a simulation, a test or a check calls this method.
   */
  void integrate();

  /** The number of integrated entries, which is also the position of the next one. */
  long size();

  /** The root hash of the tree over the integrated entries, by RFC 6962. */
  String head();

  /** At most {@code max} entries from position {@code from} inclusive, in order of position. */
  List<LedgerEntry> entries(long from, int max);

  /** All entries of one dossier, in order of position. */
  List<LedgerEntry> of(DossierCode dossier);

  /** The first entry of one dossier with this kind whose facts include all the given facts. */
  Optional<LedgerEntry> find(DossierCode dossier, String kind, Map<String, Object> facts);

  /**
   * Integrates the sequenced entries, then publishes all integrated ones; empty if there is no
   * signing key. A server does this periodically.
   *
   * @throws onestop.kernel.Failure of module {@code ledger} if database, folder and key do not
   *     match the last published state; then nothing is signed
   */
  Optional<Checkpoint> publish();

  /** The currently published checkpoint. */
  Optional<Checkpoint> checkpoint();

  /**
   * The file of the published log at a path relative to its folder, {@code checkpoint}, {@code
   * log.vkey}, {@code tile/…} or {@code checkpoints/…}; empty for any other path. The file need not
   * exist.
   */
  Optional<Path> published(String path);

  /** The proof that a published checkpoint covers an entry; empty if the entry came later. */
  Optional<InclusionProof> inclusion(long position, Checkpoint in);

  /**
   * The proof that the tree of {@code older} entries is the beginning of that of a published
   * checkpoint.
   *
   * @throws IllegalArgumentException if {@code older} is larger than the checkpoint's tree
   */
  ConsistencyProof consistency(long older, Checkpoint in);

  /**
   * Recomputes every hash from the first entry to the current tree, every signed checkpoint and
   * every published file, in constant memory apart from the findings.
   */
  LedgerCheck.Result check();
}
