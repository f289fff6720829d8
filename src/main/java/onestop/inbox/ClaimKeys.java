package onestop.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The items that officers were given under a key of theirs. A row is written in the transaction of
 * its claim, so that a repeated request finds either both or neither, on every node.
 */
@Service
public class ClaimKeys {
  private static final int LONGEST = 120;

  private final Sql sql;
  private final Clock clock;

  ClaimKeys(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * The key without blanks around it; null if there is none.
   *
   * @throws Failure {@code inbox/key-long}
   */
  static @Nullable String tidy(@Nullable String key) {
    if (key == null || key.isBlank()) {
      return null;
    }
    if (key.strip().length() > LONGEST) {
      throw Failure.badInput("inbox", "key-long", "max", LONGEST);
    }
    return key.strip();
  }

  /** The id of the item that was given under that key; empty if none was. */
  Optional<String> of(OfficerId officer, String key) {
    return sql.client()
        .sql("select work_item_id from next_claim where officer = ? and claim_key = ?")
        .params(officer.value(), key)
        .query(String.class)
        .optional();
  }

  /**
   * Keeps the item under the key.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another transaction has used the key
   */
  void keep(OfficerId officer, String key, String workItemId) {
    sql.client()
        .sql(
            "insert into next_claim (officer, claim_key, work_item_id, claimed_at)"
                + " values (?, ?, ?, ?)")
        .params(officer.value(), key, workItemId, Sql.utc(clock.instant()))
        .update();
  }

  /** Removes the keys used before that moment; returns their number. */
  int forget(Instant before) {
    return sql.client()
        .sql("delete from next_claim where claimed_at < ?")
        .param(Sql.utc(before))
        .update();
  }
}
