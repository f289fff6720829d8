package onestop.desk.work;

import java.time.Instant;
import onestop.inbox.Chances;
import onestop.inbox.Chances.Outlook;
import onestop.inbox.InboxItem;
import org.springframework.stereotype.Service;

/** What is expected of a waiting item, for whoever may read its row. */
@Service
public final class ItemOutlooks {
  private final Chances chances;

  ItemOutlooks(Chances chances) {
    this.chances = chances;
  }

  /** The chance of an item as of {@code now}, as {@link Chances#of}. */
  public Outlook of(InboxItem item, Instant now) {
    return chances.of(item, now);
  }
}
