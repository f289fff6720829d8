package onestop.desk.reading;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import onestop.engine.WorkItem;
import org.springframework.stereotype.Component;

/**
 * The work items that officers opened or acted on last through this node. Safe for many threads; it
 * forgets the oldest beyond {@value #MOST}, and everything at the end of the process.
 */
@Component
public final class SeenItems {
  private static final int MOST = 20_000;

  @GuardedBy("seen")
  private final Map<String, SeenItem> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SeenItem> eldest) {
          return size() > MOST;
        }
      };

  /** Remembers an item. */
  void see(WorkItem item) {
    synchronized (seen) {
      seen.put(item.id(), SeenItem.of(item));
    }
  }

  /** What is remembered of the item of that id. */
  public Optional<SeenItem> find(String id) {
    synchronized (seen) {
      return Optional.ofNullable(seen.get(id));
    }
  }
}
