package onestop.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of raised rungs. Every call runs in the caller's transaction. */
@Repository
class EscalationStore {
  private final JdbcClient jdbc;
  private final DeferredWrites writes;

  EscalationStore(JdbcClient jdbc, DeferredWrites writes) {
    this.writes = writes;
    this.jdbc = jdbc;
  }

  /** Inserts a rung that was not raised before; false if it was. */
  boolean insert(Escalation raised) {
    writes.flushNewRows();
    return jdbc.sql(
                """
                insert into escalation (dossier_code, appointment_no, level, agency, recipients,
                  raised_at, revision)
                select d.dossier_code, :no, :level, :agency, :recipients, :at, 0
                  from dossier d
                 where d.dossier_code = :code
                   and not exists (select 1 from escalation e
                                    where e.dossier_code = :code and e.appointment_no = :no
                                      and e.level = :level)
                """)
            .param("no", raised.appointmentNo())
            .param("level", raised.level().name())
            .param("agency", raised.agency().value())
            .param("recipients", String.join(" ", raised.recipients()))
            .param("at", raised.raisedAt().atOffset(ZoneOffset.UTC))
            .param("code", raised.dossier().value())
            .update()
        == 1;
  }

  /** Notes the answer to a rung that has none; false if it has one or does not exist. */
  boolean answer(Escalation raised, Escalation.Answer answer) {
    return jdbc.sql(
                """
                update escalation set answered_at = ?, answered_by = ?, answer = ?,
                  revision = revision + 1
                 where dossier_code = ? and appointment_no = ? and level = ?
                   and answered_at is null
                """)
            .params(
                answer.at().atOffset(ZoneOffset.UTC),
                answer.by().value(),
                answer.text(),
                raised.dossier().value(),
                raised.appointmentNo(),
                raised.level().name())
            .update()
        == 1;
  }

  List<Escalation> of(DossierCode dossier) {
    return jdbc.sql(
            "select * from escalation where dossier_code = ? order by raised_at, appointment_no")
        .param(dossier.value())
        .query(EscalationStore::row)
        .list();
  }

  List<Escalation> unanswered(AgencyCode agency, int max) {
    return jdbc.sql(
            """
            select * from escalation
             where agency = ? and answered_at is null
               and level in ('APOLOGY_LIMIT', 'OVERDUE', 'LEG_OVERDUE', 'ESCALATION_2',
                             'ESCALATION_3')
             order by raised_at, dossier_code fetch first ? rows only
            """)
        .params(agency.value(), max)
        .query(EscalationStore::row)
        .list();
  }

  long count() {
    return jdbc.sql("select count(*) from escalation").query(Long.class).single();
  }

  private static Escalation row(ResultSet rs, int row) throws SQLException {
    OffsetDateTime answered = rs.getObject("answered_at", OffsetDateTime.class);
    return new Escalation(
        new DossierCode(rs.getString("dossier_code")),
        rs.getInt("appointment_no"),
        EscalationLevel.valueOf(rs.getString("level")),
        new AgencyCode(rs.getString("agency")),
        Arrays.stream(rs.getString("recipients").split(" "))
            .filter(name -> !name.isEmpty())
            .toList(),
        rs.getObject("raised_at", OffsetDateTime.class).toInstant(),
        answered == null
            ? null
            : new Escalation.Answer(
                new OfficerId(rs.getString("answered_by")),
                answered.toInstant(),
                rs.getString("answer")));
  }
}
