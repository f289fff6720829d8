package onestop.inbox.own;

import java.time.Instant;
import java.util.Map;
import onestop.kernel.OfficerId;

/**
 * What an officer has typed into the form of a work item and not sent.
 *
 * @param revision from 1, one more each time it is saved
 * @param fields the typed values by the names of the fields; personal data, so no log shows them
 */
public record Draft(
    String workItemId,
    OfficerId officer,
    int revision,
    Instant savedAt,
    Map<String, String> fields) {
  public Draft {
    fields = Map.copyOf(fields);
  }

  /** Names item, officer and revision only. */
  @Override
  public String toString() {
    return "Draft[" + workItemId + ", " + officer.value() + ", " + revision + "]";
  }
}
