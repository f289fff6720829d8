package onestop.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.DossierCode;

/**
 * The append-only book of what was owed and what was said to the citizen; the evidence that nobody,
 * the house included, can change afterwards without it showing.
 *
 * <p>An entry is <em>sequenced</em> when the transaction that appended it commits: it has its
 * position then, positions have no gaps, and an entry never changes or goes away. What survives a
 * crash: an entry of a committed transaction, always; an entry of any other, never.
 *
 * <p>Positions start at 0. Hashes are SHA-256, as 64 lower-case hexadecimal digits.
 */
public interface Ledger {

  /**
   * Appends an entry in the caller's transaction: both commit, or neither does. Entries of one
   * transaction stand in the order of their appending, next to each other. The position is given
   * just before the commit, so that the ledger's head is locked for as short a time as can be;
   * until then none of the reading methods sees the entry, in the caller's transaction either.
   *
   * @param kind what happened, in capitals with underscores, at most 60 characters
   * @param facts all that {@link CanonicalJson} can write; no personal data
   * @param at when it happened; kept to the millisecond
   * @throws IllegalStateException outside a transaction
   */
  void append(String kind, DossierCode dossier, Map<String, Object> facts, Instant at);

  /** How many entries there are; also the position that the next one will have. */
  long size();

  /** The chain hash of the newest entry, or {@link LedgerChain#GENESIS} of an empty ledger. */
  String head();

  /** At most {@code max} entries from position {@code from} inclusive, in order of position. */
  List<LedgerEntry> entries(long from, int max);

  /** All entries of one dossier, in order of position. */
  List<LedgerEntry> of(DossierCode dossier);

  /** The first entry of one dossier with this kind whose facts include all of those given. */
  Optional<LedgerEntry> find(DossierCode dossier, String kind, Map<String, Object> facts);

  /**
   * Recomputes every hash from the first entry to the head as of now, in constant memory apart from
   * the findings.
   */
  LedgerCheck.Result check();
}
