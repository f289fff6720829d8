package onestop.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.LetterModel;
import onestop.store.Sql;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The waiting work of each desk. */
@Service
public class Inbox {
  private static final String ORDER = " order by own_due_at, work_item_id";

  private final Sql sql;

  Inbox(Sql sql) {
    this.sql = sql;
  }

  /** The rows {@code offset} (from 0) to {@code offset + size} (exclusive), most urgent first. */
  @Transactional(readOnly = true)
  public List<InboxItem> list(InboxFilter filter, int offset, int size) {
    return sql.reading("inbox_item")
        .sql(page(filter, (long) offset + size))
        .params(params(filter))
        .param("offset", offset)
        .param("size", size)
        .query(InboxTable::item)
        .list();
  }

  /**
   * One index-ordered read per desk, then a merge of the first rows: a query over all desks at once
   * would sort each whole desk for every page. The number of rows of a desk is part of the text: H2
   * keeps that of the last call for a parameter within a merged read.
   */
  private static String page(InboxFilter filter, long upTo) {
    return IntStream.range(0, filter.desks().size())
        .mapToObj(
            i ->
                "(select * from inbox_item where "
                    + desk(i)
                    + mine(filter)
                    + ORDER
                    + " fetch first "
                    + upTo
                    + " rows only)")
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
                        "select count(*) from inbox_item where agency = :agency and role in"
                            + " (:roles)"
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
        .query(InboxTable::item)
        .optional();
  }

  /** The rows of those items that still wait, most urgent first. */
  @Transactional(readOnly = true)
  public List<InboxItem> find(Collection<String> workItemIds) {
    return sql.reading("inbox_item")
        .sql("select * from inbox_item where work_item_id = any(?)" + ORDER)
        .param(Sql.keys(workItemIds))
        .query(InboxTable::item)
        .list();
  }

  /** The first {@code most} items that an officer holds at these agencies, most urgent first. */
  @Transactional(readOnly = true)
  public List<InboxItem> heldBy(OfficerId officer, Collection<AgencyCode> agencies, int most) {
    return sql.reading("inbox_item")
        .sql(
            "select * from inbox_item where agency = any(:agencies) and assignee = :officer"
                + ORDER
                + " fetch first :most rows only")
        .param("agencies", Sql.keys(agencies, AgencyCode::value))
        .param("officer", officer.value())
        .param("most", most)
        .query(InboxTable::item)
        .list();
  }

  /** The items of letters whose limit is before that moment, most urgent first. */
  @Transactional(readOnly = true)
  public List<InboxItem> letters(Instant before) {
    return sql.reading("inbox_item")
        .sql("select * from inbox_item where step = any(:steps) and own_due_at < :before" + ORDER)
        .param("steps", Sql.keys(LetterModel.STEPS))
        .param("before", Sql.utc(before))
        .query(InboxTable::item)
        .list();
  }

  /** The waiting items of one dossier, oldest first. */
  @Transactional(readOnly = true)
  public List<InboxItem> of(DossierCode dossier) {
    return sql.reading("inbox_item")
        .sql("select * from inbox_item where dossier_code = ? order by created_at, work_item_id")
        .param(dossier.value())
        .query(InboxTable::item)
        .list();
  }

  private static String mine(InboxFilter filter) {
    return filter.holder() == null
        ? ""
        : " and (assignee = :holder"
            + " or assignee is null and (barred is null or barred <> :holder))";
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

  /** Dossiers with rows that an older version of this program has written, without all columns. */
  @Transactional(readOnly = true)
  List<DossierCode> unfilled(String last, int max) {
    return sql.reading("inbox_item")
        .sql(
            """
            select distinct dossier_code from inbox_item
             where (limit_at is null or home_role is null or answers is null) and dossier_code > ?
             order by dossier_code fetch first ? rows only
            """)
        .params(last, max)
        .query((rs, row) -> new DossierCode(rs.getString(1)))
        .list();
  }
}
