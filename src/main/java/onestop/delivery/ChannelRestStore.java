package onestop.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of resting channels; each statement is a transaction of its own, shared by all nodes. */
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
        row.getObject("rests_until", OffsetDateTime.class).toInstant(),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getString("reason"),
        row.getLong("revision"));
  }

  /** Writes a rest that was not there; false if another node was first. */
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
                  utc(rest.until()),
                  utc(rest.since()),
                  rest.reason(),
                  rest.revision())
              .update()
          == 1;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  /** Writes {@code next} over the rest as it was read; false if another node was first. */
  boolean change(ChannelRest read, ChannelRest next) {
    return jdbc.sql(
                """
                update outbox_rest set failures = ?, rests_until = ?, reason = ?,
                  revision = revision + 1
                where channel = ? and revision = ?
                """)
            .params(
                next.failures(),
                utc(next.until()),
                next.reason(),
                read.channel().name(),
                read.revision())
            .update()
        == 1;
  }

  void end(OutboundMessage.Channel channel) {
    jdbc.sql("delete from outbox_rest where channel = ?").params(channel.name()).update();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
