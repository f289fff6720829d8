package onestop.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onestop.apologies.ObligationChanged;
import onestop.apologies.ObligationStep;
import onestop.dossiers.Dossiers;
import onestop.dossiers.StepMoved;
import onestop.engine.WorkItem;
import onestop.engine.WorkItemEvent;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DeferredWrites.Stage;
import onestop.kernel.DomainListener;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.sla.ClockMoved;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each desk has to do now: a projection of the engine's work items, written in the transaction
 * that changes them, so that it is never behind.
 */
@Service
public class Inbox {
  private static final String ORDER = " order by own_due_at, work_item_id";

  private final JdbcClient jdbc;
  private final DeferredWrites writes;
  private final Dossiers dossiers;
  private final SlaClocks clocks;

  Inbox(JdbcClient jdbc, DeferredWrites writes, Dossiers dossiers, SlaClocks clocks) {
    this.writes = writes;
    this.jdbc = jdbc;
    this.dossiers = dossiers;
    this.clocks = clocks;
  }

  /** The rows {@code offset} (from 0) to {@code offset + size} (exclusive), most urgent first. */
  @Transactional(readOnly = true)
  public List<InboxItem> list(InboxFilter filter, int offset, int size) {
    writes.flush();
    return jdbc.sql(page(filter))
        .params(params(filter))
        .param("offset", offset)
        .param("size", size)
        .param("upTo", (long) offset + size)
        .query(Inbox::item)
        .list();
  }

  /**
   * One read in the order of the index for each desk, then the first of all: asked for all desks at
   * once, the database would sort the whole desk for every page.
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

  /** How many rows the filter lets through. */
  @Transactional(readOnly = true)
  public long count(InboxFilter filter) {
    writes.flush();
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
                jdbc.sql(
                        "select count(*) from inbox_item where agency = :agency and role in (:roles)"
                            + mine(filter))
                    .params(params(filter))
                    .param("agency", desk.getKey().value())
                    .param("roles", desk.getValue())
                    .query(Long.class)
                    .single())
        .sum();
  }

  /** The row of that work item while it waits. */
  @Transactional(readOnly = true)
  public Optional<InboxItem> find(String workItemId) {
    writes.flush();
    return jdbc.sql("select * from inbox_item where work_item_id = ?")
        .param(workItemId)
        .query(Inbox::item)
        .optional();
  }

  /** The waiting items of one dossier, oldest first. */
  @Transactional(readOnly = true)
  public List<InboxItem> of(DossierCode dossier) {
    writes.flush();
    return jdbc.sql(
            "select * from inbox_item where dossier_code = ? order by created_at, work_item_id")
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

  /** The row that a work item has to have that begins to wait. */
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

  /** The rows that the waiting items of one dossier have to have. */
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
    if (InboxItem.LETTER_STEPS.contains(item.step())) {
      return clock.apologyBy(); // a letter moves with the clock as long as it is owed
    }
    return item.allotted()
        .map(time -> clocks.afterWorking(item.dossier(), item.createdAt(), time))
        .orElse(SlaClocks.PARKED);
  }

  /** Dossiers with rows, as {@link onestop.engine.WorkItems#dossiersAfter}. */
  @Transactional(readOnly = true)
  List<DossierCode> dossiersAfter(String last, int max) {
    return jdbc.sql(
            """
            select distinct dossier_code from inbox_item where dossier_code > ?
             order by dossier_code fetch first ? rows only
            """)
        .params(last, max)
        .query((rs, row) -> new DossierCode(rs.getString(1)))
        .list();
  }

  /** Dossiers with rows of which nobody has reckoned a limit: an older version wrote them. */
  @Transactional(readOnly = true)
  List<DossierCode> withoutLimits(String last, int max) {
    return jdbc.sql(
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
    OfficerId holder = row.assignee();
    Instant limit = row.limitAt();
    writes.add(
        Stage.INBOX_NEW,
        """
        insert into inbox_item (work_item_id, dossier_code, step, name, role, agency, assignee,
          outcomes, due_at, limit_at, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        row.workItemId(),
        row.dossier().value(),
        row.step(),
        row.name(),
        row.role(),
        row.agency().value(),
        holder == null ? null : holder.value(),
        String.join(",", row.outcomes()),
        row.dueAt().atOffset(ZoneOffset.UTC),
        limit == null ? null : limit.atOffset(ZoneOffset.UTC),
        row.createdAt().atOffset(ZoneOffset.UTC));
  }

  void remove(String workItemId) {
    writes.add(Stage.INBOX_GONE, "delete from inbox_item where work_item_id = ?", workItemId);
  }

  void flush() {
    writes.flush();
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(WorkItemEvent.Created event) {
    add(row(event.workItem()));
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(WorkItemEvent.Assigned event) {
    OfficerId holder = event.assignee();
    writes.add(
        Stage.INBOX_CHANGED,
        "update inbox_item set assignee = ? where work_item_id = ?",
        holder == null ? null : holder.value(),
        event.workItemId());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(StepMoved event) {
    writes.add(
        Stage.INBOX_CHANGED,
        "update inbox_item set agency = ?, role = ? where work_item_id = ?",
        event.agency().value(),
        event.role(),
        event.workItemId());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(WorkItemEvent.Ended event) {
    remove(event.workItemId());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(ClockMoved moved) {
    writes.add(
        Stage.INBOX_CHANGED,
        "update inbox_item set due_at = ? where dossier_code = ?",
        moved.dueCurrentAt().atOffset(ZoneOffset.UTC),
        moved.dossier().value());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(ObligationChanged changed) {
    if (changed.step() == ObligationStep.MOVE_LIMIT) {
      for (String step : InboxItem.LETTER_STEPS) {
        writes.add(
            Stage.INBOX_CHANGED,
            "update inbox_item set limit_at = ? where dossier_code = ? and step = ?",
            changed.after().limitAt().atOffset(ZoneOffset.UTC),
            changed.dossier().value(),
            step);
      }
    }
  }

  private static InboxItem item(ResultSet rs, int row) throws SQLException {
    String holder = rs.getString("assignee");
    OffsetDateTime limit = rs.getObject("limit_at", OffsetDateTime.class);
    return new InboxItem(
        rs.getString("work_item_id"),
        new DossierCode(rs.getString("dossier_code")),
        rs.getString("step"),
        rs.getString("name"),
        rs.getString("role"),
        new AgencyCode(rs.getString("agency")),
        holder == null ? null : new OfficerId(holder),
        List.of(rs.getString("outcomes").split(",")),
        rs.getObject("due_at", OffsetDateTime.class).toInstant(),
        limit == null ? null : limit.toInstant(),
        rs.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
