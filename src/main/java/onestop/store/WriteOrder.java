package onestop.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The order in which tables are written: a table after those it refers to, otherwise by name, so
 * that every node writes in the same order. Thread-safe.
 */
final class WriteOrder {
  private final Map<String, Set<String>> references = new ConcurrentSkipListMap<>();

  /**
   * Adds a table, or further references of a known table.
   *
   * @return all known tables in write order, including those that are only referred to
   * @throws IllegalStateException if the references between tables form a cycle
   */
  List<String> with(String table, Set<String> after) {
    Set<String> all = new HashSet<>(of(table));
    all.addAll(after);
    all.remove(table); // a row may refer to an earlier row of its own table
    references.put(table, Set.copyOf(all));
    List<String> sorted = new ArrayList<>();
    references.keySet().forEach(one -> visit(one, sorted, new ArrayDeque<>()));
    return sorted;
  }

  private void visit(String table, List<String> sorted, Deque<String> path) {
    if (sorted.contains(table)) {
      return;
    }
    if (path.contains(table)) {
      throw new IllegalStateException("tables wait for each other: " + path + " and " + table);
    }
    path.addLast(table);
    of(table).stream().sorted().forEach(other -> visit(other, sorted, path));
    path.removeLast();
    sorted.add(table);
  }

  /** The declared references of a table. */
  Set<String> of(String table) {
    return references.getOrDefault(table, Set.of());
  }

  /** These tables and all that they refer to, directly or not. */
  Set<String> closure(Collection<String> tables) {
    Set<String> found = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(tables);
    while (!left.isEmpty()) {
      String table = left.pop();
      if (found.add(table)) {
        left.addAll(of(table));
      }
    }
    return found;
  }
}
