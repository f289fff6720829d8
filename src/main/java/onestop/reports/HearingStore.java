package onestop.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The answers given, as texts. The first answer to a question is never replaced. */
@Repository
class HearingStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  HearingStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** An answer's text and its hash. */
  record Kept(String body, String sha256) {}

  Optional<Kept> find(String question) {
    return jdbc.sql("select body, body_sha256 from hearing_answer where question = ?")
        .param(question)
        .query(HearingStore::kept)
        .optional();
  }

  /**
   * Keeps an answer, given now, unless the question has one already, in a transaction of its own.
   *
   * @return the kept answer
   */
  Kept keep(String question, Kept answer) {
    Instant givenAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      jdbc.sql(
              """
              insert into hearing_answer (question, body, body_sha256, given_at)
              values (?, ?, ?, ?)
              """)
          .params(question, answer.body(), answer.sha256(), Sql.utc(givenAt))
          .update();
      // if we die here the answer is kept and not yet sent; the next request gets it
      return answer;
    } catch (DuplicateKeyException other) {
      return find(question).orElseThrow(() -> other); // another node was first: its answer is kept
    }
  }

  private static Kept kept(ResultSet rs, int row) throws SQLException {
    return new Kept(rs.getString("body"), rs.getString("body_sha256"));
  }
}
