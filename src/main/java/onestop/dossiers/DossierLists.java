package onestop.dossiers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onestop.dossiers.DossierFilter.Standing;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.ProcedureKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists of dossiers with their due dates. */
@Service
public class DossierLists {
  /** The largest window a caller may ask for. */
  public static final int MAX_SIZE = 500;

  private static final String CLOSED = "coalesce(d.resolved_at, d.ended_at)";

  private final JdbcClient jdbc;

  DossierLists(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The rows of a window, earliest current due date first, then by code. */
  @Transactional(readOnly = true)
  public List<DossierSummary> list(DossierFilter filter, DossierFilter.Window window) {
    if (window.size() < 1 || window.size() > MAX_SIZE || window.offset() < 0) {
      throw Failure.badInput("dossiers", "window", "size", window.size(), "max", MAX_SIZE);
    }
    Where where = where(filter, window.asOf());
    return jdbc.sql(
            """
            select d.*, c.due_original_at, c.due_current_at
              from dossier d join sla_clock c on c.dossier_code = d.dossier_code
            """
                + where.sql()
                + " order by c.due_current_at, d.dossier_code"
                + " offset :offset rows fetch next :size rows only")
        .params(where.params())
        .param("offset", window.offset())
        .param("size", window.size())
        .query(DossierLists::summary)
        .list();
  }

  /** How many dossiers the filter lets through. */
  @Transactional(readOnly = true)
  public long count(DossierFilter filter, Instant asOf) {
    Where where = where(filter, asOf);
    return jdbc.sql(
            "select count(*) from dossier d join sla_clock c on c.dossier_code = d.dossier_code"
                + where.sql())
        .params(where.params())
        .query(Long.class)
        .single();
  }

  private record Where(String sql, Map<String, Object> params) {}

  private static Where where(DossierFilter filter, Instant asOf) {
    List<String> parts = new ArrayList<>();
    Map<String, Object> params = new LinkedHashMap<>();
    Standing standing = filter.standing();
    if (standing != null) {
      parts.add(
          switch (standing) {
            case RECEIVED -> "1 = 1";
            case RESOLVED_ON_TIME -> "d.resolved_at <= c.due_original_at";
            case RESOLVED_LATE -> "d.resolved_at > c.due_original_at";
            case OPEN_IN_TIME -> CLOSED + " is null and c.due_original_at >= :asOf";
            case OPEN_OVERDUE -> CLOSED + " is null and c.due_original_at < :asOf";
          });
      if (parts.get(0).contains(":asOf")) {
        params.put("asOf", DossierStore.utc(asOf));
      }
    }
    if (filter.state() != null) {
      parts.add("d.state = :state");
      params.put("state", filter.state().name());
    }
    if (filter.agency() != null) {
      parts.add("(d.resolving_agency = :agency or d.receiving_agency = :agency)");
      params.put("agency", filter.agency().value());
    }
    if (filter.procedureCode() != null) {
      parts.add("d.procedure_code = :procedure");
      params.put("procedure", filter.procedureCode());
    }
    String text = filter.text();
    if (text != null && !text.isBlank()) {
      parts.add("(lower(d.dossier_code) like :inside or lower(d.applicant_name) like :start)");
      String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("[%_\\\\]", "");
      params.put("inside", "%" + plain + "%");
      params.put("start", plain + "%");
    }
    return new Where(parts.isEmpty() ? "" : " where " + String.join(" and ", parts), params);
  }

  private static DossierSummary summary(ResultSet rs, int row) throws SQLException {
    Instant resolvedAt = DossierStore.instantOrNull(rs, "resolved_at");
    return new DossierSummary(
        new DossierCode(rs.getString("dossier_code")),
        new ProcedureKey(rs.getString("procedure_code"), rs.getInt("procedure_version")),
        new AgencyCode(rs.getString("resolving_agency")),
        rs.getString("applicant_name"),
        rs.getString("subject"),
        DossierState.valueOf(rs.getString("state")),
        DossierStore.instant(rs, "received_at"),
        DossierStore.instant(rs, "due_original_at"),
        DossierStore.instant(rs, "due_current_at"),
        resolvedAt == null ? DossierStore.instantOrNull(rs, "ended_at") : resolvedAt);
  }
}
