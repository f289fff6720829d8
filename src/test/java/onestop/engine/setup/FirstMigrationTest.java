package onestop.engine.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A migration that dies half-way stands for the process: H2 keeps what it had made either way. */
@Tag("store")
class FirstMigrationTest {
  private final JdbcDataSource source = new JdbcDataSource();
  private final JdbcTemplate jdbc = new JdbcTemplate(source);

  FirstMigrationTest() {
    source.setUrl("jdbc:h2:mem:first" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
  }

  @Test
  void aDatabaseThatWasBrokenOffIsMadeAnew() {
    AtomicBoolean dies = new AtomicBoolean(true);
    assertThatThrownBy(() -> new FirstMigration().migrate(flyway(dies, "1")))
        .isInstanceOf(FlywayException.class);
    assertThat(count("half")).isZero();
    dies.set(false);
    new FirstMigration().migrate(flyway(dies, "1"));
    assertThat(count("whole")).isZero();
    jdbc.update("insert into whole values (1)");
    new FirstMigration().migrate(flyway(dies, "1"));
    assertThat(count("whole")).isEqualTo(1);
    assertThat(marks()).isZero();
  }

  @Test
  void aDatabaseThatWasWholeIsNeverEmptied() {
    AtomicBoolean dies = new AtomicBoolean(false);
    new FirstMigration().migrate(flyway(dies, "1"));
    jdbc.update("insert into whole values (1)");
    dies.set(true);
    Flyway later = flyway(dies, "2");
    assertThatThrownBy(() -> new FirstMigration().migrate(later))
        .isInstanceOf(FlywayException.class);
    assertThatThrownBy(() -> new FirstMigration().migrate(later))
        .isInstanceOf(FlywayException.class);
    assertThat(count("whole")).isEqualTo(1);
  }

  private Flyway flyway(AtomicBoolean dies, String last) {
    return Flyway.configure()
        .dataSource(source)
        .locations(new String[0])
        .javaMigrations(
            Stream.of("1", last)
                .distinct()
                .map(version -> making(version, dies))
                .toArray(JavaMigration[]::new))
        .load();
  }

  private long count(String table) {
    return JdbcClient.create(source)
        .sql("select count(*) from " + table)
        .query(Long.class)
        .single();
  }

  private long marks() {
    return JdbcClient.create(source)
        .sql("select count(*) from information_schema.schemata where schema_name = ?")
        .param(FirstMigration.MARK)
        .query(Long.class)
        .single();
  }

  /**
   * Makes two tables, and dies between them if told to; without a name, so that nobody who looks
   * for migrations finds it.
   */
  private static JavaMigration making(String version, AtomicBoolean dies) {
    return new JavaMigration() {
      @Override
      public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(version);
      }

      @Override
      public String getDescription() {
        return "making";
      }

      @Override
      public @Nullable Integer getChecksum() {
        return null;
      }

      @Override
      public boolean canExecuteInTransaction() {
        return true;
      }

      @Override
      public void migrate(Context context) throws SQLException {
        String suffix = version.equals("1") ? "" : version;
        try (Statement statement = context.getConnection().createStatement()) {
          statement.execute("create table half" + suffix + " (n int)");
          if (dies.get()) {
            throw new IllegalStateException("planted");
          }
          statement.execute("create table whole" + suffix + " (n int)");
        }
      }
    };
  }
}
