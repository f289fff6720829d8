package onestop.dossiers;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The agencies that work on a dossier: those that receive or resolve it and the co-operating ones,
 * that is, the agencies of its legs and, for a leg, those of its parent. One statement by primary
 * key, whether the dossier exists or not.
 */
@Service
public class DossierParties {
  private final Sql sql;

  DossierParties(Sql sql) {
    this.sql = sql;
  }

  /** The agencies of one dossier; empty if there is no such dossier. */
  @Transactional(readOnly = true)
  public Set<AgencyCode> of(DossierCode code) {
    return of(Set.of(code)).getOrDefault(code, Set.of());
  }

  /** The agencies of several dossiers; a dossier that does not exist has no entry. */
  @Transactional(readOnly = true)
  public Map<DossierCode, Set<AgencyCode>> of(Collection<DossierCode> codes) {
    Map<DossierCode, Set<AgencyCode>> parties = new HashMap<>();
    if (codes.isEmpty()) {
      return parties;
    }
    sql.reading("dossier")
        .sql(
            """
            select d.dossier_code, d.receiving_agency, d.resolving_agency
              from dossier d where d.dossier_code = any(:codes)
            union all
            select leg.parent_code, leg.receiving_agency, leg.resolving_agency
              from dossier leg where leg.parent_code = any(:codes)
            union all
            select d.dossier_code, whole.receiving_agency, whole.resolving_agency
              from dossier d join dossier whole on whole.dossier_code = d.parent_code
             where d.dossier_code = any(:codes)
            """)
        .param("codes", Sql.keys(codes, DossierCode::value))
        .query(
            rs -> {
              Set<AgencyCode> agencies =
                  parties.computeIfAbsent(
                      new DossierCode(rs.getString("dossier_code")), none -> new HashSet<>());
              agencies.add(new AgencyCode(rs.getString("receiving_agency")));
              agencies.add(new AgencyCode(rs.getString("resolving_agency")));
            });
    return parties;
  }
}
