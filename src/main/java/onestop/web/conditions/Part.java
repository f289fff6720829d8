package onestop.web.conditions;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a call asks for, by {@code limit} and {@code cursor}: every list of the
 * API has these two. Without them a list is answered as its handler gives it.
 *
 * @param limit the most elements; null for as many as usual
 * @param cursor where the last part ended; null at the beginning
 */
record Part(@Nullable Integer limit, @Nullable String cursor) {
  private static final String ATTRIBUTE = Part.class.getName();

  /** Some elements of a list, and the cursor of the next ones. */
  record Cut(List<?> elements, @Nullable String next) {}

  /**
   * The part that the parameters of a request ask for; null if it has neither.
   *
   * @throws Failure {@code web/limit-unreadable}
   */
  static @Nullable Part asked(HttpServletRequest request) {
    String limit = request.getParameter(Parts.LIMIT);
    String cursor = request.getParameter(Parts.CURSOR);
    boolean limited = limit != null && !limit.isBlank();
    boolean placed = cursor != null && !cursor.isBlank();
    return limited || placed
        ? new Part(limited ? limit(Objects.requireNonNull(limit)) : null, placed ? cursor : null)
        : null;
  }

  private static Integer limit(String text) {
    if (text.matches("\\d{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= Parts.MOST) {
        return limit;
      }
    }
    throw Failure.badInput("web", "limit-unreadable", "max", Parts.MOST, "field", Parts.LIMIT);
  }

  /** Keeps the part for the answer. */
  void keep(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The part that was kept; null if none was asked for. */
  static @Nullable Part kept(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Part part ? part : null;
  }

  /**
   * Cuts the part out of the whole list. The cursor names the last element by its first value, so
   * that what was added or removed before it shifts nothing.
   *
   * @throws Failure {@code web/cursor-unreadable}
   */
  Cut of(List<?> all) {
    int from = cursor == null ? 0 : Math.min(all.size(), after(all, cursor));
    int to = Math.min(all.size(), from + (limit == null ? Parts.MOST : limit));
    String next = to < all.size() ? Cursor.of(to - 1, Cursor.of(name(all.get(to - 1)))) : null;
    return new Cut(List.copyOf(all.subList(from, to)), next);
  }

  private static int after(List<?> all, String cursor) {
    List<String> parts = Cursor.parts(cursor, 2);
    if (!parts.get(0).matches("\\d{1,9}")) {
      throw Cursor.unreadable();
    }
    int last = Integer.parseInt(parts.get(0));
    String name = parts.get(1);
    if (last < all.size() && Cursor.of(name(all.get(last))).equals(name)) {
      return last + 1;
    }
    for (int i = 0; i < all.size(); i++) {
      if (Cursor.of(name(all.get(i))).equals(name)) {
        return i + 1;
      }
    }
    return last; // the element is gone, and what followed it has its place
  }

  /** What an element is known by: the first value of a record. */
  private static String name(Object element) {
    RecordComponent[] values = element.getClass().getRecordComponents();
    if (values == null || values.length == 0) {
      return String.valueOf(element);
    }
    try {
      values[0].getAccessor().setAccessible(true);
      return String.valueOf(values[0].getAccessor().invoke(element));
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
