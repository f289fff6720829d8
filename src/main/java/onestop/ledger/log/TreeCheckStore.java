package onestop.ledger.log;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import onestop.kernel.Failure;
import onestop.ledger.Checkpoint;
import onestop.ledger.CheckpointStore;
import onestop.ledger.LedgerCheck;
import onestop.ledger.LedgerCheck.Kind;
import onestop.ledger.LedgerEntry;
import onestop.ledger.LogFolder;
import onestop.ledger.Tile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the complete ledger, in the database and on disk, and passes it to a check. */
@Component
class TreeCheckStore {
  private static final int PAGE = 5_000;
  private static final int MAX_UNPLACED = 1_000;

  private final LedgerStore entries;
  private final CheckpointStore checkpoints;
  private final LogFolder folder;
  private final JdbcClient jdbc;

  TreeCheckStore(
      LedgerStore entries, CheckpointStore checkpoints, LogFolder folder, JdbcClient jdbc) {
    this.entries = entries;
    this.checkpoints = checkpoints;
    this.folder = folder;
    this.jdbc = jdbc;
  }

  LedgerCheck.Result check() {
    LedgerCheck.Recorded recorded = recorded();
    LedgerCheck check = new LedgerCheck(checkpoints.roots());
    Optional<Checkpoint> shown = shown(check);
    Files files = new Files(check, shown.map(Checkpoint::size).orElse(0L));
    long next = 0;
    while (next < recorded.size()) {
      List<LedgerEntry> page = entries.entries(next, PAGE);
      for (LedgerEntry entry : page) {
        if (entry.position() < recorded.size()) {
          check.accept(entry);
          files.accept(entry);
        }
      }
      if (page.size() < PAGE) {
        break;
      }
      next = page.get(page.size() - 1).position() + 1;
    }
    entries
        .unplaced(MAX_UNPLACED)
        .forEach(id -> check.report(Kind.UNPLACED, id, "entry id " + id, "one place"));
    checkpoints
        .garbled()
        .forEach(no -> check.report(Kind.CHECKPOINT_DIFFERS, no, "another note", "its columns"));
    shown.ifPresent(checkpoint -> compare(check, checkpoint));
    return check.finish(recorded);
  }

  private Optional<Checkpoint> shown(LedgerCheck check) {
    try {
      return folder.readText(LogFolder.CHECKPOINT).map(Checkpoint::parse);
    } catch (Failure broken) {
      check.report(Kind.FILE_DIFFERS, 0, LogFolder.CHECKPOINT, "a signed checkpoint");
      return Optional.empty();
    }
  }

  private void compare(LedgerCheck check, Checkpoint shown) {
    if (!checkpoints.has(shown)) {
      check.report(
          Kind.CHECKPOINT_DIFFERS, shown.size(), "published " + shown.root(), "none on record");
    }
    if (!checkpoints.key().map(shown::isSignedBy).orElse(false)) {
      check.report(Kind.CHECKPOINT_DIFFERS, shown.size(), "published", "signed by the log's key");
    }
  }

  /** Reads tree and last position by one statement, so that both are of the same instant. */
  private LedgerCheck.Recorded recorded() {
    return jdbc.sql(
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
  }

  /**
   * Compares the published files with those computed from the entries, up to the first missing
   * entry.
   */
  private final class Files {
    private final LedgerCheck check;
    private final long size;
    private final TileWriter tiles = new TileWriter(this::compare, 0, new byte[0]);
    private boolean whole = true;

    Files(LedgerCheck check, long size) {
      this.check = check;
      this.size = size;
    }

    void accept(LedgerEntry entry) {
      whole = whole && entry.position() == tiles.next();
      if (whole && tiles.next() < size) {
        try {
          tiles.add(entry);
        } catch (Failure gone) {
          whole = false;
        }
        if (tiles.next() == size) {
          tiles.partial(size);
        }
      }
    }

    private void compare(Tile tile, byte[] bytes) {
      byte[] present = folder.read(tile.path()).orElse(null);
      if (!Arrays.equals(present, bytes)) {
        check.report(
            Kind.FILE_DIFFERS,
            tile.index(),
            tile.path() + (present == null ? " is missing" : " says something else"),
            "what the entries give");
      }
    }
  }
}
