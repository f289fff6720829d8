package onestop.conduct;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import onestop.conduct.Traits.Look;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs the questions behind the facts: each names the period and, if wanted, the agency. */
@Component
final class TraitRows {
  /** Stands in a question where the agency is narrowed down; the dossier is {@code d} there. */
  static final String WHOSE = "/*whose*/";

  private final JdbcClient jdbc;

  TraitRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  JdbcClient.StatementSpec ask(String sql, Look look) {
    AgencyCode agency = look.agency();
    JdbcClient.StatementSpec query =
        jdbc.sql(sql.replace(WHOSE, agency == null ? "" : "and d.resolving_agency = :agency"))
            .param("from", look.from().atOffset(ZoneOffset.UTC))
            .param("to", look.to().atOffset(ZoneOffset.UTC));
    return agency == null ? query : query.param("agency", agency.value());
  }

  static DossierCode code(ResultSet rs) throws SQLException {
    return new DossierCode(rs.getString("dossier_code"));
  }

  static AgencyCode agency(ResultSet rs) throws SQLException {
    return new AgencyCode(rs.getString("resolving_agency"));
  }

  static Instant at(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }
}
