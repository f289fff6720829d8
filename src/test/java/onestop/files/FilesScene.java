package onestop.files;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import onestop.incidents.Incidents;
import onestop.kernel.SettableClock;
import onestop.store.Sql;
import onestop.store.UnitOfWork;
import onestop.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Stored files on a database without an application, named by a table of the test's own. */
public final class FilesScene {
  static final Duration GRACE = Duration.ofDays(1);

  final DataSource source;
  final SettableClock clock;
  final JdbcClient jdbc;
  final TransactionTemplate transaction;
  final FileRows rows;
  final FileHomes homes;
  final StoredFiles files;
  final FileSweep sweep;
  final FileMoves moves;
  final FileCheck check;
  final Incidents incidents;

  private FilesScene(DataSource source, Clock time, @Nullable Path folder, Stream<String> naming) {
    this(source, time, folder, naming, FilesSettings.OFF);
  }

  private FilesScene(
      DataSource source, Clock time, @Nullable Path folder, Stream<String> naming, String scanner) {
    this.source = source;
    this.clock = new SettableClock(time.instant(), ZoneOffset.UTC);
    JdbcTransactionManager transactions = new JdbcTransactionManager(source);
    this.transaction = new TransactionTemplate(transactions);
    this.jdbc = JdbcClient.create(source);
    Sql sql = new Sql(new JdbcTemplate(source), new UnitOfWork());
    FilesSettings settings =
        new FilesSettings(
            folder == null ? FilesSettings.DATABASE : folder.toString(),
            DataSize.ofKilobytes(900),
            DataSize.ofMegabytes(2),
            5,
            scanner,
            Duration.ofSeconds(20),
            GRACE);
    List<FileNaming> namings = naming.map(this::naming).toList();
    this.rows = new FileRows(sql, provider(namings));
    this.homes = new FileHomes(rows, new FileChunks(sql), settings, clock);
    this.incidents = new Incidents(jdbc, clock);
    FileTroubles troubles = new FileTroubles(rows, incidents, transactions);
    FileScans scans = new FileScans(sql, rows, incidents, settings, clock, transactions);
    this.files = new StoredFiles(rows, homes, troubles, scans, settings, clock, transactions);
    this.sweep = new FileSweep(rows, homes, settings, clock, transactions);
    this.moves = new FileMoves(rows, homes, transactions);
    this.check = new FileCheck(rows, homes, troubles);
  }

  /** Stored files in that database, for tests of modules that name files. */
  public static StoredFiles in(DataSource source, Clock clock) {
    return new FilesScene(source, clock, null, Stream.empty()).files;
  }

  /** A new database, and a virus scanner at that address. */
  static FilesScene scanning(TestDatabase database, String scanner) {
    return new FilesScene(
        database.fresh(),
        Clock.fixed(Instant.parse("2026-03-02T03:00:00Z"), ZoneOffset.UTC),
        null,
        Stream.empty(),
        scanner);
  }

  /** A new database with a table {@code paper} that names files. */
  static FilesScene on(TestDatabase database, @Nullable Path folder) {
    DataSource source = database.fresh();
    JdbcClient.create(source)
        .sql(
            "create table paper (no int primary key, file_sha256 varchar(64) references stored_file)")
        .update();
    return new FilesScene(
        source,
        Clock.fixed(Instant.parse("2026-03-02T03:00:00Z"), ZoneOffset.UTC),
        folder,
        Stream.of("paper"));
  }

  /** Another process on the same database. */
  FilesScene beside(@Nullable Path folder) {
    return new FilesScene(source, clock, folder, Stream.of("paper"));
  }

  void name(int no, StoredFile file) {
    jdbc.sql("insert into paper values (?, ?)").params(no, file.sha256()).update();
  }

  void forget(int no) {
    jdbc.sql("delete from paper where no = ?").param(no).update();
  }

  void pass(Duration time) {
    clock.advanceTo(clock.instant().plus(time));
  }

  long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  Optional<String> homeOf(StoredFile file) {
    return jdbc.sql("select home from stored_file where sha256 = ?")
        .param(file.sha256())
        .query(String.class)
        .optional();
  }

  private FileNaming naming(String table) {
    return new FileNaming() {
      @Override
      public String table() {
        return table;
      }

      @Override
      public String column() {
        return "file_sha256";
      }

      @Override
      public List<Name> of(String sha256) {
        return jdbc.sql("select no from paper where file_sha256 = ? order by no")
            .param(sha256)
            .query((row, n) -> new Name(table + " " + row.getInt(1), null))
            .list();
      }
    };
  }

  private static ObjectProvider<FileNaming> provider(List<FileNaming> namings) {
    return new ObjectProvider<>() {
      @Override
      public Stream<FileNaming> orderedStream() {
        return namings.stream();
      }
    };
  }
}
