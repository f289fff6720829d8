package onestop.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A witness: another organisation that monitors a log. A witness stores the largest tree it has
 * seen of each log and cosigns a checkpoint only if that tree is its beginning. Its cosignature
 * proves to every reader that no reader was shown another past. Format: C2SP tlog-cosignature,
 * {@code cosignature/v1}.
 *
 * <p>What is true if we die: the state is on disk before the cosignature is returned, so that no
 * cosigned checkpoint ever contradicts the state.
 */
public final class Witness {
  private static final int MAX_BYTES = 1 << 20;

  private final NoteSigner signer;
  private final Path stateFile;

  private Witness(NoteSigner signer, Path stateFile) {
    this.signer = signer;
    this.stateFile = stateFile;
  }

  /** Creates the key of a witness in a new file and returns its verifier key. */
  public static String init(Path file, String name) {
    return NoteSigner.create(file, name, NoteKey.WITNESS).verifier().text();
  }

  /**
   * A witness with its key and its state.
   *
   * @param stateFile the file of the trees seen so far; a missing file means that none was seen,
   *     and is created at the first look
   */
  public static Witness of(Path keyFile, Path stateFile) {
    NoteSigner signer = NoteSigner.read(keyFile);
    if (signer.verifier().type() != NoteKey.WITNESS) {
      throw Failure.badInput("ledger", "no-witness-key", "file", keyFile.toString());
    }
    return new Witness(signer, stateFile);
  }

  /** The largest tree seen of one log. */
  private record Seen(long size, String root) {}

  /**
   * The result of a look at a log.
   *
   * @param line the cosignature, with its line end
   */
  public record Cosigned(Checkpoint checkpoint, String line) {}

  /**
   * Checks a published log and cosigns its checkpoint. The time of the cosignature is the time at
   * which the state with this checkpoint was written to disk.
   *
   * @param log the folder of the log, or its URL
   * @throws Failure {@code ledger/witness-unsigned}, {@code ledger/witness-smaller}, {@code
   *     ledger/witness-forked}: in each case nothing is cosigned and the stored state is unchanged
   */
  public Cosigned look(String log, NoteKey key) {
    String note = new String(read(log, LogFolder.CHECKPOINT), StandardCharsets.UTF_8);
    Checkpoint shown = Checkpoint.parse(note);
    if (!shown.origin().equals(key.name()) || !shown.isSignedBy(key)) {
      throw Failure.conflict("ledger", "witness-unsigned", "log", log, "key", key.text());
    }
    Map<String, Seen> state = state();
    check(log, shown, Optional.ofNullable(state.get(shown.origin())));
    state.put(shown.origin(), new Seen(shown.size(), shown.root()));
    Instant keptAt = keep(state);
    SignedNote.SignatureLine line = signer.cosign(SignedNote.parse(note).text(), keptAt);
    return new Cosigned(shown, line.text());
  }

  private static void check(String log, Checkpoint shown, Optional<Seen> before) {
    PublishedTree tree = new PublishedTree(path -> read(log, path), shown.size());
    if (!Arrays.equals(MerkleTree.root(shown.size(), tree), shown.rootBytes())) {
      throw Failure.conflict(
          "ledger", "witness-forked", "seen", shown.size(), "shown", shown.size());
    }
    if (before.isEmpty()) {
      return;
    }
    Seen seen = before.get();
    if (seen.size() > shown.size()) {
      throw Failure.conflict(
          "ledger", "witness-smaller", "seen", seen.size(), "shown", shown.size());
    }
    ConsistencyProof proof =
        new ConsistencyProof(
            seen.size(), shown.size(), MerkleTree.consistency(seen.size(), shown.size(), tree));
    if (!proof.holds(HexFormat.of().parseHex(seen.root()), shown.rootBytes())) {
      throw Failure.conflict(
          "ledger", "witness-forked", "seen", seen.size(), "shown", shown.size());
    }
  }

  private Map<String, Seen> state() {
    Map<String, Seen> state = new TreeMap<>();
    if (!Files.exists(stateFile)) {
      return state;
    }
    try {
      for (String line : Files.readAllLines(stateFile)) {
        String[] words = line.split(" ");
        HexFormat.of().parseHex(words[2]);
        state.put(words[0], new Seen(Long.parseLong(words[1]), words[2]));
      }
      return state;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Failure.badInput("ledger", "witness-state", "file", stateFile.toString()).causedBy(e);
    }
  }

  /**
   * Writes the state to disk and returns the time of the write, which is the time of the
   * cosignature.
   */
  private Instant keep(Map<String, Seen> state) {
    StringBuilder text = new StringBuilder();
    state.forEach(
        (origin, seen) -> text.append(origin + " " + seen.size() + " " + seen.root()).append('\n'));
    Path file = stateFile.toAbsolutePath();
    @Nullable Path folder = file.getParent();
    LogFolder beside = new LogFolder(folder == null ? file : folder);
    beside.replace(String.valueOf(file.getFileName()), SignedNote.bytes(text.toString()));
    beside.sync();
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw Failure.badInput("ledger", "witness-state", "file", stateFile.toString()).causedBy(e);
    }
  }

  private static byte[] read(String log, String path) {
    try {
      if (!log.matches("(?i)(https?|file):.*")) {
        return Files.readAllBytes(Path.of(log).resolve(path));
      }
      URLConnection connection =
          URI.create(log.endsWith("/") ? log + path : log + "/" + path).toURL().openConnection();
      connection.setConnectTimeout(10_000);
      connection.setReadTimeout(30_000);
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        return in.readNBytes(MAX_BYTES);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.badInput(
              "ledger",
              "log-unreadable",
              "log",
              log,
              "file",
              path,
              "reason",
              e.getClass().getSimpleName())
          .causedBy(e);
    }
  }
}
