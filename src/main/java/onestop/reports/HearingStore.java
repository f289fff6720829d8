package onestop.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The answers that were given, as texts. The first one to a question stays. */
@Repository
class HearingStore {
  private final JdbcClient jdbc;

  HearingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
   * Keeps an answer unless one is kept already, in a transaction of its own.
   *
   * @return the one that is kept
   */
  Kept keep(String question, Kept answer, Instant givenAt) {
    try {
      jdbc.sql(
              """
              insert into hearing_answer (question, body, body_sha256, given_at)
              values (?, ?, ?, ?)
              """)
          .params(question, answer.body(), answer.sha256(), Sql.utc(givenAt))
          .update();
      // if we die here the answer is kept though nobody has seen it; asked again it is given
      return answer;
    } catch (DuplicateKeyException other) {
      return find(question).orElseThrow(() -> other); // another node was first: its answer stays
    }
  }

  private static Kept kept(ResultSet rs, int row) throws SQLException {
    return new Kept(rs.getString("body"), rs.getString("body_sha256"));
  }
}
