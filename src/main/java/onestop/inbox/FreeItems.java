package onestop.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.steps.FirstFree.Candidate;
import onestop.forecast.Chance;
import onestop.forecast.Forecasts.Need;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.InboxQuery.Tab;
import onestop.store.Sql;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The free items of a reader's desks in the order in which they are given out, by {@link Chance};
 * items of dossiers that have their result come last.
 *
 * <p>Items of one step of one procedure need the same time. So only the first of each kind that can
 * still be saved are compared, and the working time left is counted for them alone.
 */
@Component
class FreeItems {
  /** As many free items, most urgent first, as are compared. */
  private static final int COMPARED = 2_000;

  private final Sql sql;
  private final Chances chances;

  FreeItems(Sql sql, Chances chances) {
    this.sql = sql;
    this.chances = chances;
  }

  /** The items in their order. */
  @Transactional(readOnly = true)
  public Stream<Candidate> inOrder(Reader reader) {
    List<InboxItem> free = free(reader);
    Map<String, List<InboxItem>> kinds = new LinkedHashMap<>();
    List<InboxItem> closed = new ArrayList<>();
    for (InboxItem item : free) {
      if (item.times().closedAt() != null) {
        closed.add(item);
      } else {
        kinds.computeIfAbsent(kind(item), key -> new ArrayList<>()).add(item);
      }
    }
    List<InboxItem> lost = new ArrayList<>();
    PriorityQueue<Line> lines = new PriorityQueue<>();
    for (List<InboxItem> items : kinds.values()) {
      Line line = line(items, reader.now(), lost);
      if (!line.saved().isEmpty()) {
        lines.add(line);
      }
    }
    lost.sort(Comparator.comparing(item -> Chances.dueAt(item, reader.now())));
    return Stream.concat(merged(lines), Stream.concat(lost.stream(), closed.stream()))
        .map(item -> new Candidate(item.workItemId(), item.dossier()));
  }

  private static Stream<InboxItem> merged(PriorityQueue<Line> lines) {
    return Stream.generate(
            () -> {
              Line line = lines.remove();
              InboxItem item = line.saved().remove();
              if (!line.saved().isEmpty()) {
                lines.add(line.again());
              }
              return item;
            })
        .limit(lines.stream().mapToLong(line -> line.saved().size()).sum());
  }

  /** The items of one kind that can still be saved, first due first. */
  private record Line(
      Deque<InboxItem> saved, Need need, WorkingCalendar calendar, Instant now, Chance chance)
      implements Comparable<Line> {
    Line again() {
      return of(saved, need, calendar, now);
    }

    static Line of(Deque<InboxItem> saved, Need need, WorkingCalendar calendar, Instant now) {
      InboxItem first = saved.peek();
      long left = first == null ? 0 : Chances.between(calendar, now, Chances.dueAt(first, now));
      return new Line(saved, need, calendar, now, new Chance(left, need.work()));
    }

    @Override
    public int compareTo(Line other) {
      return chance.compareTo(other.chance);
    }
  }

  private Line line(List<InboxItem> items, Instant now, List<InboxItem> lost) {
    InboxItem any = items.get(0);
    Need need = chances.need(any.step(), any.about());
    WorkingCalendar calendar = chances.calendar(any.about().agencies().resolving());
    Instant latest = calendar.plusWorking(now, Duration.ofMinutes(need.work()));
    Deque<InboxItem> saved = new ArrayDeque<>();
    items.sort(Comparator.comparing(item -> Chances.dueAt(item, now)));
    for (InboxItem item : items) {
      if (Chances.dueAt(item, now).isBefore(latest)) {
        lost.add(item);
      } else {
        saved.add(item);
      }
    }
    return Line.of(saved, need, calendar, now);
  }

  private static String kind(InboxItem item) {
    return String.join(
        " ",
        String.valueOf(item.about().procedure()),
        item.step(),
        item.about().agencies().receiving().value(),
        item.about().agencies().resolving().value());
  }

  private List<InboxItem> free(Reader reader) {
    InboxConditions conditions = new InboxConditions(reader);
    return sql.reading("inbox_item")
        .sql(
            "select * from inbox_item where agency = any(:agencies) and "
                + conditions.of(Tab.UNASSIGNED)
                + " order by own_due_at, work_item_id fetch first :most rows only")
        .params(conditions.params())
        .param("most", COMPARED)
        .query(InboxTable::item)
        .list();
  }
}
