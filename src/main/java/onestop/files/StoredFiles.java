// Over 300 lines: storing, naming and reading files, with every refusal of what comes from outside.
package onestop.files;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import onestop.files.FileRows.Row;
import onestop.files.VirusScanner.Verdict;
import onestop.kernel.Failure;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files by their content: each is stored once, however often it is named, and stays as long as a
 * row of a {@link FileNaming} table names it.
 *
 * <p>A file is stored first, in the transaction that names it or in an earlier one, and then named
 * by a row. Its naming transaction holds the lock of the file's row: by {@link #store} or, if the
 * file was stored in an earlier transaction, by {@link #claim}. If the naming transaction rolls
 * back, the file is an orphan and goes after a time of grace.
 *
 * <p>A file is held in memory as a whole; its size is limited by the setting for what comes from
 * outside.
 */
@Component
public final class StoredFiles {
  private static final int MOST_TRIES = 5;

  private final FileRows rows;
  private final FileHomes homes;
  private final FileTroubles troubles;
  private final FileScans scans;
  private final FilesSettings settings;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final TransactionTemplate savepoint;

  StoredFiles(
      FileRows rows,
      FileHomes homes,
      FileTroubles troubles,
      FileScans scans,
      FilesSettings settings,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.rows = rows;
    this.homes = homes;
    this.troubles = troubles;
    this.scans = scans;
    this.settings = settings;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    this.savepoint = new TransactionTemplate(transactions);
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** What one owner may hand in. */
  public FileLimits limits() {
    return new FileLimits(
        settings.maxSize().toBytes(), settings.quota().toBytes(), settings.most());
  }

  /**
   * Stores a file that somebody hands in.
   *
   * @throws Failure {@code files/empty}, {@code files/too-large}, {@code files/type}, {@code
   *     files/cut-off}, {@code files/too-many-pixels}, {@code files/infected}, or as {@link
   *     #requireRoom}; then nothing is stored
   */
  public StoredFile accept(Upload upload) {
    long size = upload.bytes().length;
    requireSize(upload.name(), size);
    Soundness.require(upload);
    requireRoom(upload.name(), size, upload.before());
    Optional<Verdict> verdict = scans.scan(upload.name(), upload.bytes());
    StoredFile stored =
        transaction.execute(
            status -> {
              StoredFile file = store(upload.bytes());
              verdict.ifPresent(found -> scans.record(file.sha256(), found));
              return file;
            });
    return Objects.requireNonNull(stored);
  }

  /**
   * Refuses the size of a file from outside.
   *
   * @throws Failure {@code files/empty} or {@code files/too-large}
   */
  public void requireSize(String name, long size) {
    long most = settings.maxSize().toBytes();
    if (size <= 0) {
      throw Failure.badInput("files", "empty", "name", name);
    }
    if (size > most) {
      throw Failure.badInput(
          "files",
          "too-large",
          "name",
          name,
          "size",
          FileLimits.mebibytes(size),
          "max",
          FileLimits.mebibytes(most));
    }
  }

  /**
   * Refuses a file by its first bytes, before the rest has arrived.
   *
   * @throws Failure {@code files/type}
   */
  public void requireType(String name, byte[] beginning, Set<FileType> accepted) {
    Soundness.requireType(new Upload(name, beginning, accepted, new Upload.Owned(0, 0)));
  }

  /** How long what nothing names is kept. */
  public Duration grace() {
    return settings.grace();
  }

  /**
   * The bytes of a file from outside, as {@link #read}.
   *
   * @throws Failure {@code files/infected}, or {@code files/not-scanned} while the virus scanner
   *     gives no verdict, or as {@link #read}
   */
  public byte[] readScanned(String sha256) {
    byte[] bytes = read(sha256);
    scans.requireScanned(sha256, bytes);
    return bytes;
  }

  /**
   * What the virus scanner has said of those files; empty where there is no scanner. Scans nothing.
   */
  public Map<String, ScanState> scanStates(Collection<String> hashes) {
    return scans.states(hashes);
  }

  /**
   * Refuses one file more of an owner that has as much already.
   *
   * @throws Failure {@code files/too-many} or {@code files/quota}
   */
  public void requireRoom(String name, long size, Upload.Owned before) {
    long quota = settings.quota().toBytes();
    if (before.files() >= settings.most()) {
      throw Failure.badInput(
          "files", "too-many", "name", name, "number", before.files(), "max", settings.most());
    }
    if (before.bytes() + size > quota) {
      throw Failure.badInput(
          "files",
          "quota",
          "name",
          name,
          "size",
          FileLimits.mebibytes(size),
          "used",
          FileLimits.mebibytes(before.bytes()),
          "max",
          FileLimits.mebibytes(quota));
    }
  }

  /** As {@link #storeAll}, for one file. */
  public StoredFile store(byte[] bytes) {
    return storeAll(List.of(bytes)).get(0);
  }

  /**
   * Stores files, in the caller's transaction or else in one of their own. A file that exists is
   * not written again; its row is locked until the transaction ends.
   *
   * @return the files in the order of their contents
   */
  public List<StoredFile> storeAll(List<byte[]> contents) {
    SortedMap<String, byte[]> byHash = new TreeMap<>();
    List<StoredFile> files = new ArrayList<>();
    for (byte[] bytes : contents) {
      StoredFile file = new StoredFile(FileHash.of(bytes), bytes.length, FileType.of(bytes));
      byHash.put(file.sha256(), bytes);
      files.add(file);
    }
    transaction.executeWithoutResult(status -> put(files, byHash));
    return files;
  }

  private void put(List<StoredFile> files, SortedMap<String, byte[]> byHash) {
    for (int tries = 1; ; tries++) {
      Map<String, Row> known = rows.lock(byHash.keySet());
      Map<String, StoredFile> missing = new LinkedHashMap<>();
      files.stream()
          .filter(file -> !known.containsKey(file.sha256()))
          .sorted(java.util.Comparator.comparing(StoredFile::sha256))
          .forEach(file -> missing.put(file.sha256(), file));
      try {
        if (!missing.isEmpty()) {
          savepoint.executeWithoutResult(status -> insert(missing.values()));
          homes.of(homes.current()).write(only(byHash, missing.keySet()));
        }
        known.values().forEach(row -> restore(row, byHash));
        keep(known.values());
        return;
      } catch (DuplicateKeyException e) {
        // another transaction has stored one of them since the lock looked for it
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private void insert(Collection<StoredFile> files) {
    rows.insert(files, homes.current(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private static Map<String, byte[]> only(Map<String, byte[]> all, Collection<String> hashes) {
    Map<String, byte[]> some = new LinkedHashMap<>();
    hashes.forEach(hash -> some.put(hash, all.get(hash)));
    return some;
  }

  /** Writes the bytes of a known file again if its home has lost them. */
  private void restore(Row row, Map<String, byte[]> byHash) {
    FileHome home = homes.of(row.home());
    String sha256 = row.file().sha256();
    if (!home.has(row.file())) {
      home.write(only(byHash, List.of(sha256)));
    }
  }

  private void keep(Collection<Row> locked) {
    rows.keep(
        locked.stream()
            .filter(row -> row.orphanedAt() != null)
            .map(row -> row.file().sha256())
            .toList());
  }

  /**
   * Locks a file that an earlier transaction stored, so that the caller's transaction may name it.
   * Without effect if this transaction has stored or claimed it before.
   *
   * @throws Failure {@code files/gone} if it was swept meanwhile: store it again
   * @throws IllegalStateException outside a transaction
   */
  public void claim(StoredFile file) {
    Map<String, Row> locked = rows.lock(List.of(file.sha256()));
    if (locked.isEmpty()) {
      throw Failure.conflict("files", "gone", "sha256", file.sha256());
    }
    keep(locked.values());
  }

  /** A stored file; empty if there is none of that hash. */
  public Optional<StoredFile> find(String sha256) {
    return rows.find(sha256).map(Row::file);
  }

  /**
   * The bytes of a stored file, verified against its hash.
   *
   * @throws Failure {@code files/none} if no such file is stored; {@code files/missing} or {@code
   *     files/damaged} if its bytes are lost, with an incident
   */
  public byte[] read(String sha256) {
    Row row = row(sha256);
    Optional<byte[]> bytes = homes.of(row.home()).read(sha256);
    if (bytes.isEmpty()) {
      row = row(sha256); // it may have moved between the two reads
      bytes = homes.of(row.home()).read(sha256);
    }
    if (bytes.isEmpty()) {
      throw lost(FileIncident.FILE_MISSING, "missing", row.file());
    }
    if (!FileHash.of(bytes.get()).equals(sha256)) {
      throw lost(FileIncident.FILE_DAMAGED, "damaged", row.file());
    }
    return bytes.get();
  }

  private Row row(String sha256) {
    return rows.find(sha256).orElseThrow(() -> Failure.notFound("files", "none", "sha256", sha256));
  }

  private Failure lost(FileIncident kind, String slug, StoredFile file) {
    troubles.report(kind, file);
    return Failure.of(Failure.Kind.LOST_RESOURCE, "files", slug, "sha256", file.sha256());
  }
}
