package onestop.web.worklist;

import java.util.List;
import onestop.desk.work.UnitWork;
import onestop.inbox.InboxItem;
import onestop.inbox.InboxPages;
import onestop.inbox.InboxQuery;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.InboxQuery.Tab;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The items that an officer has chosen in a list: some of it, or the whole of it. */
@Component
public final class ChosenItems {
  /** As many items as one request, or the portions of one, may name. */
  public static final int MOST = 1000;

  private final WorkLists lists;
  private final UnitWork work;

  ChosenItems(WorkLists lists, UnitWork work) {
    this.lists = lists;
    this.work = work;
  }

  /**
   * Items by their ids.
   *
   * @param left the number of items of the list that are not among them
   */
  public record Ids(List<String> ids, long left) {}

  /** The items of the list at an address, as many as one request may name. */
  public Ids all(WorkListAddress address, SignedIn signedIn) {
    Reader reader = work.reader(signedIn.caller());
    InboxQuery query = lists.query(address, reader, Tab.MINE);
    InboxPages.Page page = work.page(query, null, MOST);
    long all = work.counts(reader, List.of(query.choice())).chosen().get(0);
    return new Ids(
        page.items().stream().map(InboxItem::workItemId).toList(),
        Math.max(0, all - page.items().size()));
  }

  /**
   * The chosen items.
   *
   * @param whole not null if the whole list is meant
   * @param list the path of the list, with its filters
   * @throws Failure {@code web/too-many-items} for more than {@value #MOST}
   */
  public Ids of(@Nullable String whole, String list, List<String> ids, SignedIn signedIn) {
    if (whole != null) {
      String query = list.contains("?") ? list.substring(list.indexOf('?') + 1) : "";
      return all(WorkListAddress.parse(query), signedIn);
    }
    if (ids.size() > MOST) {
      throw Failure.badInput("web", "too-many-items", "chosen", ids.size(), "max", MOST);
    }
    return new Ids(ids, 0);
  }
}
