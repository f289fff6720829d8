package onestop.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The SQL of resting channels. The rows are shared by all nodes; each statement is a transaction of
 * its own.
 */
@Component
final class ChannelRestStore {
  private final JdbcClient jdbc;

  ChannelRestStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<ChannelRest> find(OutboundMessage.Channel channel) {
    return jdbc.sql(
            """
            select channel, failures, rests_until, since, reason, revision
              from outbox_rest where channel = ?
            """)
        .params(channel.name())
        .query(ChannelRestStore::rest)
        .optional();
  }

  static ChannelRest rest(ResultSet row, int number) throws SQLException {
    return new ChannelRest(
        OutboundMessage.Channel.valueOf(row.getString("channel")),
        row.getInt("failures"),
        Sql.instant(row, "rests_until"),
        Sql.instant(row, "since"),
        row.getString("reason"),
        row.getLong("revision"));
  }

  /** Inserts a new rest; returns false if another node was first. */
  boolean begin(ChannelRest rest) {
    try {
      return jdbc.sql(
                  """
                  insert into outbox_rest (channel, failures, rests_until, since, reason, revision)
                  values (?, ?, ?, ?, ?, ?)
                  """)
              .params(
                  rest.channel().name(),
                  rest.failures(),
                  Sql.utc(rest.until()),
                  Sql.utc(rest.since()),
                  rest.reason(),
                  rest.revision())
              .update()
          == 1;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  /**
   * Replaces the rest {@code read} by {@code next}; returns false if another node has changed it
   * first.
   */
  boolean change(ChannelRest read, ChannelRest next) {
    return jdbc.sql(
                """
                update outbox_rest set failures = ?, rests_until = ?, reason = ?,
                  revision = revision + 1
                where channel = ? and revision = ?
                """)
            .params(
                next.failures(),
                Sql.utc(next.until()),
                next.reason(),
                read.channel().name(),
                read.revision())
            .update()
        == 1;
  }

  void end(OutboundMessage.Channel channel) {
    jdbc.sql("delete from outbox_rest where channel = ?").params(channel.name()).update();
  }
}
