package onestop.desk.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.ledger.Checkpoint;
import onestop.ledger.InclusionProof;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The entries of the ledger, their proofs and the published files. Open to all, since the same data
 * is in the published log and names no person.
 */
@Service
public final class LedgerReading {
  private static final String PRINTED = "LETTER_PRINTED";

  private final Ledger ledger;
  private final ObjectMapper json;

  LedgerReading(Ledger ledger, ObjectMapper json) {
    this.ledger = ledger;
    this.json = json;
  }

  /** The number of integrated entries, and the root hash over all of them. */
  public record Head(long size, String root) {}

  /**
   * An entry with its evidence.
   *
   * @param others the other entries of its dossier
   * @param checkpoint the published one; null if there is none
   * @param proof that the checkpoint covers the entry; null while it does not
   * @param print the position of the published entry that names the PDF of the letter which this
   *     entry is about; null if there is none
   */
  public record Evidence(
      LedgerEntry entry,
      List<LedgerEntry> others,
      @Nullable Checkpoint checkpoint,
      @Nullable InclusionProof proof,
      @Nullable Long print) {}

  /** The present head. */
  public Head head() {
    return new Head(ledger.size(), ledger.head());
  }

  /** At most {@code max} entries from position {@code from} inclusive. */
  public List<LedgerEntry> entries(long from, int max) {
    return ledger.entries(from, max);
  }

  /** All entries of one dossier, in order of position. */
  public List<LedgerEntry> of(DossierCode dossier) {
    return ledger.of(dossier);
  }

  /**
   * An entry with its evidence.
   *
   * @throws Failure {@code web/no-such-entry} if there is none at the position
   */
  public Evidence evidence(long position) {
    LedgerEntry entry = find(position);
    List<LedgerEntry> others =
        ledger.of(entry.dossier()).stream().filter(one -> one.position() != position).toList();
    Optional<Checkpoint> checkpoint = ledger.checkpoint();
    return new Evidence(
        entry,
        others,
        checkpoint.orElse(null),
        checkpoint.flatMap(covering -> ledger.inclusion(position, covering)).orElse(null),
        checkpoint
            .flatMap(covering -> print(entry, covering))
            .map(LedgerEntry::position)
            .orElse(null));
  }

  /**
   * The proof with its entry as a small file by the format C2SP tlog-proof.
   *
   * @throws Failure {@code web/no-such-entry}; {@code web/entry-unpublished} while no checkpoint
   *     covers the entry
   */
  public String proofFile(long position) {
    LedgerEntry entry = find(position);
    Checkpoint checkpoint = ledger.checkpoint().orElseThrow(() -> unpublished(position));
    InclusionProof proof =
        ledger.inclusion(position, checkpoint).orElseThrow(() -> unpublished(position));
    return proof.file(entry.canonicalJson(), checkpoint.note());
  }

  /** The file of the published log at that path, as {@link Ledger#published}, if it exists. */
  public Optional<Path> file(String path) {
    return ledger.published(path).filter(Files::isRegularFile);
  }

  private Optional<LedgerEntry> print(LedgerEntry entry, Checkpoint checkpoint) {
    String content = content(entry);
    return content.isEmpty()
        ? Optional.empty()
        : ledger
            .find(entry.dossier(), PRINTED, Map.of("contentSha256", content))
            .filter(print -> print.position() < checkpoint.size());
  }

  private String content(LedgerEntry entry) {
    try {
      return json.readTree(entry.canonicalJson()).at("/facts/contentSha256").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(entry.canonicalJson(), e);
    }
  }

  private LedgerEntry find(long position) {
    return ledger.entries(position, 1).stream()
        .findFirst()
        .orElseThrow(() -> Failure.notFound("web", "no-such-entry", "position", position));
  }

  private static Failure unpublished(long position) {
    return Failure.conflict("web", "entry-unpublished", "position", position);
  }
}
