package onestop.web.demo;

import java.time.Instant;
import onestop.store.Sql;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Records how far the demo city is filled: not begun, begun, or finished and on the disk. */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class DemoRecord {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  DemoRecord(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Records the beginning together with the people, in one transaction. */
  void begin(Instant at, Runnable people) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("insert into demo_city (id, begun_at) values (1, ?)")
              .param(Sql.utc(at))
              .update();
          people.run();
        });
  }

  /** Records the end; when it returns, the whole city is on the disk. */
  void finish(Instant at) {
    // from here on a commit is on the disk before it is acknowledged
    jdbc.sql("set write_delay 0").update();
    jdbc.sql("update demo_city set finished_at = ? where id = 1").param(Sql.utc(at)).update();
    jdbc.sql("checkpoint sync").update();
  }

  /** Whether the database holds a demo city, filled or half filled. */
  boolean hasBegun() {
    return !jdbc.sql("select id from demo_city").query(Integer.class).list().isEmpty();
  }
}
