package onestop.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.dossiers.Dossiers;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.kernel.InList;
import onestop.kernel.OfficerId;
import onestop.kernel.TransactionLocal;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of raised rungs. Every call runs in the caller's transaction. */
@Repository
class EscalationStore {
  private final JdbcClient jdbc;
  private final DeferredWrites writes;
  private final Dossiers dossiers;
  private final TransactionLocal<Map<DossierCode, Set<Rung>>> raisedBefore =
      new TransactionLocal<>(HashMap::new);

  EscalationStore(JdbcClient jdbc, DeferredWrites writes, Dossiers dossiers) {
    this.writes = writes;
    this.jdbc = jdbc;
    this.dossiers = dossiers;
  }

  /** What makes a rung of a dossier the same one. */
  private record Rung(int appointmentNo, EscalationLevel level) {}

  /**
   * Takes down a rung that was not raised before; false if it was. Whoever raises one holds the
   * dossier: what was raised before is read at the first question for all dossiers held by then.
   */
  boolean insert(Escalation raised) {
    if (!rungs(raised.dossier()).add(new Rung(raised.appointmentNo(), raised.level()))) {
      return false;
    }
    writes.add(
        DeferredWrites.Stage.OTHER,
        """
        insert into escalation (dossier_code, appointment_no, level, agency, recipients,
          raised_at, revision)
        values (?, ?, ?, ?, ?, ?, 0)
        """,
        raised.dossier().value(),
        raised.appointmentNo(),
        raised.level().name(),
        raised.agency().value(),
        String.join(" ", raised.recipients()),
        raised.raisedAt().atOffset(ZoneOffset.UTC));
    return true;
  }

  private Set<Rung> rungs(DossierCode dossier) {
    Map<DossierCode, Set<Rung>> known = raisedBefore.get();
    if (!known.containsKey(dossier)) {
      Set<DossierCode> wanted = new LinkedHashSet<>(known.isEmpty() ? dossiers.held() : Set.of());
      wanted.add(dossier);
      wanted.forEach(code -> known.put(code, new HashSet<>()));
      jdbc.sql(
              """
              select dossier_code, appointment_no, level from escalation
               where dossier_code in (:codes)
              """)
          .param("codes", InList.padded(wanted.stream().map(DossierCode::value).toList()))
          .query(
              (RowCallbackHandler)
                  row ->
                      known
                          .computeIfAbsent(
                              new DossierCode(row.getString(1)), code -> new HashSet<>())
                          .add(new Rung(row.getInt(2), EscalationLevel.valueOf(row.getString(3)))));
    }
    return known.computeIfAbsent(dossier, code -> new HashSet<>());
  }

  /** Notes the answer to a rung that has none; false if it has one or does not exist. */
  boolean answer(Escalation raised, Escalation.Answer answer) {
    writes.flush();
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
    writes.flush();
    return jdbc.sql(
            "select * from escalation where dossier_code = ? order by raised_at, appointment_no")
        .param(dossier.value())
        .query(EscalationStore::row)
        .list();
  }

  List<Escalation> unanswered(AgencyCode agency, int max) {
    writes.flush();
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
    writes.flush();
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
