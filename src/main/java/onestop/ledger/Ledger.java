package onestop.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.DossierCode;

/**
 * The append-only log of what was owed and what was said to the citizen; the evidence that nobody,
 * the house included, can change afterwards without it showing.
 *
 * <p>An entry goes through three states, each a promise of its own:
 *
 * <ul>
 *   <li><em>sequenced</em>: committed with the transaction that made it necessary. After a crash it
 *       is there exactly if that transaction is; it is certain to be integrated, once, but its
 *       position is not known yet.
 *   <li><em>integrated</em>: it has its position, from 0 without gaps, and is a leaf of the Merkle
 *       tree. After a crash position and tree are as they were; neither ever changes.
 *   <li><em>published</em>: it is under a signed checkpoint on disk, and whoever has seen that
 *       checkpoint can prove every later change. After a crash the checkpoint is at least as large
 *       as every one that was ever there; files that are missing or behind are made again.
 * </ul>
 *
 * <p>Transactions append side by side and never wait for each other. Hashes are SHA-256, as 64
 * lower-case hexadecimal digits. Reading methods see what is integrated.
 */
public interface Ledger {

  /**
   * Appends an entry in the caller's transaction: both commit, or neither does; with the commit the
   * entry is sequenced. Entries of one transaction keep the order of their appending, and so do
   * those of transactions of which one began after the other's commit; others may come between.
   *
   * @param kind what happened, in capitals with underscores, at most 60 characters
   * @param facts all that {@link CanonicalJson} can write; no personal data
   * @param at when it happened; kept to the millisecond
   * @throws IllegalStateException outside a transaction
   * @throws IllegalArgumentException if the entry would be longer than {@link EntryText#MAX_BYTES}
   */
  void append(String kind, DossierCode dossier, Map<String, Object> facts, Instant at);

  /**
   * Integrates what is sequenced when it is called, in transactions of its own. Where the program
   * runs as a server this happens by itself within a moment; a simulation, a test or a check asks.
   */
  void integrate();

  /** How many entries are integrated; also the position that the next one will have. */
  long size();

  /** The root hash of the tree over the integrated entries, as RFC 6962 has it. */
  String head();

  /** At most {@code max} entries from position {@code from} inclusive, in order of position. */
  List<LedgerEntry> entries(long from, int max);

  /** All entries of one dossier, in order of position. */
  List<LedgerEntry> of(DossierCode dossier);

  /** The first entry of one dossier with this kind whose facts include all of those given. */
  Optional<LedgerEntry> find(DossierCode dossier, String kind, Map<String, Object> facts);

  /**
   * Integrates, and publishes what is integrated then; empty if there is no key to sign with. Where
   * the program runs as a server this happens by itself again and again.
   *
   * @throws onestop.kernel.Failure of module {@code ledger} if database, folder and key are not
   *     those that were left: nothing is signed then
   */
  Optional<Checkpoint> publish();

  /** The checkpoint that is published now. */
  Optional<Checkpoint> checkpoint();

  /**
   * The file of the published log at a path relative to its folder, {@code checkpoint}, {@code
   * log.vkey}, {@code tile/…} or {@code checkpoints/…}; empty for any other path. The file need not
   * exist.
   */
  Optional<Path> published(String path);

  /** The proof that an entry is under a published checkpoint; empty if it came later. */
  Optional<InclusionProof> inclusion(long position, Checkpoint in);

  /**
   * The proof that the tree of {@code older} entries is the beginning of that of a published
   * checkpoint.
   *
   * @throws IllegalArgumentException if it is larger
   */
  ConsistencyProof consistency(long older, Checkpoint in);

  /**
   * Recomputes every hash from the first entry to the tree as of now, every checkpoint that was
   * signed and every published file, in constant memory apart from the findings.
   */
  LedgerCheck.Result check();
}
