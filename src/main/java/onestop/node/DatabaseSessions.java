package onestop.node;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import onestop.store.Vendor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sets the time-outs of every pooled session before its first use, independently of the server's
 * own settings: they bound a statement, a wait for a row, and an idle transaction.
 *
 * <p>Migrations have no time-out: on PostgreSQL they run in sessions of their own.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
public class DatabaseSessions {

  /**
   * The longest wait for a row on H2, also of a batch, since on H2 it is a setting of the session.
   */
  private static final Duration LOCK_IN_H2 = Duration.ofSeconds(1);

  /**
   * The delay from the server's time-out to the client's own, which applies if the server's does
   * not.
   */
  private static final Duration A_WHILE = Duration.ofSeconds(15);

  @Bean
  static BeanPostProcessor boundedSessions(ObjectProvider<DatabaseSettings> settings) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getConnectionInitSql() == null) {
          String url = String.valueOf(pool.getJdbcUrl());
          pool.setConnectionInitSql(first(url, settings.getObject()));
          if (Vendor.POSTGRESQL.owns(url)) {
            bound(pool, settings.getObject().statementTimeout());
          }
        }
        return bean;
      }
    };
  }

  /**
   * Sets the time-outs of the driver, so that a server that vanished silently is detected; values
   * given in the JDBC URL take precedence.
   */
  private static void bound(HikariDataSource pool, Duration statement) {
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    pool.addDataSourceProperty("connectTimeout", "5");
    pool.addDataSourceProperty("loginTimeout", "5");
    pool.addDataSourceProperty(
        "socketTimeout", String.valueOf(statement.plus(A_WHILE).toSeconds()));
  }

  @Bean
  static FlywayConfigurationCustomizer unboundedMigrations(DataSourceProperties database) {
    return flyway -> {
      String url = String.valueOf(database.determineUrl());
      if (Vendor.POSTGRESQL.owns(url)) {
        flyway.dataSource(url, database.determineUsername(), database.determinePassword());
      }
    };
  }

  /** The first statement of every session. */
  static String first(String url, DatabaseSettings settings) {
    if (Vendor.POSTGRESQL.owns(url)) {
      return "set statement_timeout = %d; set lock_timeout = %d; set %s = %d"
          .formatted(
              settings.statementTimeout().toMillis(),
              settings.lockTimeout().toMillis(),
              "idle_in_transaction_session_timeout",
              settings.idleInTransactionTimeout().toMillis());
    }
    return "set lock_timeout %d; set query_timeout %d"
        .formatted(LOCK_IN_H2.toMillis(), settings.statementTimeout().toMillis());
  }
}
