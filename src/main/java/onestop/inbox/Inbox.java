// Over 300 lines: one read model: its queries, and the events that write it.
package onestop.inbox;

import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onestop.apologies.obligation.ObligationChanged;
import onestop.apologies.obligation.ObligationStep;
import onestop.dossiers.Dossiers;
import onestop.dossiers.steps.StepMoved;
import onestop.engine.WorkItem;
import onestop.engine.WorkItemEvent;
import onestop.kernel.AgencyCode;
import onestop.kernel.DomainListener;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.LetterModel;
import onestop.sla.ClockMoved;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.store.Projection;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The waiting work of each desk: a projection of the engine's work items, written in the
 * transaction that changes them and therefore always up to date.
 */
@Service
public class Inbox {
  private static final String ORDER = " order by own_due_at, work_item_id";

  private static final Table<String, InboxItem> ITEM =
      Table.<String, InboxItem>named("inbox_item")
          .key("work_item_id", VARCHAR, id -> id)
          .fixed("dossier_code", VARCHAR, item -> item.dossier().value())
          .fixed("step", VARCHAR, InboxItem::step)
          .fixed("name", VARCHAR, InboxItem::name)
          .fixed("outcomes", VARCHAR, item -> String.join(",", item.outcomes()))
          .fixed("created_at", TIMESTAMPTZ, InboxItem::createdAt)
          .changing("role", VARCHAR, InboxItem::role)
          .changing("agency", VARCHAR, item -> item.agency().value())
          .changing("assignee", VARCHAR, Inbox::holder)
          .changing("due_at", TIMESTAMPTZ, InboxItem::dueAt)
          .changing("limit_at", TIMESTAMPTZ, InboxItem::limitAt)
          .build(InboxItem::workItemId);

  private final Sql sql;
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Projection<InboxItem> rows;
  private final Projection<InboxItem>.Change assigned;
  private final Projection<InboxItem>.Change handedUp;
  private final Projection<InboxItem>.Change due;
  private final Projection<InboxItem>.Change limit;
  private final Projection<InboxItem>.Change whole;
  private final Projection<InboxItem>.Change gone;

  Inbox(Sql sql, Dossiers dossiers, SlaClocks clocks) {
    this.sql = sql;
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.rows = new Projection<>(sql, ITEM);
    this.assigned = rows.setting(List.of("assignee"), List.of("work_item_id"));
    this.handedUp = rows.setting(List.of("agency", "role"), List.of("work_item_id"));
    this.due = rows.setting(List.of("due_at"), List.of("dossier_code"));
    this.limit = rows.setting(List.of("limit_at"), List.of("dossier_code", "step"));
    this.whole =
        rows.setting(
            List.of(
                "dossier_code",
                "step",
                "name",
                "outcomes",
                "created_at",
                "role",
                "agency",
                "assignee",
                "due_at",
                "limit_at"),
            List.of("work_item_id"));
    this.gone = rows.deleting(List.of("work_item_id"));
  }

  private static @Nullable String holder(InboxItem item) {
    OfficerId holder = item.assignee();
    return holder == null ? null : holder.value();
  }

  /** The rows {@code offset} (from 0) to {@code offset + size} (exclusive), most urgent first. */
  @Transactional(readOnly = true)
  public List<InboxItem> list(InboxFilter filter, int offset, int size) {
    return sql.reading("inbox_item")
        .sql(page(filter))
        .params(params(filter))
        .param("offset", offset)
        .param("size", size)
        .param("upTo", (long) offset + size)
        .query(Inbox::item)
        .list();
  }

  /**
   * One index-ordered read per desk, then a merge of the first rows: a query over all desks at once
   * would sort each whole desk for every page.
   */
  private static String page(InboxFilter filter) {
    return IntStream.range(0, filter.desks().size())
        .mapToObj(
            i ->
                "(select * from inbox_item where "
                    + desk(i)
                    + mine(filter)
                    + ORDER
                    + " fetch first :upTo rows only)")
        .collect(
            Collectors.joining(
                " union all ",
                "select * from (",
                ") page" + ORDER + " offset :offset rows fetch next :size rows only"));
  }

  private static String desk(int i) {
    return "agency = :agency" + i + " and role = :role" + i;
  }

  /** The number of rows that the filter selects. */
  @Transactional(readOnly = true)
  public long count(InboxFilter filter) {
    Map<AgencyCode, List<String>> roles =
        filter.desks().stream()
            .collect(
                Collectors.groupingBy(
                    InboxFilter.Desk::agency,
                    LinkedHashMap::new,
                    Collectors.mapping(InboxFilter.Desk::role, Collectors.toList())));
    return roles.entrySet().stream()
        .mapToLong(
            desk ->
                sql.reading("inbox_item")
                    .sql(
                        "select count(*) from inbox_item where agency = :agency and role in (:roles)"
                            + mine(filter))
                    .params(params(filter))
                    .param("agency", desk.getKey().value())
                    .param("roles", desk.getValue())
                    .query(Long.class)
                    .single())
        .sum();
  }

  /** The row of a waiting work item; empty if it does not wait. */
  @Transactional(readOnly = true)
  public Optional<InboxItem> find(String workItemId) {
    return sql.reading("inbox_item")
        .sql("select * from inbox_item where work_item_id = ?")
        .param(workItemId)
        .query(Inbox::item)
        .optional();
  }

  /** The waiting items of one dossier, oldest first. */
  @Transactional(readOnly = true)
  public List<InboxItem> of(DossierCode dossier) {
    return sql.reading("inbox_item")
        .sql("select * from inbox_item where dossier_code = ? order by created_at, work_item_id")
        .param(dossier.value())
        .query(Inbox::item)
        .list();
  }

  private static String mine(InboxFilter filter) {
    return filter.holder() == null ? "" : " and (assignee is null or assignee = :holder)";
  }

  private static Map<String, Object> params(InboxFilter filter) {
    Map<String, Object> params = new LinkedHashMap<>();
    for (int i = 0; i < filter.desks().size(); i++) {
      params.put("agency" + i, filter.desks().get(i).agency().value());
      params.put("role" + i, filter.desks().get(i).role());
    }
    OfficerId holder = filter.holder();
    if (holder != null) {
      params.put("holder", holder.value());
    }
    return params;
  }

  /** The row of a work item that starts to wait. */
  private InboxItem row(WorkItem item) {
    return row(item, dossiers.get(item.dossier()).agencies().at(item.side()), item.role());
  }

  private InboxItem row(WorkItem item, AgencyCode agency, String role) {
    ClockState clock = clocks.state(item.dossier());
    return new InboxItem(
        item.id(),
        item.dossier(),
        item.step(),
        item.name(),
        role,
        agency,
        item.assignee(),
        item.outcomes(),
        clock.dueCurrentAt(),
        limit(item, clock),
        item.createdAt());
  }

  /** The correct rows of the waiting items of one dossier. */
  List<InboxItem> rows(DossierCode dossier, List<WorkItem> items) {
    Map<String, StepMoved> elsewhere =
        items.isEmpty()
            ? Map.of()
            : dossiers.handedUp(dossier).stream()
                .collect(Collectors.toMap(StepMoved::workItemId, moved -> moved));
    return items.stream()
        .map(
            item -> {
              StepMoved moved = elsewhere.get(item.id());
              return moved == null ? row(item) : row(item, moved.agency(), moved.role());
            })
        .toList();
  }

  private Instant limit(WorkItem item, ClockState clock) {
    if (LetterModel.STEPS.contains(item.step())) {
      return clock.apologyBy(); // while a letter is owed, its limit moves with the clock
    }
    return item.allotted()
        .map(time -> clocks.afterWorking(item.dossier(), item.createdAt(), time))
        .orElse(SlaClocks.PARKED);
  }

  /** Dossiers with rows, as {@link onestop.engine.WorkItems#dossiersAfter}. */
  @Transactional(readOnly = true)
  List<DossierCode> dossiersAfter(String last, int max) {
    return sql.reading("inbox_item")
        .sql(
            """
            select distinct dossier_code from inbox_item where dossier_code > ?
             order by dossier_code fetch first ? rows only
            """)
        .params(last, max)
        .query((rs, row) -> new DossierCode(rs.getString(1)))
        .list();
  }

  /** Dossiers with rows without a computed limit, written by an older version. */
  @Transactional(readOnly = true)
  List<DossierCode> withoutLimits(String last, int max) {
    return sql.reading("inbox_item")
        .sql(
            """
            select distinct dossier_code from inbox_item
             where limit_at is null and dossier_code > ?
             order by dossier_code fetch first ? rows only
            """)
        .params(last, max)
        .query((rs, row) -> new DossierCode(rs.getString(1)))
        .list();
  }

  void add(InboxItem row) {
    rows.insert(row);
  }

  /** Replaces the row of the work item. */
  void replace(InboxItem row) {
    whole.with(
        row.dossier().value(),
        row.step(),
        row.name(),
        String.join(",", row.outcomes()),
        row.createdAt(),
        row.role(),
        row.agency().value(),
        holder(row),
        row.dueAt(),
        row.limitAt(),
        row.workItemId());
  }

  void remove(String workItemId) {
    gone.with(workItemId);
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(WorkItemEvent.Created event) {
    add(row(event.workItem()));
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(WorkItemEvent.Assigned event) {
    OfficerId holder = event.assignee();
    assigned.with(holder == null ? null : holder.value(), event.workItemId());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(StepMoved event) {
    handedUp.with(event.agency().value(), event.role(), event.workItemId());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(WorkItemEvent.Ended event) {
    remove(event.workItemId());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(ClockMoved moved) {
    due.with(moved.dueCurrentAt(), moved.dossier().value());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(ObligationChanged changed) {
    if (changed.step() == ObligationStep.MOVE_LIMIT) {
      for (String step : LetterModel.STEPS) {
        limit.with(changed.after().limitAt(), changed.dossier().value(), step);
      }
    }
  }

  private static InboxItem item(ResultSet rs, int row) throws SQLException {
    String holder = rs.getString("assignee");
    return new InboxItem(
        rs.getString("work_item_id"),
        new DossierCode(rs.getString("dossier_code")),
        rs.getString("step"),
        rs.getString("name"),
        rs.getString("role"),
        new AgencyCode(rs.getString("agency")),
        holder == null ? null : new OfficerId(holder),
        List.of(rs.getString("outcomes").split(",")),
        Sql.instant(rs, "due_at"),
        Sql.instantOrNull(rs, "limit_at"),
        Sql.instant(rs, "created_at"));
  }
}
