package onestop.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.FirstFree.Candidate;
import onestop.forecast.Chance;
import onestop.forecast.Forecasts.Need;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.InboxQuery.Tab;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.ProcedureKey;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
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
    Map<Kind, List<Free>> kinds = new LinkedHashMap<>();
    List<Free> closed = new ArrayList<>();
    for (Free item : free(reader)) {
      if (item.isClosed()) {
        closed.add(item);
      } else {
        kinds.computeIfAbsent(item.kind(), key -> new ArrayList<>()).add(item);
      }
    }
    List<Free> lost = new ArrayList<>();
    PriorityQueue<Line> lines = new PriorityQueue<>();
    kinds.forEach(
        (kind, items) -> {
          Line line = line(kind, items, reader.now(), lost);
          if (!line.saved().isEmpty()) {
            lines.add(line);
          }
        });
    lost.sort(Comparator.comparing(Free::dueAt));
    return Stream.concat(merged(lines), Stream.concat(lost.stream(), closed.stream()))
        .map(item -> new Candidate(item.workItemId(), new DossierCode(item.dossier())));
  }

  /** What needs the same time. */
  private record Kind(
      String step, @Nullable String procedure, int version, String receiving, String resolving) {}

  /**
   * A free item, with what its place among the others depends on.
   *
   * @param dueAt the due date that can still be kept, as {@link Chances#dueAt} says
   * @param isClosed whether its dossier has its result
   */
  private record Free(
      String workItemId, String dossier, Kind kind, Instant dueAt, boolean isClosed) {}

  private static Stream<Free> merged(PriorityQueue<Line> lines) {
    return Stream.generate(
            () -> {
              Line line = lines.remove();
              Free item = line.saved().remove();
              if (!line.saved().isEmpty()) {
                lines.add(line.again());
              }
              return item;
            })
        .limit(lines.stream().mapToLong(line -> line.saved().size()).sum());
  }

  /** The items of one kind that can still be saved, first due first. */
  private record Line(
      Deque<Free> saved, Need need, WorkingCalendar calendar, Instant now, Chance chance)
      implements Comparable<Line> {
    Line again() {
      return of(saved, need, calendar, now);
    }

    static Line of(Deque<Free> saved, Need need, WorkingCalendar calendar, Instant now) {
      Free first = saved.peek();
      long left = first == null ? 0 : Chances.between(calendar, now, first.dueAt());
      return new Line(saved, need, calendar, now, new Chance(left, need.work()));
    }

    @Override
    public int compareTo(Line other) {
      return chance.compareTo(other.chance);
    }
  }

  private Line line(Kind kind, List<Free> items, Instant now, List<Free> lost) {
    AgencyCode resolving = new AgencyCode(kind.resolving());
    ProcedureKey procedure =
        kind.procedure() == null ? null : new ProcedureKey(kind.procedure(), kind.version());
    Need need =
        chances.need(
            kind.step(),
            procedure,
            new Dossier.Agencies(new AgencyCode(kind.receiving()), resolving));
    WorkingCalendar calendar = chances.calendar(resolving);
    Instant latest = calendar.plusWorking(now, Duration.ofMinutes(need.work()));
    Deque<Free> saved = new ArrayDeque<>();
    items.sort(Comparator.comparing(Free::dueAt));
    for (Free item : items) {
      if (item.dueAt().isBefore(latest)) {
        lost.add(item);
      } else {
        saved.add(item);
      }
    }
    return Line.of(saved, need, calendar, now);
  }

  /** Only the columns that the order needs: a desk may have thousands of items. */
  private List<Free> free(Reader reader) {
    InboxConditions conditions = new InboxConditions(reader);
    return sql.reading("inbox_item")
        .sql(
            """
            select work_item_id, dossier_code, step, procedure_code, procedure_version,
              coalesce(receiving_agency, agency) as receiving,
              coalesce(resolving_agency, agency) as resolving,
              case when %s then own_due_at
                when :now > coalesce(due_lawful_at, due_at) then due_at
                else coalesce(due_lawful_at, due_at) end as kept_at,
              closed_at is not null as closed
            from inbox_item where agency = any(:agencies) and %s
            order by own_due_at, work_item_id fetch first :most rows only
            """
                .formatted(InboxConditions.LETTER, conditions.of(Tab.UNASSIGNED)))
        .params(conditions.params())
        .param("most", COMPARED)
        .query(FreeItems::item)
        .list();
  }

  private static Free item(ResultSet row, int no) throws SQLException {
    return new Free(
        row.getString(1),
        row.getString(2),
        new Kind(
            row.getString(3), row.getString(4), row.getInt(5), row.getString(6), row.getString(7)),
        Sql.instant(row, "kept_at"),
        row.getBoolean(9));
  }
}
