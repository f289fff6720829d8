// Over 300 lines: every statement on the tables of the outbox.
package onestop.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.files.StoredFiles;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** The SQL of the outbox. Every method must be called inside a transaction. */
@Component
final class OutboxStore {
  private static final String ENTRY =
      """
      select id, message_key, route, dossier_code, channel, recipient, subject, state, attempts,
        enqueued_at, next_attempt_at, settled_at, detail, revision
      from outbox_message
      """;

  private final JdbcClient jdbc;
  private final StoredFiles files;
  private final MessageText text = new MessageText();

  OutboxStore(JdbcClient jdbc, StoredFiles files) {
    this.jdbc = jdbc;
    this.files = files;
  }

  Optional<Long> idOf(String key) {
    return jdbc.sql("select id from outbox_message where message_key = ? and route = 0")
        .params(key)
        .query(Long.class)
        .optional();
  }

  long insert(String key, DossierCode dossier, List<OutboundMessage> routes, Instant at) {
    Map<String, Attachment> attached = new HashMap<>();
    routes.forEach(route -> attached.putAll(text.files(route)));
    attached.forEach(
        (sha256, file) ->
            jdbc.sql(
                    """
                    insert into outbox_attachment (message_key, sha256, bytes, file_sha256)
                    values (?, ?, ?, ?)
                    """)
                .param(key)
                .param(sha256)
                .param(file.file() == null ? file.bytes() : null)
                .param(file.file() == null ? null : file.file().sha256())
                .update());
    return insertRoute(new Route(key, 0, dossier), routes.stream().map(text::write).toList(), at);
  }

  /** Inserts the entry of the next channel; returns false if there is no further channel. */
  boolean insertFallback(OutboxEntry given, Instant at) {
    String rest =
        jdbc.sql("select fallbacks from outbox_message where id = ?")
            .params(given.id())
            .query(String.class)
            .single();
    List<String> routes = text.split(rest);
    if (routes.isEmpty()) {
      return false;
    }
    if (of(given.key()).size() > given.route() + 1) {
      // The next channel has taken over already, and a person requested a retry of this one.
      return true;
    }
    insertRoute(new Route(given.key(), given.route() + 1, given.dossier()), routes, at);
    return true;
  }

  /** Inserts the entry of a way that a person chose for a message, after all others. */
  long insertWay(OutboxEntry given, OutboundMessage message, Instant at) {
    Route next = new Route(given.key(), of(given.key()).size(), given.dossier());
    return insertRoute(next, List.of(text.write(message)), at);
  }

  private long insertRoute(Route route, List<String> routes, Instant at) {
    String payload = routes.get(0);
    OutboundMessage head = text.read(payload, sha256 -> new byte[0]);
    var id = new GeneratedKeyHolder();
    jdbc.sql(
            """
            insert into outbox_message (message_key, route, dossier_code, channel, recipient,
              subject, payload, fallbacks, state, attempts, enqueued_at, next_attempt_at, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', 0, ?, ?, 0)
            """)
        .params(
            route.key(),
            route.number(),
            route.dossier().value(),
            head.channel().name(),
            head.recipient(),
            head.subject(),
            payload,
            text.join(routes.subList(1, routes.size())),
            Sql.utc(at),
            Sql.utc(at))
        .update(id, "id");
    return java.util.Objects.requireNonNull(id.getKey()).longValue();
  }

  /**
   * The message of an entry, with its files.
   *
   * @throws onestop.kernel.Failure if a file is missing or damaged
   */
  OutboundMessage message(OutboxEntry entry) {
    String payload =
        jdbc.sql("select payload from outbox_message where id = ?")
            .params(entry.id())
            .query(String.class)
            .single();
    return text.read(
        payload,
        sha256 ->
            jdbc.sql("select bytes from outbox_attachment where message_key = ? and sha256 = ?")
                .params(entry.key(), sha256)
                .query((row, n) -> Optional.ofNullable(row.getBytes("bytes")))
                .single()
                .orElseGet(() -> files.read(sha256)));
  }

  /** Locks the next due message of a channel that no other transaction has locked. */
  Optional<OutboxEntry> lockDue(OutboundMessage.Channel channel, Instant now) {
    return jdbc.sql(
            ENTRY
                + "where state = 'QUEUED' and channel = ? and next_attempt_at <= ? "
                + "order by next_attempt_at, id fetch first 1 rows only for update skip locked")
        .params(channel.name(), Sql.utc(now))
        .query(OutboxStore::entry)
        .optional();
  }

  /** Locks a message that has waited since {@code before} or longer and has another channel. */
  Optional<OutboxEntry> lockWaiting(OutboundMessage.Channel channel, Instant before) {
    return jdbc.sql(
            ENTRY
                + "where state = 'QUEUED' and channel = ? and enqueued_at <= ? "
                + "and fallbacks <> '[]' "
                + "order by id fetch first 1 rows only for update skip locked")
        .params(channel.name(), Sql.utc(before))
        .query(OutboxStore::entry)
        .optional();
  }

  /** Locks one message that a relay has held since {@code before} or longer. */
  Optional<OutboxEntry> lockAbandoned(Instant before) {
    return jdbc.sql(
            ENTRY
                + "where state = 'SENDING' and taken_at <= ? "
                + "order by id fetch first 1 rows only for update skip locked")
        .params(Sql.utc(before))
        .query(OutboxStore::entry)
        .optional();
  }

  Optional<OutboxEntry> lock(long id) {
    return jdbc.sql(ENTRY + "where id = ? for update")
        .params(id)
        .query(OutboxStore::entry)
        .optional();
  }

  /** Marks a locked entry as being sent and counts the attempt. */
  OutboxEntry take(OutboxEntry entry, Instant at) {
    updated(
        jdbc.sql(
                """
                update outbox_message set state = 'SENDING', attempts = attempts + 1, taken_at = ?,
                  next_attempt_at = null, settled_at = null, revision = revision + 1
                where id = ? and revision = ?
                """)
            .params(Sql.utc(at), entry.id(), entry.revision())
            .update());
    return new OutboxEntry(
        entry.id(),
        entry.key(),
        entry.route(),
        entry.dossier(),
        entry.channel(),
        entry.recipient(),
        entry.subject(),
        DeliveryState.SENDING,
        entry.attempts() + 1,
        entry.enqueuedAt(),
        null,
        null,
        entry.detail(),
        entry.revision() + 1);
  }

  /**
   * A change of an entry's state.
   *
   * @param nextAttemptAt the due time if {@code to} is QUEUED; null means at once
   */
  record Move(DeliveryState to, @Nullable String detail, @Nullable Instant nextAttemptAt) {
    static Move to(DeliveryState state) {
      return new Move(state, null, null);
    }

    Move saying(String what) {
      return new Move(to, what, nextAttemptAt);
    }

    Move notBefore(Instant moment) {
      return new Move(to, detail, moment);
    }
  }

  /** Moves a locked entry to another state. */
  void move(OutboxEntry entry, Move move, Instant at) {
    boolean queued = move.to() == DeliveryState.QUEUED;
    Instant next = move.nextAttemptAt() == null ? at : move.nextAttemptAt();
    updated(
        jdbc.sql(
                """
                update outbox_message set
                  attempts = case when settled_at is not null and ? = 'QUEUED' then 0 else attempts end,
                  state = ?, next_attempt_at = ?, settled_at = ?,
                  detail = ?, taken_at = null, revision = revision + 1
                where id = ? and revision = ?
                """)
            .param(move.to().name())
            .param(move.to().name())
            .param(queued ? Sql.utc(next) : null)
            .param(queued ? null : Sql.utc(at))
            .param(move.detail())
            .param(entry.id())
            .param(entry.revision())
            .update());
  }

  void log(OutboxEntry entry, DeliveryAttempt attempt) {
    jdbc.sql(
            """
            insert into outbox_attempt (message_id, attempt, outcome, state_after, detail, actor, at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            entry.id(),
            attempt.attempt(),
            attempt.outcome(),
            attempt.after().name(),
            attempt.detail(),
            attempt.actor(),
            Sql.utc(attempt.at()))
        .update();
  }

  Optional<OutboxEntry> find(long id) {
    return jdbc.sql(ENTRY + "where id = ?").params(id).query(OutboxStore::entry).optional();
  }

  List<OutboxEntry> find(Outbox.Search search, int max) {
    StringBuilder where = new StringBuilder("where 1 = 1 ");
    Map<String, Object> values = new HashMap<>(Map.of("max", max));
    if (!search.states().isEmpty()) {
      where.append("and state in (:states) ");
      values.put("states", search.states().stream().map(Enum::name).toList());
    }
    if (search.channel() != null) {
      where.append("and channel = :channel ");
      values.put("channel", search.channel().name());
    }
    if (search.dossier() != null) {
      where.append("and dossier_code = :dossier ");
      values.put("dossier", search.dossier().value());
    }
    if (search.before() != null) {
      where.append("and id < :before ");
      values.put("before", search.before());
    }
    return jdbc.sql(ENTRY + where + "order by id desc fetch first :max rows only")
        .params(values)
        .query(OutboxStore::entry)
        .list();
  }

  /** Failed and ambiguous entries with no way that succeeded or is tried, newest first. */
  List<OutboxEntry> lost(long before, int max) {
    return jdbc.sql(
            ENTRY
                + """
                where state in ('FAILED', 'AMBIGUOUS') and id < ? and not exists (
                  select 1 from outbox_message way where way.message_key = outbox_message.message_key
                   and way.state in ('QUEUED', 'SENDING', 'SENT', 'DELIVERED')) order by id desc fetch first ? rows only
                """)
        .params(before, max)
        .query(OutboxStore::entry)
        .list();
  }

  List<OutboxEntry> of(DossierCode dossier) {
    return jdbc.sql(ENTRY + "where dossier_code = ? order by id")
        .params(dossier.value())
        .query(OutboxStore::entry)
        .list();
  }

  List<OutboxEntry> of(String key) {
    return jdbc.sql(ENTRY + "where message_key = ? order by route")
        .params(key)
        .query(OutboxStore::entry)
        .list();
  }

  List<OutboxEntry> in(DeliveryState state, int max) {
    return jdbc.sql(ENTRY + "where state = ? order by id fetch first ? rows only")
        .params(state.name(), max)
        .query(OutboxStore::entry)
        .list();
  }

  long count(DeliveryState state) {
    return jdbc.sql("select count(*) from outbox_message where state = ?")
        .params(state.name())
        .query(Long.class)
        .single();
  }

  Optional<Instant> nextAttemptAt() {
    return jdbc.sql("select min(next_attempt_at) as at from outbox_message where state = 'QUEUED'")
        .query((row, n) -> Optional.ofNullable(Sql.instantOrNull(row, "at")))
        .single();
  }

  /** The time since which the oldest queued message has waited. */
  Optional<Instant> oldestQueued() {
    return jdbc.sql("select min(enqueued_at) as at from outbox_message where state = 'QUEUED'")
        .query((row, n) -> Optional.ofNullable(Sql.instantOrNull(row, "at")))
        .single();
  }

  List<ChannelRest> rests() {
    return jdbc.sql(
            """
            select channel, failures, rests_until, since, reason, revision
              from outbox_rest order by channel
            """)
        .query(ChannelRestStore::rest)
        .list();
  }

  List<DeliveryAttempt> attempts(long id) {
    return jdbc.sql(
            """
            select attempt, outcome, state_after, detail, actor, at
            from outbox_attempt where message_id = ? order by id
            """)
        .params(id)
        .query(
            (row, n) ->
                new DeliveryAttempt(
                    row.getInt("attempt"),
                    row.getString("outcome"),
                    DeliveryState.valueOf(row.getString("state_after")),
                    row.getString("detail"),
                    row.getString("actor"),
                    Sql.instant(row, "at")))
        .list();
  }

  private static OutboxEntry entry(ResultSet row, int number) throws SQLException {
    return new OutboxEntry(
        row.getLong("id"),
        row.getString("message_key"),
        row.getInt("route"),
        new DossierCode(row.getString("dossier_code")),
        OutboundMessage.Channel.valueOf(row.getString("channel")),
        row.getString("recipient"),
        row.getString("subject"),
        DeliveryState.valueOf(row.getString("state")),
        row.getInt("attempts"),
        Sql.instant(row, "enqueued_at"),
        Sql.instantOrNull(row, "next_attempt_at"),
        Sql.instantOrNull(row, "settled_at"),
        row.getString("detail"),
        row.getLong("revision"));
  }

  private static void updated(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("an outbox entry changed under its lock");
    }
  }

  private record Route(String key, int number, DossierCode dossier) {}
}
