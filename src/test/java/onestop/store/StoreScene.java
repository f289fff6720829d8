package onestop.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import onestop.store.Series.Count;
import onestop.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tables of the tests' own on a database without an application, which writes down its statements.
 */
final class StoreScene {
  final List<String> statements = new ArrayList<>();
  final UnitOfWork unit = new UnitOfWork();
  final DataSource source;
  final JdbcTransactionManager transactions;
  final Sql sql;
  final JdbcTemplate jdbc;

  private StoreScene(DataSource database) {
    this.source = new Recorded(database, statements);
    this.transactions = new JdbcTransactionManager(source);
    this.jdbc = new JdbcTemplate(source);
    this.sql = new Sql(jdbc, unit);
  }

  static StoreScene on(TestDatabase database) {
    StoreScene scene = new StoreScene(database.dataSource(database.empty()));
    String bytes = database == TestDatabase.H2 ? "varbinary(100)" : "bytea";
    for (String table :
        List.of(
            "create table file (code varchar(40) primary key, made_at timestamp with time zone,"
                + " title varchar(90), pages int, size bigint, open boolean, due_on date,"
                + " seen_at timestamp(3), revision bigint not null)",
            "create table note (code varchar(40) references file, no int, text varchar(90),"
                + " primary key (code, no))",
            "create table part (code varchar(40) references file, no int, state varchar(20),"
                + " revision bigint not null, primary key (code, no))",
            "create table scan (code varchar(40) primary key, content " + bytes + ")",
            "create table counter (desk varchar(20), day_on date, last_used int,"
                + " primary key (desk, day_on))")) {
      scene.jdbc.execute(table);
    }
    scene.statements.clear();
    return scene;
  }

  /** A row with a column of each type. */
  record File(
      String code,
      Instant madeAt,
      @Nullable String title,
      @Nullable Integer pages,
      @Nullable Long size,
      @Nullable Boolean open,
      @Nullable LocalDate dueOn,
      @Nullable Instant seenAt,
      long revision) {
    static File of(String code) {
      return new File(
          code,
          Instant.parse("2026-02-28T23:59:59.007Z"),
          "Hồ sơ \"" + code + "\" {a,\\b}",
          3,
          Long.MAX_VALUE,
          true,
          LocalDate.of(2026, 2, 28),
          Instant.parse("2026-03-01T00:00:00.123Z"),
          0);
    }

    static File empty(String code) {
      return new File(
          code, Instant.parse("9999-01-01T00:00:00Z"), null, null, null, null, null, null, 0);
    }

    File titled(@Nullable String now) {
      return new File(code, madeAt, now, pages, size, open, dueOn, seenAt, revision + 1);
    }

    File made(Instant at) {
      return new File(code, at, title, pages, size, open, dueOn, seenAt, revision + 1);
    }
  }

  static Table<String, File> file() {
    return Table.<String, File>named("file")
        .key("code", ColumnType.VARCHAR, code -> code)
        .fixed("made_at", ColumnType.TIMESTAMPTZ, File::madeAt)
        .changing("title", ColumnType.VARCHAR, File::title)
        .changing("pages", ColumnType.INT, File::pages)
        .changing("size", ColumnType.BIGINT, File::size)
        .changing("open", ColumnType.BOOLEAN, File::open)
        .changing("due_on", ColumnType.DATE, File::dueOn)
        .changing("seen_at", ColumnType.LOCAL_TIMESTAMP, File::seenAt)
        .revision("revision", File::revision)
        .readBy(
            (rs, n) ->
                new File(
                    rs.getString("code"),
                    Sql.instant(rs, "made_at"),
                    rs.getString("title"),
                    rs.getObject("pages", Integer.class),
                    rs.getObject("size", Long.class),
                    rs.getObject("open", Boolean.class),
                    rs.getObject("due_on", LocalDate.class),
                    rs.getTimestamp("seen_at") == null
                        ? null
                        : rs.getTimestamp("seen_at").toInstant(),
                    rs.getLong("revision")))
        .build(File::code);
  }

  /** A fact about a file. */
  record Note(String code, int no, String text) {}

  static Table<Void, Note> note() {
    return Table.<Note>insertOnly("note")
        .after("file")
        .fixed("code", ColumnType.VARCHAR, Note::code)
        .fixed("no", ColumnType.INT, Note::no)
        .fixed("text", ColumnType.VARCHAR, Note::text)
        .readBy((rs, n) -> new Note(rs.getString(1), rs.getInt(2), rs.getString(3)))
        .build();
  }

  /** A part of a file, by two columns. */
  record Part(String code, int no, String state, long revision) {
    Part now(String other) {
      return new Part(code, no, other, revision + 1);
    }
  }

  record PartKey(String code, int no) {}

  static Table<PartKey, Part> part() {
    return Table.<PartKey, Part>named("part")
        .after("file")
        .key("code", ColumnType.VARCHAR, PartKey::code)
        .key("no", ColumnType.INT, PartKey::no)
        .changing("state", ColumnType.VARCHAR, Part::state)
        .revision("revision", Part::revision)
        .readBy((rs, n) -> new Part(rs.getString(1), rs.getInt(2), rs.getString(3), rs.getLong(4)))
        .build(part -> new PartKey(part.code(), part.no()));
  }

  /** Bytes, which no array takes. */
  record Scan(String code, byte[] content) {}

  static Table<Void, Scan> scan() {
    return Table.<Scan>insertOnly("scan")
        .fixed("code", ColumnType.VARCHAR, Scan::code)
        .fixed("content", ColumnType.BYTES, Scan::content)
        .build();
  }

  record Desk(String name, LocalDate day) {}

  static Table<Desk, Count<Desk>> counter() {
    return Table.<Desk, Count<Desk>>named("counter")
        .key("desk", ColumnType.VARCHAR, Desk::name)
        .key("day_on", ColumnType.DATE, Desk::day)
        .revision("last_used", count -> (long) count.last())
        .readBy(
            (rs, n) ->
                new Count<>(
                    new Desk(rs.getString(1), rs.getObject(2, LocalDate.class)),
                    rs.getInt(3),
                    rs.getInt(3)))
        .build(Count::key);
  }

  <T> T inTransaction(Supplier<T> work) {
    return template(TransactionDefinition.PROPAGATION_REQUIRED).execute(status -> work.get());
  }

  void inTransaction(Runnable work) {
    template(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(s -> work.run());
  }

  /** Another transaction while this one stands. */
  void apart(Runnable work) {
    template(TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult(s -> work.run());
  }

  /** Does the work behind a savepoint and goes back to it. */
  void andBack(Runnable work) {
    template(TransactionDefinition.PROPAGATION_NESTED)
        .executeWithoutResult(
            status -> {
              work.run();
              status.setRollbackOnly();
            });
  }

  private TransactionTemplate template(int propagation) {
    TransactionTemplate template = new TransactionTemplate(transactions);
    template.setPropagationBehavior(propagation);
    return template;
  }

  long count(String table) {
    return jdbc.queryForObject("select count(*) from " + table, Long.class);
  }

  /** The statements since the last call that begin so. */
  List<String> sent(String verb) {
    return statements.stream().filter(text -> text.startsWith(verb)).toList();
  }

  private static final class Recorded extends AbstractDataSource {
    private final DataSource source;
    private final List<String> statements;

    Recorded(DataSource source, List<String> statements) {
      this.source = source;
      this.statements = statements;
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection real = source.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              StoreScene.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("prepareStatement")) {
                  statements.add((String) arguments[0]);
                }
                try {
                  return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }
  }
}
