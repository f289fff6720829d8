package onestop.web.page.work;

import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last act of an officer on waiting items, which one more act takes back. The session keeps it
 * until the next act, or until it is taken back.
 *
 * @param no counts the acts of the session, so that the button of an older page does nothing
 * @param act {@code claim}, {@code release}, {@code assign} or {@code finish}
 * @param items the items that the act changed
 */
public record Undo(int no, String act, List<Item> items) implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private static final String KEPT = Undo.class.getName();
  private static final String COUNT = KEPT + ".no";

  public Undo {
    items = List.copyOf(items);
  }

  /**
   * An item that the act changed.
   *
   * @param before the login of its holder before the act, null if it was free; of a step that has
   *     ended, the code of its dossier
   * @param now the login of its holder after the act; null if it is free
   */
  public record Item(String id, @Nullable String before, @Nullable String now)
      implements Serializable {
    @Serial private static final long serialVersionUID = 1L;
  }

  List<String> ids() {
    return items.stream().map(Item::id).toList();
  }

  /** Keeps an act in place of the one before; an act that changed nothing leaves none. */
  static @Nullable Undo keep(HttpSession session, String act, List<Item> items) {
    synchronized (session) {
      int no = session.getAttribute(COUNT) instanceof Integer before ? before + 1 : 1;
      session.setAttribute(COUNT, no);
      Undo undo = items.isEmpty() ? null : new Undo(no, act, items);
      session.setAttribute(KEPT, undo);
      return undo;
    }
  }

  /** Adds a further portion to the act that the session keeps. */
  static void extend(HttpSession session, String act, List<Item> items) {
    synchronized (session) {
      Undo before = kept(session);
      keep(
          session,
          act,
          before == null || !before.act.equals(act)
              ? items
              : Stream.concat(before.items.stream(), items.stream()).toList());
    }
  }

  /** The act that can be taken back now. */
  static @Nullable Undo kept(HttpSession session) {
    return session.getAttribute(KEPT) instanceof Undo undo ? undo : null;
  }

  /** Takes the act out of the session; null if another act has come since. */
  static @Nullable Undo take(HttpSession session, int no) {
    synchronized (session) {
      Undo undo = kept(session);
      if (undo == null || undo.no != no) {
        return null;
      }
      session.removeAttribute(KEPT);
      return undo;
    }
  }
}
