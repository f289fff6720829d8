package onestop.desk.work;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import onestop.desk.Caller;
import onestop.inbox.ItemReaders;
import onestop.kernel.OfficerId;
import org.springframework.stereotype.Service;

/** Who has which items open, for the officers at whose desks these items wait. */
@Service
public final class Presence {
  private final ItemReaders readers;
  private final Assignments assignments;

  Presence(ItemReaders readers, Assignments assignments) {
    this.readers = readers;
    this.assignments = assignments;
  }

  /**
   * The caller has the item open.
   *
   * @throws onestop.kernel.Failure {@code web/work-item-gone} if it does not wait at a desk of the
   *     caller
   */
  public void see(String id, Caller caller) {
    readers.see(assignments.row(id, caller), caller.id());
  }

  /** The caller has left the item, which may have ended meanwhile. */
  public void leave(String id, Caller caller) {
    readers.leave(id, caller.id());
  }

  /** Who else has these items open, as {@link ItemReaders#of}. */
  public Map<String, List<OfficerId>> others(Collection<String> ids, Caller caller) {
    return readers.of(ids, caller.id());
  }
}
