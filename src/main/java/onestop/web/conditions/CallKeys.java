package onestop.web.conditions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

/**
 * The keys under which officers called the API, each with the answer that it got. A key is taken
 * before its act begins, and answered in the act's own transaction: a node that dies between the
 * two leaves a key without an answer, which the next call takes over after {@link #LONGEST}.
 */
@Repository
class CallKeys {
  /** How long a key stands for its act. */
  static final Duration KEPT = Duration.ofHours(24);

  /** No act takes longer; a key without an answer is free again after that time. */
  static final Duration LONGEST = Duration.ofMinutes(2);

  private final Sql sql;
  private final Clock clock;

  CallKeys(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * One call under a key.
   *
   * @param digest of all that the call asks for
   */
  record Call(OfficerId officer, String key, String digest) {}

  /** The right to act under a key, until its call is answered or given up. */
  record Turn(Call call, String token) {}

  /**
   * An answer as it was sent.
   *
   * @param body in Base64
   */
  record Answer(int status, @Nullable String type, @Nullable String location, String body) {}

  /** A key as it stands; without an answer its act is at work. */
  private record Row(String digest, String token, Instant begunAt, @Nullable Answer answer) {
    static Row of(ResultSet row, int no) throws SQLException {
      int status = row.getInt("status");
      Answer answer =
          row.wasNull()
              ? null
              : new Answer(
                  status,
                  row.getString("content_type"),
                  row.getString("location"),
                  row.getString("body"));
      return new Row(
          row.getString("digest"), row.getString("token"), Sql.instant(row, "begun_at"), answer);
    }
  }

  /** What a call finds: its turn, or the answer of an earlier one. */
  record Found(@Nullable Turn turn, @Nullable Answer answer) {}

  /**
   * Takes a key, in a transaction of its own.
   *
   * @throws Failure {@code web/key-of-another-call} if another call was made under it, {@code
   *     web/key-at-work} if its call is not answered yet
   */
  Found take(Call call) {
    Instant now = clock.instant();
    sql.client()
        .sql("delete from call_key where officer = ? and call_key = ? and begun_at < ?")
        .params(call.officer().value(), call.key(), Sql.utc(now.minus(KEPT)))
        .update();
    Turn turn = new Turn(call, UUID.randomUUID().toString());
    try {
      sql.client()
          .sql(
              "insert into call_key (officer, call_key, digest, token, begun_at)"
                  + " values (?, ?, ?, ?, ?)")
          .params(call.officer().value(), call.key(), call.digest(), turn.token(), Sql.utc(now))
          .update();
      return new Found(turn, null);
    } catch (DuplicateKeyException taken) {
      return taken(turn, now);
    }
  }

  private Found taken(Turn turn, Instant now) {
    Call call = turn.call();
    Row row = read(call).orElseThrow(() -> atWork(call)); // given up at this moment
    if (!row.digest().equals(call.digest())) {
      throw Failure.conflict("web", "key-of-another-call", "key", call.key());
    }
    if (row.answer() != null) {
      return new Found(null, row.answer());
    }
    if (row.begunAt().isAfter(now.minus(LONGEST)) || !takeOver(turn, row, now)) {
      throw atWork(call);
    }
    return new Found(turn, null);
  }

  private static Failure atWork(Call call) {
    return Failure.conflict("web", "key-at-work", "key", call.key());
  }

  private Optional<Row> read(Call call) {
    return sql.client()
        .sql("select * from call_key where officer = ? and call_key = ?")
        .params(call.officer().value(), call.key())
        .query(Row::of)
        .optional();
  }

  private boolean takeOver(Turn turn, Row left, Instant now) {
    return sql.client()
            .sql(
                """
                update call_key set token = ?, begun_at = ?
                 where officer = ? and call_key = ? and token = ? and status is null
                """)
            .params(
                turn.token(),
                Sql.utc(now),
                turn.call().officer().value(),
                turn.call().key(),
                left.token())
            .update()
        == 1;
  }

  /**
   * Keeps the answer, in the caller's transaction.
   *
   * @throws Failure {@code web/key-at-work} if another call has taken the key over meanwhile
   */
  void answer(Turn turn, Answer answer) {
    int kept =
        sql.client()
            .sql(
                """
                update call_key set status = ?, content_type = ?, location = ?, body = ?
                 where officer = ? and call_key = ? and token = ? and status is null
                """)
            .params(
                answer.status(),
                answer.type(),
                answer.location(),
                answer.body(),
                turn.call().officer().value(),
                turn.call().key(),
                turn.token())
            .update();
    if (kept == 0) {
      throw atWork(turn.call());
    }
  }

  /** Frees the key of a call that did nothing. */
  void giveUp(Turn turn) {
    sql.client()
        .sql(
            "delete from call_key"
                + " where officer = ? and call_key = ? and token = ? and status is null")
        .params(turn.call().officer().value(), turn.call().key(), turn.token())
        .update();
  }

  /** Removes the keys that stand for nothing any more; returns their number. */
  int sweep() {
    return sql.client()
        .sql("delete from call_key where begun_at < ?")
        .param(Sql.utc(clock.instant().minus(KEPT)))
        .update();
  }
}
