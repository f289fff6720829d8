package onestop.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import onestop.kernel.Failure;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The checkpoint of each day, kept beside the published log as {@code checkpoints/YYYY-MM-DD.txt}:
 * an auditor compares it with the log of later days. The first checkpoint kept for a day is final;
 * it is never replaced.
 *
 * <p>What is true if we die: a file exists completely or not at all, and the next call continues.
 * Nodes that keep the same day at the same time keep the same checkpoint, since they serialise on
 * the lock of the publishing row.
 */
@Component
public class CheckpointArchive {
  private final CheckpointStore checkpoints;
  private final LogFolder folder;
  private final TransactionTemplate transaction;

  CheckpointArchive(
      CheckpointStore checkpoints, LogFolder folder, PlatformTransactionManager transactions) {
    this.checkpoints = checkpoints;
    this.folder = folder;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * A checkpoint with its record in the database.
   *
   * @param key the log key that signed it
   */
  public record Signed(Checkpoint checkpoint, NoteKey key, Instant signedAt) {}

  /** The published checkpoint; empty before the first one. */
  public Optional<Signed> current() {
    return folder.readText(LogFolder.CHECKPOINT).map(this::signed);
  }

  /**
   * The checkpoint of a day: the one kept for it, or else the published one, which this call keeps;
   * empty if nothing was ever published.
   */
  public Optional<Signed> keep(LocalDate day) {
    String path = path(day, "txt");
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              checkpoints.hold();
              if (folder.readText(path).isEmpty()) {
                folder.readText(LogFolder.CHECKPOINT).ifPresent(note -> write(path, note));
              }
              return folder.readText(path).map(this::signed);
            }));
  }

  private void write(String path, String note) {
    signed(note); // only a checkpoint that we have signed is kept
    folder.replace(path, note.getBytes(StandardCharsets.UTF_8));
    folder.sync();
  }

  /** Whether the print of a day's checkpoint exists. */
  public boolean isPrinted(LocalDate day) {
    return folder.read(path(day, "pdf")).isPresent();
  }

  /** Writes the print of a day's checkpoint next to it. */
  public void print(LocalDate day, byte[] pdf) {
    transaction.executeWithoutResult(
        status -> {
          checkpoints.hold();
          folder.replace(path(day, "pdf"), pdf);
          folder.sync();
        });
  }

  private static String path(LocalDate day, String form) {
    return LogFolder.KEPT + day + "." + form;
  }

  private Signed signed(String note) {
    Checkpoint checkpoint = Checkpoint.parse(note);
    NoteKey key =
        checkpoints.keys().stream()
            .filter(checkpoint::isSignedBy)
            .findFirst()
            .orElseThrow(() -> unknown(checkpoint));
    Instant at = checkpoints.signedAt(checkpoint).orElseThrow(() -> unknown(checkpoint));
    return new Signed(checkpoint, key, at);
  }

  /**
   * The same failure as the publisher's: the folder shows a checkpoint that the database does not
   * contain.
   */
  private Failure unknown(Checkpoint checkpoint) {
    return Failure.conflict(
        "ledger",
        "checkpoint-unknown",
        "shown",
        checkpoint.size(),
        "size",
        checkpoint.size(),
        "recorded",
        checkpoints.latest().map(Checkpoint::size).orElse(0L));
  }
}
