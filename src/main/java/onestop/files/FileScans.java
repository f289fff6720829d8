package onestop.files;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onestop.files.VirusScanner.Verdict;
import onestop.incidents.IncidentKind;
import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.store.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The scans of files from outside. With a scanner a file is scanned before it is stored; if the
 * scanner gives no verdict the file is stored all the same, and scanned before it is first read.
 * Without a scanner every file is read.
 *
 * <p>An incident is open while the scanner gives no verdict.
 */
@Component
final class FileScans {
  private static final Logger log = LoggerFactory.getLogger(FileScans.class);
  private static final DossierCode CODE = new DossierCode("file:scanner");
  private static final int LONGEST_NAME = 200;

  private final Sql sql;
  private final FileRows rows;
  private final Incidents incidents;
  private final Clock clock;
  private final Optional<VirusScanner> scanner;
  private final TransactionTemplate transaction;
  private final TransactionTemplate separately;

  /** Whether an incident may be open: at first one of an earlier process. */
  private volatile boolean away = true;

  FileScans(
      Sql sql,
      FileRows rows,
      Incidents incidents,
      FilesSettings settings,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.sql = sql;
    this.rows = rows;
    this.incidents = incidents;
    this.clock = clock;
    this.scanner = settings.virusScanner();
    this.transaction = new TransactionTemplate(transactions);
    this.separately = new TransactionTemplate(transactions);
    separately.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The incident of a scanner that gives no verdict. */
  enum ScanIncident implements IncidentKind {
    SCANNER_AWAY
  }

  /**
   * Scans a file before it is stored; empty if there is no scanner, or no verdict.
   *
   * @throws Failure {@code files/infected}
   */
  Optional<Verdict> scan(String name, byte[] bytes) {
    Optional<Verdict> verdict = look(bytes);
    verdict.ifPresent(found -> requireClean(name, found));
    return verdict;
  }

  /** Records the verdict of a stored file, in the transaction that holds the lock of its row. */
  void record(String sha256, Verdict verdict) {
    if (known(sha256).isPresent()) {
      return;
    }
    String found = verdict.found();
    sql.client()
        .sql("insert into stored_file_scan (sha256, found, scanned_at) values (?, ?, ?)")
        .params(
            sha256,
            found == null ? null : found.substring(0, Math.min(found.length(), LONGEST_NAME)),
            Sql.utc(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
        .update();
  }

  /**
   * Refuses to read a stored file that was not scanned or is infected.
   *
   * @throws Failure {@code files/infected}, or {@code files/not-scanned} while the scanner is away
   */
  void requireScanned(String sha256, byte[] bytes) {
    if (scanner.isEmpty()) {
      return;
    }
    Verdict verdict = known(sha256).orElseGet(() -> late(sha256, bytes));
    requireClean(sha256, verdict);
  }

  private Verdict late(String sha256, byte[] bytes) {
    Verdict verdict =
        look(bytes)
            .orElseThrow(
                () -> Failure.of(Failure.Kind.BUSY, "files", "not-scanned", "sha256", sha256));
    transaction.executeWithoutResult(
        status -> {
          if (!rows.lock(List.of(sha256)).isEmpty()) {
            record(sha256, verdict);
          }
        });
    return verdict;
  }

  private static void requireClean(String name, Verdict verdict) {
    String found = verdict.found();
    if (found != null) {
      throw Failure.badInput("files", "infected", "name", name, "found", found);
    }
  }

  /** What is known of those files, without a scan. */
  Map<String, ScanState> states(Collection<String> hashes) {
    Map<String, ScanState> states = new HashMap<>();
    if (scanner.isEmpty() || hashes.isEmpty()) {
      return states;
    }
    hashes.forEach(hash -> states.put(hash, ScanState.NOT_SCANNED));
    sql.client()
        .sql("select sha256, found from stored_file_scan where sha256 = any(:hashes)")
        .param("hashes", Sql.keys(Set.copyOf(hashes)))
        .query(
            row -> {
              states.put(
                  row.getString(1),
                  row.getString(2) == null ? ScanState.CLEAN : ScanState.INFECTED);
            });
    return states;
  }

  private Optional<Verdict> known(String sha256) {
    return sql.client()
        .sql("select found from stored_file_scan where sha256 = ?")
        .param(sha256)
        .query((row, n) -> new Verdict(row.getString(1)))
        .optional();
  }

  private Optional<Verdict> look(byte[] bytes) {
    if (scanner.isEmpty()) {
      return Optional.empty();
    }
    try {
      Verdict verdict = scanner.get().scan(bytes);
      if (away) {
        separately.executeWithoutResult(status -> incidents.close(ScanIncident.SCANNER_AWAY, CODE));
        away = false;
      }
      return Optional.of(verdict);
    } catch (IOException none) {
      away = true;
      String why = String.valueOf(none.getMessage());
      separately.executeWithoutResult(
          status -> {
            if (incidents.open(ScanIncident.SCANNER_AWAY, CODE, why)) {
              log.error("No verdict of the virus scanner: {}", why);
            }
          });
      return Optional.empty();
    }
  }
}
