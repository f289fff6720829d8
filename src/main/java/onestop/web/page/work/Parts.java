package onestop.web.page.work;

import org.jspecify.annotations.Nullable;

/** Requests of the pages' own scripts for a part of a page instead of all of it. */
final class Parts {
  /** The header of such a request; its value names the part. */
  static final String HEADER = "Onestop-Part";

  /** The item beside the list. */
  static final String PANEL = "panel";

  private Parts() {}

  /** The view of the list: its page, or for a script that closes an item what the page contains. */
  static String list(@Nullable String part) {
    return PANEL.equals(part) ? "work :: content" : "work";
  }

  /** The view of an item: its page, or for a script the part that stands beside the list. */
  static String item(@Nullable String part) {
    return PANEL.equals(part) ? "work-item :: content" : "work-item";
  }
}
