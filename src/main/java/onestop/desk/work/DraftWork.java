package onestop.desk.work;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.desk.Caller;
import onestop.inbox.InboxItem;
import onestop.inbox.own.Draft;
import onestop.inbox.own.WorkDrafts;
import onestop.inbox.own.WorkDrafts.Save;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What officers have typed and not sent. Only an officer who may end the item sees its drafts: an
 * item that is given back or assigned anew takes them along, each under its author's name.
 */
@Service
public final class DraftWork {
  private final WorkDrafts drafts;
  private final Assignments assignments;

  DraftWork(WorkDrafts drafts, Assignments assignments) {
    this.drafts = drafts;
    this.assignments = assignments;
  }

  /**
   * The drafts of an item.
   *
   * @param own the caller's; null if there is none
   * @param others those of others, the last saved first
   */
  public record Drafts(@Nullable Draft own, List<Draft> others) {
    /** The draft of that officer. */
    public Optional<Draft> by(@Nullable String login) {
      return others.stream().filter(draft -> draft.officer().value().equals(login)).findFirst();
    }
  }

  /** The drafts of an item that the caller may end. */
  public Drafts of(String id, Caller caller) {
    List<Draft> all = drafts.of(id);
    return new Drafts(
        all.stream().filter(draft -> draft.officer().equals(caller.id())).findFirst().orElse(null),
        all.stream().filter(draft -> !draft.officer().equals(caller.id())).toList());
  }

  /**
   * Saves the caller's draft, as {@link WorkDrafts#save}.
   *
   * @throws Failure {@code web/work-item-gone} if the item does not wait at a desk of the caller,
   *     {@code desk/draft-held} if another officer holds it
   */
  public Save save(String id, int seen, Map<String, String> fields, Caller caller) {
    require(id, caller);
    return drafts.save(id, caller.id(), seen, fields);
  }

  /** The caller's draft of an item that the caller may end. */
  public Optional<Draft> find(String id, Caller caller) {
    require(id, caller);
    return drafts.find(id, caller.id());
  }

  /** Erases the caller's draft of that revision; false if it is another one by now. */
  public boolean discard(String id, int seen, Caller caller) {
    require(id, caller);
    return drafts.discard(id, caller.id(), seen);
  }

  private void require(String id, Caller caller) {
    InboxItem row = assignments.row(id, caller);
    OfficerId holder = row.assignee();
    if (holder != null && !holder.equals(caller.id())) {
      throw Failure.conflict("desk", "draft-held", "holder", holder.value());
    }
  }
}
