package onestop.desk.work;

import onestop.desk.Caller;
import onestop.inbox.own.ListColumns;
import onestop.inbox.own.ListColumns.Shown;
import onestop.inbox.own.SavedViews;
import org.springframework.stereotype.Service;

/** What an officer's lists of work show, for the list as such and for each saved view. */
@Service
public final class ListLayout {
  private final ListColumns columns;
  private final SavedViews views;

  ListLayout(ListColumns columns, SavedViews views) {
    this.columns = columns;
    this.views = views;
  }

  /** The columns of the caller's list, as {@link ListColumns#of}. */
  public Shown of(int view, Caller caller) {
    return columns.of(caller.id(), view);
  }

  /**
   * Chooses the columns of a list.
   *
   * @throws onestop.kernel.Failure {@code inbox/view-unknown} if the caller has no view of that
   *     number, {@code inbox/columns-many}
   */
  public void choose(int view, Shown chosen, Caller caller) {
    if (view != ListColumns.NO_VIEW) {
      views.require(caller.id(), view);
    }
    columns.choose(caller.id(), view, chosen);
  }
}
