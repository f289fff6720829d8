package onestop.web.worklist;

import java.util.List;
import java.util.Optional;
import onestop.inbox.InboxQuery.Tab;
import onestop.inbox.own.SavedViews.SavedView;

/**
 * The addresses of saved views. A view always names its tab, so that it shows the items that its
 * counter counts; a view saved without one is of the reader's own work.
 */
public final class ViewLinks {
  private ViewLinks() {}

  /** The choices of a view. */
  public static WorkListAddress address(SavedView view) {
    return tabbed(WorkListAddress.parse(view.query()));
  }

  /** The choices as they are saved. */
  public static WorkListAddress tabbed(WorkListAddress address) {
    return address.tab() == null || address.tab().isBlank()
        ? address.on(WorkLists.word(Tab.MINE))
        : address;
  }

  /** Where a view is opened: the list that it selects, under its number. */
  public static String href(SavedView view) {
    return ReturnPath.LIST + "?" + address(view).query() + "&view=" + view.no();
  }

  /**
   * The view that an address shows: the one whose number it has, if its choices are still those;
   * else the first with the same choices, unless they are a tab and nothing more.
   */
  public static Optional<SavedView> shown(WorkListAddress address, List<SavedView> views) {
    String query = tabbed(address).query();
    List<SavedView> same =
        views.stream().filter(view -> address(view).query().equals(query)).toList();
    return same.stream()
        .filter(view -> String.valueOf(view.no()).equals(address.view()))
        .findFirst()
        .or(() -> address.isTabOnly() ? Optional.empty() : same.stream().findFirst());
  }
}
