package onestop.web.worklist;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list or board from which an item was opened, given as a parameter and trusted no further. */
public final class ReturnPath {
  /** The list without any choice. */
  public static final String LIST = "/my-work";

  /** The board of supervisors, from which work is assigned. */
  public static final String BOARD = "/board";

  private static final int LONGEST = 2000;

  private ReturnPath() {}

  /** The given address if it is one of the list, else the list itself. */
  public static String of(@Nullable String given) {
    return given != null && isOwn(given) ? given : LIST;
  }

  private static boolean isOwn(String given) {
    return given.length() <= LONGEST
        && Stream.of(LIST, BOARD)
            .anyMatch(list -> given.equals(list) || given.startsWith(list + "?"))
        && given.chars().allMatch(c -> c > ' ' && c < 0x7f && "\\#{}\"<>".indexOf(c) < 0);
  }

  /** The page of an item that leads back to the list. */
  public static String item(String id, String list) {
    return LIST + "/" + id + (list.equals(LIST) ? "" : "?back=" + WorkListAddress.encoded(list));
  }
}
