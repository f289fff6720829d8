package onestop.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import onestop.kernel.DossierCode;
import onestop.kernel.SettableClock;
import onestop.ledger.CheckpointStore;
import onestop.ledger.KeyRotation;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerCheck;
import onestop.ledger.LedgerKeys;
import onestop.ledger.LedgerSettings;
import onestop.ledger.LogFolder;
import onestop.ledger.NoteKey;
import onestop.store.Sql;
import onestop.store.UnitOfWork;
import onestop.testing.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One database with its ledger; nothing happens by itself. */
public final class LedgerScene {
  public static final DossierCode ONE = new DossierCode("D-1");
  public static final DossierCode TWO = new DossierCode("D-2");
  public static final Instant AT = Instant.parse("2026-02-13T10:00:00.123456Z");

  private static final Clock CLOCK = new SettableClock(AT, ZoneId.of("Asia/Ho_Chi_Minh"));

  final TestDatabase vendor;
  final DataSource source;
  public final JdbcTemplate jdbc;
  final PlatformTransactionManager transactions;
  final TransactionTemplate transaction;
  public final Ledger ledger;
  public final Path home;
  public final LedgerSettings settings;
  public final LogFolder folder;

  public LedgerScene(TestDatabase vendor) {
    this.vendor = vendor;
    source = vendor.fresh();
    jdbc = new JdbcTemplate(source);
    transactions = new JdbcTransactionManager(source);
    transaction = new TransactionTemplate(transactions);
    home = temporary();
    settings =
        new LedgerSettings(
            "example.vn/log",
            home.resolve("ledger.key"),
            home.resolve("log"),
            Duration.ofSeconds(5),
            false,
            null,
            home.resolve("cosignatures"));
    folder = new LogFolder(settings.folder());
    ledger = ledger(transactions);
  }

  private static Path temporary() {
    try {
      Path folder = Files.createTempDirectory("ledger");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ledger as a node has it whose sequencer and publisher commit like that. */
  Ledger ledger(PlatformTransactionManager manager) {
    return ledger(manager, folder);
  }

  Ledger ledger(PlatformTransactionManager manager, LogFolder folder) {
    return ledger(manager, folder, settings);
  }

  /** The ledger as a node has it that takes the cosignatures of a witness. */
  public Ledger witnessedBy(NoteKey witness) {
    return ledger(
        transactions,
        folder,
        new LedgerSettings(
            settings.origin(),
            settings.keyFile(),
            settings.folder(),
            settings.publishInterval(),
            false,
            List.of(witness.text()),
            settings.cosignatures()));
  }

  private Ledger ledger(
      PlatformTransactionManager manager, LogFolder folder, LedgerSettings settings) {
    Sql sql = new Sql(jdbc, new UnitOfWork());
    LedgerStore entries = new LedgerStore(jdbc, sql, new Doorbell());
    Sequencer sequencer = new Sequencer(jdbc, sql, manager);
    JdbcClient client = JdbcClient.create(jdbc);
    CheckpointStore checkpoints = new CheckpointStore(client);
    Publisher publisher =
        new Publisher(
            checkpoints,
            sequencer,
            new PublishedTiles(entries, folder),
            new ShownCheckpoint(checkpoints, new Cosignatures(settings), folder),
            keys(),
            CLOCK,
            manager);
    TreeCheckStore checks = new TreeCheckStore(entries, checkpoints, folder, client);
    return new TreeLedger(entries, sequencer, publisher, folder, checks);
  }

  public KeyRotation rotation() {
    CheckpointStore checkpoints = new CheckpointStore(JdbcClient.create(jdbc));
    return new KeyRotation(settings, checkpoints, ledger, CLOCK, transactions);
  }

  LedgerKeys keys() {
    return new LedgerKeys(settings);
  }

  /** Signs from now on. */
  public LedgerScene withKey() {
    keys().ensure();
    return this;
  }

  public NoteKey verifier() {
    return keys().signer().orElseThrow().verifier();
  }

  /** The private key's file. */
  public Path keyFile() {
    return settings.keyFile();
  }

  /** The folder that is published. */
  public Path published() {
    return settings.folder();
  }

  /** Where a witness's line is put. */
  public Path cosignatures() {
    return settings.cosignatures();
  }

  /** The database's address; of H2 good within this process only. */
  public String url() {
    try (Connection connection = source.getConnection()) {
      return connection.getMetaData().getURL();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public void commit(Runnable work) {
    transaction.executeWithoutResult(status -> work.run());
  }

  public void append(String kind, DossierCode dossier, int obligation) {
    ledger.append(kind, dossier, Map.of("obligation", obligation), AT);
  }

  /** So many entries, each committed by itself. */
  public void sequence(int from, int to) {
    for (int i = from; i < to; i++) {
      int number = i;
      commit(() -> append("LETTER_ISSUED", ONE, number));
    }
  }

  TransactionTemplate with(int propagation) {
    TransactionTemplate template = new TransactionTemplate(transactions);
    template.setPropagationBehavior(propagation);
    return template;
  }

  void dropGuard(String table) {
    boolean h2 = vendor == TestDatabase.H2;
    jdbc.execute("drop trigger " + table + "_insert_only" + (h2 ? "" : " on " + table));
  }

  List<LedgerCheck.Kind> findings() {
    return ledger.check().differences().stream().map(LedgerCheck.Difference::kind).toList();
  }

  /** Frees the memory of a database that is no longer looked at. */
  public void end() {
    if (vendor == TestDatabase.H2) {
      jdbc.execute("shutdown");
    }
  }
}
