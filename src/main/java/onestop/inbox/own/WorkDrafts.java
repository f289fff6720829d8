package onestop.inbox.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * The drafts of officers, one for each officer and work item. They stay with the item when it
 * changes hands, and are erased with its row when it ends. Each call is one statement or few, each
 * of its own transaction.
 */
@Service
public class WorkDrafts {
  /** The greatest number of characters of all fields together. */
  public static final int LONGEST = 40_000;

  private static final int MOST_FIELDS = 60;
  private static final int LONGEST_NAME = 80;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

  private final Sql sql;
  private final Clock clock;

  WorkDrafts(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * The result of a save.
   *
   * @param draft the draft as it is stored now
   * @param saved false if it was changed elsewhere meanwhile: then nothing was saved
   */
  public record Save(Draft draft, boolean saved) {}

  /** The drafts of an item, the last saved first. */
  public List<Draft> of(String workItemId) {
    return sql.client()
        .sql("select * from work_draft where work_item_id = ? order by saved_at desc, officer")
        .param(workItemId)
        .query(WorkDrafts::draft)
        .list();
  }

  /** The draft of an officer. */
  public Optional<Draft> find(String workItemId, OfficerId officer) {
    return sql.client()
        .sql("select * from work_draft where work_item_id = ? and officer = ?")
        .params(workItemId, officer.value())
        .query(WorkDrafts::draft)
        .optional();
  }

  /**
   * Saves the draft of an officer over the revision that the officer has seen; 0 if none. A draft
   * that was discarded meanwhile begins anew.
   *
   * @throws Failure {@code inbox/draft-large}, {@code inbox/draft-name}, or {@code
   *     inbox/item-ended} if the item does not wait
   */
  public Save save(String workItemId, OfficerId officer, int seen, Map<String, String> fields) {
    require(fields);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Draft next = new Draft(workItemId, officer, seen + 1, now, fields);
    int changed =
        sql.client()
            .sql(
                """
                update work_draft set content = ?, revision = revision + 1, saved_at = ?
                 where work_item_id = ? and officer = ? and revision = ?
                """)
            .params(text(fields), Sql.utc(now), workItemId, officer.value(), seen)
            .update();
    if (changed == 1) {
      return new Save(next, true);
    }
    Optional<Draft> present = find(workItemId, officer);
    return present.isPresent() ? new Save(present.get(), false) : begun(next);
  }

  private Save begun(Draft draft) {
    try {
      sql.client()
          .sql(
              """
              insert into work_draft (work_item_id, officer, revision, content, saved_at)
              values (?, ?, ?, ?, ?)
              """)
          .params(
              draft.workItemId(),
              draft.officer().value(),
              draft.revision(),
              text(draft.fields()),
              Sql.utc(draft.savedAt()))
          .update();
      return new Save(draft, true);
    } catch (DuplicateKeyException twin) { // saved at the same time in another window
      return new Save(find(draft.workItemId(), draft.officer()).orElseThrow(() -> twin), false);
    } catch (DataIntegrityViolationException gone) {
      throw Failure.conflict("inbox", "item-ended").causedBy(gone);
    }
  }

  /** Erases the draft of an officer, if its revision is still the one that the officer has seen. */
  public boolean discard(String workItemId, OfficerId officer, int seen) {
    return sql.client()
            .sql("delete from work_draft where work_item_id = ? and officer = ? and revision = ?")
            .params(workItemId, officer.value(), seen)
            .update()
        == 1;
  }

  /** Erases all drafts of an item: what they were for has been proposed. */
  public void erase(String workItemId) {
    sql.client().sql("delete from work_draft where work_item_id = ?").param(workItemId).update();
  }

  /** Erases the drafts saved last before that moment; returns their number. */
  public int forget(Instant before) {
    return sql.client()
        .sql("delete from work_draft where saved_at < ?")
        .param(Sql.utc(before))
        .update();
  }

  private static void require(Map<String, String> fields) {
    int length = fields.values().stream().mapToInt(String::length).sum();
    if (length > LONGEST || fields.size() > MOST_FIELDS) {
      throw Failure.badInput("inbox", "draft-large", "length", length, "max", LONGEST);
    }
    for (String name : fields.keySet()) {
      if (name.length() > LONGEST_NAME) {
        throw Failure.badInput(
            "inbox", "draft-name", "name", name.substring(0, 20) + "…", "max", LONGEST_NAME);
      }
    }
  }

  private static String text(Map<String, String> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Draft draft(ResultSet rs, int row) throws SQLException {
    try {
      return new Draft(
          rs.getString("work_item_id"),
          new OfficerId(rs.getString("officer")),
          rs.getInt("revision"),
          Sql.instant(rs, "saved_at"),
          JSON.readValue(rs.getString("content"), FIELDS));
    } catch (JsonProcessingException e) {
      throw new SQLException("the draft cannot be read", e);
    }
  }
}
