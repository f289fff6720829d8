package onestop.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replaces the log's key so that a verifier with only the old key can follow: the old key signs the
 * new one, in a log entry that is covered by a checkpoint of the old key.
 *
 * <p>What is true if we die, at any step: the old key still signs, or a new key is on record and
 * nothing is signed until {@link #rotate} is called again, which continues from that step. No key
 * is ever deleted or overwritten: the old file is kept next to the new one.
 */
@Component
public class KeyRotation {
  /** The kind of the entry; part of the ledger's format, so it never changes. */
  static final String KIND = "LOG_KEY_ROTATED";

  /** Stands for "no dossier", since the entry concerns the log as a whole. */
  private static final DossierCode NO_DOSSIER = new DossierCode("-");

  private final LedgerSettings settings;
  private final CheckpointStore checkpoints;
  private final Ledger ledger;
  private final Clock clock;
  private final TransactionTemplate transaction;

  public KeyRotation(
      LedgerSettings settings,
      CheckpointStore checkpoints,
      Ledger ledger,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.settings = settings;
    this.checkpoints = checkpoints;
    this.ledger = ledger;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * The two keys of a rotation, as verifier keys.
   *
   * @param retired the file that holds the old private key now
   */
  public record Rotated(String oldKey, String newKey, Path retired) {}

  /** The statement by which the old key names its successor. */
  static String statement(String newKey) {
    return "onestop log key rotation v1\n" + newKey + "\n";
  }

  /**
   * Creates a new key, appends it to the log under the old key's signature, and makes it the
   * signing key. A running server on this machine uses the new key from its next checkpoint on;
   * other nodes need a copy of the file.
   *
   * @throws Failure {@code ledger/key-missing} if there is no old key; the failures of {@link
   *     Ledger#publish}
   */
  public Rotated rotate() {
    Path next = beside("next");
    if (Files.exists(next)
        && checkpoints.key().equals(Optional.of(NoteSigner.read(next).verifier()))) {
      return replace(next); // an earlier call died after the new key was on record
    }
    NoteSigner old = NoteSigner.read(settings.keyFile());
    ledger.publish();
    NoteSigner successor =
        Files.exists(next)
            ? NoteSigner.read(next)
            : NoteSigner.create(next, settings.origin(), NoteKey.LOG);
    String newKey = successor.verifier().text();
    if (ledger.find(NO_DOSSIER, KIND, Map.of("newKey", newKey)).isEmpty()) {
      byte[] signature = old.signature(SignedNote.bytes(statement(newKey)));
      Map<String, Object> facts =
          Map.of(
              "oldKey", old.verifier().text(),
              "newKey", newKey,
              "signature", Base64.getEncoder().encodeToString(signature));
      Instant now = clock.instant();
      transaction.executeWithoutResult(status -> ledger.append(KIND, NO_DOSSIER, facts, now));
    }
    ledger.publish();
    transaction.executeWithoutResult(
        status -> {
          checkpoints.hold();
          checkpoints.insert(successor.verifier(), clock.instant());
        });
    return replace(next);
  }

  private Rotated replace(Path next) {
    List<NoteKey> known = checkpoints.keys();
    String oldKey = known.get(1).text();
    Path retired = beside(oldKey.split("\\+", 3)[1]);
    try {
      if (Files.exists(settings.keyFile())) {
        Files.move(settings.keyFile(), retired, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(next, settings.keyFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Failure.badInput(
              "ledger",
              "key-unwritable",
              "file",
              settings.keyFile().toString(),
              "reason",
              e.getClass().getSimpleName())
          .causedBy(e);
    }
    ledger.publish();
    return new Rotated(oldKey, known.get(0).text(), retired);
  }

  private Path beside(String suffix) {
    return settings.keyFile().resolveSibling(settings.keyFile().getFileName() + "." + suffix);
  }
}
