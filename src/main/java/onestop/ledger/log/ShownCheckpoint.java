package onestop.ledger.log;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import onestop.ledger.Checkpoint;
import onestop.ledger.CheckpointStore;
import onestop.ledger.LogFolder;
import org.springframework.stereotype.Component;

/** The checkpoint that the log's folder shows, with its cosignatures. */
@Component
class ShownCheckpoint {
  private final CheckpointStore checkpoints;
  private final Cosignatures cosignatures;
  private final LogFolder folder;

  ShownCheckpoint(CheckpointStore checkpoints, Cosignatures cosignatures, LogFolder folder) {
    this.checkpoints = checkpoints;
    this.cosignatures = cosignatures;
    this.folder = folder;
  }

  /** The checkpoint in the folder; empty if it shows none. */
  Optional<Checkpoint> read() {
    return folder.readText(LogFolder.CHECKPOINT).map(Checkpoint::parse);
  }

  /**
   * Shows the last recorded checkpoint under the lock of the publishing row, so that a later
   * publisher shows a later checkpoint.
   */
  Checkpoint show() {
    checkpoints.hold();
    Checkpoint last = cosignatures.under(checkpoints.latest().orElseThrow());
    String vkey = checkpoints.key().orElseThrow().text() + "\n";
    if (!folder.readText(LogFolder.KEY).equals(Optional.of(vkey))) {
      folder.replace(LogFolder.KEY, vkey.getBytes(StandardCharsets.UTF_8));
    }
    if (!folder.readText(LogFolder.CHECKPOINT).equals(Optional.of(last.note()))) {
      // a publisher that stalled and lost the lock with its connection stops here
      checkpoints.hold();
      folder.replace(LogFolder.CHECKPOINT, last.note().getBytes(StandardCharsets.UTF_8));
    }
    folder.sync();
    return last;
  }
}
