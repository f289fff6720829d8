package onestop.facts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onestop.calendar.CalendarVersion;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierFilter.Side;
import onestop.facts.DossierFilter.Standing;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.ProcedureKey;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists of dossiers with their due dates. */
@Service
public class DossierLists {
  /** The largest window a caller may ask for. */
  public static final int MAX_SIZE = 500;

  /**
   * Whether a row of {@code dossier_standing r} is late at the moment {@code :asOf}: ended after
   * its lawful due date, or open with that date passed. The rule of {@link
   * onestop.sla.clock.Lateness} in SQL.
   */
  static final String LATE =
      """
      (r.due_lawful_at < coalesce(r.closed_at, :asOf)
        and (r.waiting_since is null or r.waiting_since > r.due_lawful_at))
      """;

  private final Sql sql;

  DossierLists(Sql sql) {
    this.sql = sql;
  }

  private JdbcClient standing() {
    return sql.reading(
        "dossier", "sla_clock", "clock_pause", "due_date_adjustment", "due_date_move");
  }

  /** The rows of a window, earliest current due date first, then by code. */
  @Transactional(readOnly = true)
  public List<DossierSummary> list(DossierFilter filter, DossierFilter.Window window) {
    if (window.size() < 1 || window.size() > MAX_SIZE || window.offset() < 0) {
      throw Failure.badInput("dossiers", "window", "size", window.size(), "max", MAX_SIZE);
    }
    Where where = where(filter, window.asOf());
    if (window.after() != null) {
      where = where.after(window.after());
    }
    return standing()
        .sql(
            "select * from dossier_standing r"
                + where.sql()
                + " order by r.due_current_at, r.dossier_code"
                + " offset :offset rows fetch next :size rows only")
        .params(where.params())
        .param("offset", window.offset())
        .param("size", window.size())
        .query(DossierLists::summary)
        .list();
  }

  /** One dossier as a row; a failure {@code dossiers/no-such-dossier} if there is none. */
  @Transactional(readOnly = true)
  public DossierSummary get(DossierCode code) {
    return standing()
        .sql("select * from dossier_standing r where r.dossier_code = ?")
        .param(code.value())
        .query(DossierLists::summary)
        .optional()
        .orElseThrow(() -> Failure.notFound("dossiers", "no-such-dossier", "code", code.value()));
  }

  /** Those dossiers as rows, in no order; one that does not exist has no row. */
  @Transactional(readOnly = true)
  public List<DossierSummary> of(Collection<DossierCode> codes) {
    return codes.isEmpty()
        ? List.of()
        : standing()
            .sql("select * from dossier_standing r where r.dossier_code = any(?)")
            .param(Sql.keys(codes, DossierCode::value))
            .query(DossierLists::summary)
            .list();
  }

  /** The number of dossiers that match the filter. */
  @Transactional(readOnly = true)
  public long count(DossierFilter filter, Instant asOf) {
    Where where = where(filter, asOf);
    return standing()
        .sql("select count(*) from dossier_standing r" + where.sql())
        .params(where.params())
        .query(Long.class)
        .single();
  }

  private record Where(String sql, Map<String, Object> params) {
    Where after(DossierFilter.Place place) {
      Map<String, Object> more = new LinkedHashMap<>(params);
      more.put("afterDue", Sql.utc(place.dueCurrentAt()));
      more.put("afterCode", place.code().value());
      return new Where(
          sql
              + (sql.isEmpty() ? " where " : " and ")
              + "(r.due_current_at, r.dossier_code) > (:afterDue, :afterCode)",
          more);
    }
  }

  private static Where where(DossierFilter filter, Instant asOf) {
    List<String> parts = new ArrayList<>();
    Map<String, Object> params = new LinkedHashMap<>();
    Standing standing = filter.standing();
    if (standing != null && standing != Standing.RECEIVED) {
      parts.add(which(standing));
      params.put("asOf", Sql.utc(asOf));
    }
    if (filter.state() != null) {
      parts.add("r.state = :state");
      params.put("state", filter.state().name());
    }
    if (filter.agency() != null) {
      parts.add(
          filter.side() == Side.RESOLVING
              ? "r.resolving_agency = :agency"
              : "(r.resolving_agency = :agency or r.receiving_agency = :agency)");
      params.put("agency", filter.agency().value());
    }
    if (filter.procedureCode() != null) {
      parts.add("r.procedure_code = :procedure");
      params.put("procedure", filter.procedureCode());
    }
    String text = filter.text();
    if (text != null && !text.isBlank()) {
      String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("[%_\\\\]", "");
      params.put("inside", "%" + plain + "%");
      if (filter.named().isEmpty()) {
        parts.add("lower(r.dossier_code) like :inside");
      } else {
        // a match by name discloses the name: outside of the named agencies only the code is
        // matched
        parts.add(
            """
            (lower(r.dossier_code) like :inside or lower(r.applicant_name) like :start
              and (r.receiving_agency = any(:named) or r.resolving_agency = any(:named)))
            """);
        params.put("start", plain + "%");
        params.put("named", Sql.keys(filter.named(), AgencyCode::value));
      }
    }
    return new Where(parts.isEmpty() ? "" : " where " + String.join(" and ", parts), params);
  }

  private static String which(Standing standing) {
    return switch (standing) {
      case RECEIVED -> "1 = 1";
      case RESOLVED_ON_TIME -> "r.resolved_at is not null and not " + LATE;
      case RESOLVED_LATE -> "r.resolved_at is not null and " + LATE;
      case ENDED_OTHERWISE -> "r.resolved_at is null and r.closed_at is not null";
      case OPEN_IN_TIME -> "r.closed_at is null and not " + LATE;
      case OPEN_OVERDUE -> "r.closed_at is null and " + LATE;
      case LATE -> LATE;
      case PARTS -> "r.parent_code is not null";
    };
  }

  private static DossierSummary summary(ResultSet rs, int row) throws SQLException {
    Instant resolvedAt = Sql.instantOrNull(rs, "resolved_at");
    return new DossierSummary(
        new DossierCode(rs.getString("dossier_code")),
        new ProcedureKey(rs.getString("procedure_code"), rs.getInt("procedure_version")),
        new AgencyCode(rs.getString("resolving_agency")),
        rs.getString("applicant_name"),
        rs.getString("subject"),
        DossierState.valueOf(rs.getString("state")),
        Sql.instant(rs, "received_at"),
        Sql.instant(rs, "due_lawful_at"),
        Sql.instant(rs, "due_current_at"),
        new DossierSummary.Office(
            new CalendarVersion(rs.getString("calendar"), rs.getInt("clock_calendar_version")),
            new AgencyCode(rs.getString("clock_agency")),
            rs.getInt("hours_revision")),
        Sql.instantOrNull(rs, "waiting_since"),
        resolvedAt == null ? Sql.instantOrNull(rs, "ended_at") : resolvedAt);
  }
}
