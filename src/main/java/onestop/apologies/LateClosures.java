package onestop.apologies;

import java.util.List;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.stereotype.Repository;

/** Finds the dossiers that closed late. */
@Repository
class LateClosures {
  private final Sql sql;

  LateClosures(Sql sql) {
    this.sql = sql;
  }

  /**
   * The dossiers closed after the due moment of their first appointment whose obligation is not
   * settled, or that have none, in order of their codes.
   */
  List<DossierCode> withoutLetter() {
    return sql
        .reading("dossier", "sla_clock", "apology_obligation")
        .sql(
            """
            select d.dossier_code from dossier d
              join sla_clock c on c.dossier_code = d.dossier_code
             where c.stopped_at > c.due_current_at and c.appointment_no = 1
               and not exists (select 1 from apology_obligation o
                                where o.dossier_code = d.dossier_code
                                  and o.state in ('ISSUED', 'WAIVED', 'BREACHED'))
             order by d.dossier_code
            """)
        .query(String.class)
        .list()
        .stream()
        .map(DossierCode::new)
        .toList();
  }
}
