package onestop.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onestop.inbox.InboxFilter.Desk;
import onestop.inbox.InboxQuery.Choice;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.InboxQuery.Sort;
import onestop.inbox.InboxQuery.Tab;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The inbox page by page: one statement for the rows, and one for all counters. */
@Service
public class InboxPages {
  private final Sql sql;

  InboxPages(Sql sql) {
    this.sql = sql;
  }

  /**
   * A place in a list: the rows after it, or those before it.
   *
   * @param at the moment by which the row at this place is sorted
   * @param id the id of that row
   */
  public record Place(Instant at, String id, Side side) {
    /** Where the rows lie that are wanted. */
    public enum Side {
      AFTER,
      BEFORE
    }
  }

  /**
   * Some rows of a list.
   *
   * @param more whether the list has rows before these, and after these
   */
  public record Page(List<InboxItem> items, More more) {
    /** Whether there are further rows. */
    public record More(boolean before, boolean after) {}
  }

  /** A step that occurs in the unit's work. */
  public record StepChoice(String step, String name) {}

  /**
   * The counters of a reader.
   *
   * @param tabs the number of rows of each tab, whatever is chosen
   * @param chosen the number of rows of each choice, in the order of the choices
   * @param steps the steps that occur, by their first label
   * @param procedures the codes of the procedures that occur
   */
  public record Counts(
      Map<Tab, Long> tabs, List<Long> chosen, List<StepChoice> steps, List<String> procedures) {}

  /** Up to {@code size} rows from a place on; from the beginning if the place is null. */
  @Transactional(readOnly = true)
  public Page page(InboxQuery query, @Nullable Place place, int size) {
    boolean back = place != null && place.side() == Place.Side.BEFORE;
    boolean descending = query.sort().descends() != back;
    String key = key(query.sort());
    InboxConditions conditions = new InboxConditions(query.reader());
    String where = conditions.of(query.choice(), "c");
    if (place != null) {
      where += " and (" + key + ", work_item_id) " + (descending ? "<" : ">") + " (:at, :id)";
      conditions.params().put("at", Sql.utc(place.at()));
      conditions.params().put("id", place.id());
    }
    String way = descending ? " desc" : "";
    String order = " order by " + key + way + ", work_item_id" + way;
    List<Desk> desks = InboxConditions.desks(query.reader(), query.choice().tab());
    if (desks.isEmpty()) {
      return new Page(List.of(), new Page.More(false, false));
    }
    List<InboxItem> rows =
        new ArrayList<>(
            sql.reading("inbox_item")
                .sql(merged(desks, where, order, size + 1))
                .params(conditions.params())
                .params(desks(desks))
                .query(InboxTable::item)
                .list());
    boolean further = rows.size() > size;
    if (further) {
      rows.remove(size);
    }
    if (back) {
      Collections.reverse(rows);
    }
    return new Page(
        List.copyOf(rows),
        back ? new Page.More(further, true) : new Page.More(place != null, further));
  }

  /** The rows of those ids at the reader's agencies, by id. */
  @Transactional(readOnly = true)
  public Map<String, InboxItem> of(Reader reader, Collection<String> ids) {
    InboxConditions conditions = new InboxConditions(reader);
    return sql
        .reading("inbox_item")
        .sql("select * from inbox_item where work_item_id = any(:ids) and agency = any(:agencies)")
        .params(conditions.params())
        .param("ids", Sql.keys(ids))
        .query(InboxTable::item)
        .list()
        .stream()
        .collect(Collectors.toMap(InboxItem::workItemId, item -> item));
  }

  /**
   * One index-ordered read per desk, then a merge: as {@link Inbox#list}. The number of rows is
   * part of the text: H2 keeps that of the last call for a parameter within a merged read.
   */
  private static String merged(List<Desk> desks, String where, String order, int rows) {
    String first = " fetch first " + rows + " rows only";
    return IntStream.range(0, desks.size())
        .mapToObj(
            i ->
                "(select * from inbox_item where agency = :at"
                    + i
                    + " and role = :as"
                    + i
                    + " and "
                    + where
                    + order
                    + first
                    + ")")
        .collect(Collectors.joining(" union all ", "select * from (", ") page" + order + first));
  }

  private static Map<String, Object> desks(List<Desk> desks) {
    Map<String, Object> params = new LinkedHashMap<>();
    for (int i = 0; i < desks.size(); i++) {
      params.put("at" + i, desks.get(i).agency().value());
      params.put("as" + i, desks.get(i).role());
    }
    return params;
  }

  private static String key(Sort sort) {
    return switch (sort) {
      case URGENT -> "own_due_at";
      case DUE -> "due_at";
      case OLDEST, NEWEST -> "coalesce(received_at, created_at)";
    };
  }

  /** The moment by which the item is sorted in that order. */
  public static Instant sortedBy(InboxItem item, Sort sort) {
    return switch (sort) {
      case URGENT -> item.ownDueAt();
      case DUE -> item.dueAt();
      case OLDEST, NEWEST -> item.about().receivedAt();
    };
  }

  /** The counters of the tabs and of these choices, in one statement. */
  @Transactional(readOnly = true)
  public Counts counts(Reader reader, List<Choice> choices) {
    InboxConditions conditions = new InboxConditions(reader);
    List<String> sums = new ArrayList<>();
    for (Tab tab : Tab.values()) {
      sums.add(sum(conditions.of(tab), "t" + tab.ordinal()));
    }
    for (int i = 0; i < choices.size(); i++) {
      sums.add(sum(conditions.of(choices.get(i), "v" + i + "_"), "v" + i));
    }
    Map<Tab, Long> tabs = new EnumMap<>(Tab.class);
    long[] chosen = new long[choices.size()];
    Map<String, String> steps = new LinkedHashMap<>();
    Map<String, String> procedures = new LinkedHashMap<>();
    RowCallbackHandler group =
        row -> {
          for (Tab tab : Tab.values()) {
            tabs.merge(tab, row.getLong("t" + tab.ordinal()), Long::sum);
          }
          for (int i = 0; i < chosen.length; i++) {
            chosen[i] += row.getLong("v" + i);
          }
          steps.putIfAbsent(row.getString("step"), row.getString("label"));
          String procedure = row.getString("procedure_code");
          if (procedure != null) {
            procedures.putIfAbsent(procedure, procedure);
          }
        };
    sql.reading("inbox_item")
        .sql(
            "select step, min(name) as label, procedure_code, "
                + String.join(", ", sums)
                + " from inbox_item where agency = any(:agencies)"
                + " group by step, procedure_code order by step, procedure_code")
        .params(conditions.params())
        .query(group);
    for (Tab tab : Tab.values()) {
      tabs.putIfAbsent(tab, 0L);
    }
    return new Counts(
        tabs,
        IntStream.range(0, chosen.length).mapToObj(i -> chosen[i]).toList(),
        steps.entrySet().stream().map(e -> new StepChoice(e.getKey(), e.getValue())).toList(),
        List.copyOf(procedures.keySet()));
  }

  private static String sum(String condition, String name) {
    return "sum(case when " + condition + " then 1 else 0 end) as " + name;
  }
}
