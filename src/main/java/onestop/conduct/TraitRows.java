package onestop.conduct;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import onestop.conduct.Traits.Look;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs the queries behind the facts, each with the period and, if given, the agency. */
@Component
final class TraitRows {
  /**
   * The placeholder in a query for the condition on the agency; the dossier's alias is {@code d}
   * there.
   */
  static final String WHOSE = "/*whose*/";

  private final Sql sql;

  TraitRows(Sql sql) {
    this.sql = sql;
  }

  /** A client for a query that reads these tables. */
  JdbcClient reading(String table, String... more) {
    return sql.reading(table, more);
  }

  JdbcClient.StatementSpec ask(JdbcClient from, String text, Look look) {
    AgencyCode agency = look.agency();
    JdbcClient.StatementSpec query =
        from.sql(text.replace(WHOSE, agency == null ? "" : "and d.resolving_agency = :agency"))
            .param("from", Sql.utc(look.from()))
            .param("to", Sql.utc(look.to()));
    return agency == null ? query : query.param("agency", agency.value());
  }

  static DossierCode code(ResultSet rs) throws SQLException {
    return new DossierCode(rs.getString("dossier_code"));
  }

  static AgencyCode agency(ResultSet rs) throws SQLException {
    return new AgencyCode(rs.getString("resolving_agency"));
  }

  static Instant at(ResultSet rs, String column) throws SQLException {
    return Sql.instant(rs, column);
  }
}
