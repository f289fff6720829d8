package onestop.apologies.obligation;

import static onestop.apologies.obligation.ObligationTable.OBLIGATION;
import static onestop.store.ColumnType.BIGINT;
import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.apologies.obligation.ApologyObligation.Key;
import onestop.dossiers.DossierSearch;
import onestop.dossiers.Dossiers;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.store.AppendOnly;
import onestop.store.Groups;
import onestop.store.Groups.Owner;
import onestop.store.Rows;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Rows of obligations and their events. Every call runs in the caller's transaction.
 *
 * <p>The obligations of locked dossiers are objects in memory, read once for all dossiers of the
 * transaction, absent ones included, and written just before the commit.
 */
@Repository
public class ObligationStore {
  private static final Table<Void, Event> EVENT =
      Table.<Event>insertOnly("apology_event")
          .after("apology_obligation")
          .fixed("obligation_id", BIGINT, Event::obligation)
          .fixed("no", INT, Event::no)
          .fixed("step", VARCHAR, event -> event.step() == null ? null : event.step().name())
          .fixed("state_after", VARCHAR, event -> event.stateAfter().name())
          .fixed("actor_kind", VARCHAR, Event::actorKind)
          .fixed("actor", VARCHAR, Event::actor)
          .fixed("details", VARCHAR, Event::details)
          .fixed("at", TIMESTAMPTZ, Event::at)
          .build();

  private final Sql sql;
  private final Dossiers dossiers;
  private final RowNumbers ids;
  private final Rows<Long, ApologyObligation> rows;
  private final Groups<DossierCode, ApologyObligation> ofDossier;
  private final AppendOnly<Event> events;

  ObligationStore(Sql sql, Dossiers dossiers) {
    this.sql = sql;
    this.dossiers = dossiers;
    this.ids = new RowNumbers(sql);
    this.rows = new Rows<>(sql, OBLIGATION);
    this.ofDossier =
        Groups.ofLockedRows(
            rows,
            new Owner<>(
                "dossier_code",
                DossierCode::value,
                ApologyObligation::dossier,
                "appointment_no, cause, id"),
            dossiers::held);
    this.events = new AppendOnly<>(sql, EVENT);
  }

  /** A new obligation to be inserted. */
  public record Opening(
      Key key, AgencyCode agency, Instant openedAt, ApologyObligation.Dates dates) {}

  /** Inserts a new obligation; the unique key refuses a second one at the write. */
  ApologyObligation insert(Opening opening) {
    ApologyObligation opened =
        new ApologyObligation(
            ids.next(),
            opening.key(),
            opening.agency(),
            opening.openedAt(),
            opening.dates(),
            ObligationState.OPENED,
            ApologyObligation.Acts.NONE,
            null,
            0,
            0);
    rows.insert(opened);
    ofDossier.add(opened);
    return opened;
  }

  /** The obligation of that key, locked against every other change until the transaction ends. */
  public Optional<ApologyObligation> lock(DossierCode dossier, Cause cause, int appointmentNo) {
    return ofDossier.of(dossier).stream()
        .filter(one -> one.key().cause() == cause && one.key().appointmentNo() == appointmentNo)
        .findFirst();
  }

  /** The obligation, locked against every other change until the transaction ends. */
  public Optional<ApologyObligation> lock(DossierCode dossier, long id) {
    return ofDossier.of(dossier).stream().filter(one -> one.id() == id).findFirst();
  }

  /** The obligation of that number, without a lock. */
  public Optional<ApologyObligation> find(long id) {
    return sql.reading("apology_obligation")
        .sql("select * from apology_obligation where id = ?")
        .param(id)
        .query(OBLIGATION.mapper())
        .optional();
  }

  /** The obligations that exist, read in one statement. */
  public Map<Long, ApologyObligation> find(Collection<Long> obligations) {
    Map<Long, ApologyObligation> found = new LinkedHashMap<>();
    if (!obligations.isEmpty()) {
      sql.reading("apology_obligation")
          .sql("select * from apology_obligation where id = any(?)")
          .param(Sql.numbers(obligations))
          .query(OBLIGATION.mapper())
          .list()
          .forEach(one -> found.put(one.id(), one));
    }
    return found;
  }

  /** The obligations of a dossier, by appointment. */
  public List<ApologyObligation> of(DossierCode dossier) {
    if (dossiers.holds(dossier)) {
      return ofDossier.of(dossier);
    }
    return sql.reading("apology_obligation")
        .sql(
            """
            select * from apology_obligation where dossier_code = ?
             order by appointment_no, cause, id
            """)
        .param(dossier.value())
        .query(OBLIGATION.mapper())
        .list();
  }

  /** A page of the obligations that the filter selects, earliest limit first. */
  public List<ApologyObligation> find(ObligationFilter filter, int offset, int size) {
    Where where = where(filter);
    return sql.reading("apology_obligation", "dossier")
        .sql(
            "select * from apology_obligation"
                + where.sql()
                + " order by limit_at, dossier_code, appointment_no"
                + " offset :offset rows fetch next :size rows only")
        .params(where.params())
        .param("offset", offset)
        .param("size", size)
        .query(OBLIGATION.mapper())
        .list();
  }

  /** The number of obligations that the filter selects. */
  public long count(ObligationFilter filter) {
    Where where = where(filter);
    return sql.reading("apology_obligation", "dossier")
        .sql("select count(*) from apology_obligation" + where.sql())
        .params(where.params())
        .query(Long.class)
        .single();
  }

  private record Where(String sql, Map<String, Object> params) {}

  private static Where where(ObligationFilter filter) {
    List<String> parts = new ArrayList<>();
    Map<String, Object> params = new LinkedHashMap<>();
    if (!filter.states().isEmpty()) {
      parts.add("state in (:states)");
      params.put("states", filter.states().stream().map(Enum::name).sorted().toList());
    }
    AgencyCode agency = filter.agency();
    if (agency != null) {
      parts.add("agency = :agency");
      params.put("agency", agency.value());
    }
    Instant before = filter.limitBefore();
    if (before != null) {
      parts.add("limit_at < :before");
      params.put("before", Sql.utc(before));
    }
    String text = filter.text();
    if (text != null && !text.isBlank()) {
      parts.add("dossier_code in " + DossierSearch.CODES);
      params.putAll(DossierSearch.params(text));
    }
    return new Where(parts.isEmpty() ? "" : " where " + String.join(" and ", parts), params);
  }

  /** An event to be appended. */
  record Event(
      long obligation,
      int no,
      @Nullable ObligationStep step,
      ObligationState stateAfter,
      String actorKind,
      String actor,
      String details,
      Instant at) {}

  /**
   * Appends the event as the next in order, together with the row after it.
   *
   * @throws IllegalStateException if the row is not locked, or has changed since
   */
  void record(ApologyObligation after, Event event) {
    ofDossier.of(after.dossier());
    rows.update(after);
    events.append(event);
  }

  /** The events of an obligation, in order. */
  public List<ObligationEvent> events(long id) {
    return sql.reading("apology_event")
        .sql("select * from apology_event where obligation_id = ? order by no")
        .param(id)
        .query(
            (rs, row) -> {
              String step = rs.getString("step");
              return new ObligationEvent(
                  rs.getInt("no"),
                  step == null ? null : ObligationStep.valueOf(step),
                  ObligationState.valueOf(rs.getString("state_after")),
                  rs.getString("actor_kind"),
                  rs.getString("actor"),
                  rs.getString("details"),
                  Sql.instant(rs, "at"));
            })
        .list();
  }
}
