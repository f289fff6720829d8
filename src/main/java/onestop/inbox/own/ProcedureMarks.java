package onestop.inbox.own;

import java.time.Instant;
import java.util.List;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The procedures that an officer has starred, and those that the officer received last. */
@Service
public class ProcedureMarks {
  private final Sql sql;

  ProcedureMarks(Sql sql) {
    this.sql = sql;
  }

  /** The codes of the starred procedures, in their order. */
  public List<String> starred(OfficerId officer) {
    return sql.client()
        .sql(
            """
            select procedure_code from procedure_mark where officer = ? and starred
             order by procedure_code
            """)
        .param(officer.value())
        .query(String.class)
        .list();
  }

  /** The codes of the procedures received last, the latest first; at most {@code most}. */
  public List<String> last(OfficerId officer, int most) {
    return sql.client()
        .sql(
            """
            select procedure_code from procedure_mark
             where officer = ? and used_at is not null
             order by used_at desc, procedure_code fetch first ? rows only
            """)
        .params(officer.value(), most)
        .query(String.class)
        .list();
  }

  /** Gives a procedure its star, or takes it away. */
  public void star(OfficerId officer, String procedure, Star star) {
    String set = "update procedure_mark set starred = ? where officer = ? and procedure_code = ?";
    boolean on = star == Star.GIVEN;
    if (sql.client().sql(set).params(on, officer.value(), procedure).update() == 0) {
      open(officer, procedure);
      sql.client().sql(set).params(on, officer.value(), procedure).update();
    }
  }

  /** Whether a star is given or taken away. */
  public enum Star {
    GIVEN,
    TAKEN
  }

  /** Records that the officer has received an application of a procedure. */
  public void used(OfficerId officer, String procedure, Instant at) {
    String set = "update procedure_mark set used_at = ? where officer = ? and procedure_code = ?";
    if (sql.client().sql(set).params(Sql.utc(at), officer.value(), procedure).update() == 0) {
      open(officer, procedure);
      sql.client().sql(set).params(Sql.utc(at), officer.value(), procedure).update();
    }
  }

  private void open(OfficerId officer, String procedure) {
    try {
      sql.client()
          .sql("insert into procedure_mark (officer, procedure_code, starred) values (?, ?, false)")
          .params(officer.value(), procedure)
          .update();
    } catch (DuplicateKeyException e) {
      return; // another request of the officer was first
    }
  }
}
