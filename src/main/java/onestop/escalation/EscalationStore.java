package onestop.escalation;

import static onestop.store.ColumnType.BIGINT;
import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import onestop.dossiers.Dossiers;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.AppendOnly;
import onestop.store.Groups;
import onestop.store.Groups.Owner;
import onestop.store.Sql;
import onestop.store.Table;
import org.springframework.stereotype.Repository;

/** Rows of raised rungs. Every call runs in the caller's transaction. */
@Repository
class EscalationStore {
  private static final Table<Void, Escalation> ESCALATION =
      Table.<Escalation>insertOnly("escalation")
          .after("dossier")
          .fixed("dossier_code", VARCHAR, raised -> raised.dossier().value())
          .fixed("appointment_no", INT, Escalation::appointmentNo)
          .fixed("level", VARCHAR, raised -> raised.level().name())
          .fixed("agency", VARCHAR, raised -> raised.agency().value())
          .fixed("recipients", VARCHAR, raised -> String.join(" ", raised.recipients()))
          .fixed("raised_at", TIMESTAMPTZ, Escalation::raisedAt)
          .fixed("revision", BIGINT, raised -> 0L)
          .readBy((rs, row) -> row(rs))
          .build();

  private final Sql sql;
  private final AppendOnly<Escalation> rows;
  private final Groups<DossierCode, Escalation> ofDossier;

  EscalationStore(Sql sql, Dossiers dossiers) {
    this.sql = sql;
    this.rows = new AppendOnly<>(sql, ESCALATION);
    this.ofDossier =
        Groups.ofFacts(
            sql,
            ESCALATION,
            new Owner<>(
                "dossier_code", DossierCode::value, Escalation::dossier, "raised_at, level"),
            dossiers::held);
  }

  /**
   * Inserts a rung; false if it was raised before. The caller holds the dossier's lock: the first
   * call reads the rungs of all dossiers locked by then.
   */
  boolean insert(Escalation raised) {
    boolean before =
        ofDossier.of(raised.dossier()).stream()
            .anyMatch(
                one ->
                    one.appointmentNo() == raised.appointmentNo() && one.level() == raised.level());
    if (!before) {
      rows.append(raised);
      ofDossier.add(raised);
    }
    return !before;
  }

  /** Records the answer to a rung; false if the rung has one already or does not exist. */
  boolean answer(Escalation raised, Escalation.Answer answer) {
    return sql.reading("escalation")
            .sql(
                """
                update escalation set answered_at = ?, answered_by = ?, answer = ?,
                  revision = revision + 1
                 where dossier_code = ? and appointment_no = ? and level = ?
                   and answered_at is null
                """)
            .params(
                Sql.utc(answer.at()),
                answer.by().value(),
                answer.text(),
                raised.dossier().value(),
                raised.appointmentNo(),
                raised.level().name())
            .update()
        == 1;
  }

  List<Escalation> of(DossierCode dossier) {
    return sql.reading("escalation")
        .sql("select * from escalation where dossier_code = ? order by raised_at, appointment_no")
        .param(dossier.value())
        .query(ESCALATION.mapper())
        .list();
  }

  List<Escalation> unanswered(AgencyCode agency, int max) {
    return sql.reading("escalation")
        .sql(
            """
            select * from escalation
             where agency = ? and answered_at is null
               and level in ('APOLOGY_LIMIT', 'OVERDUE', 'LEG_OVERDUE', 'ESCALATION_2',
                             'ESCALATION_3')
             order by raised_at, dossier_code fetch first ? rows only
            """)
        .params(agency.value(), max)
        .query(ESCALATION.mapper())
        .list();
  }

  List<Escalation> since(Instant moment) {
    return sql.reading("escalation")
        .sql("select * from escalation where raised_at >= ? order by raised_at, dossier_code")
        .param(Sql.utc(moment))
        .query(ESCALATION.mapper())
        .list();
  }

  long count() {
    return sql.reading("escalation")
        .sql("select count(*) from escalation")
        .query(Long.class)
        .single();
  }

  private static Escalation row(ResultSet rs) throws SQLException {
    Instant answered = Sql.instantOrNull(rs, "answered_at");
    return new Escalation(
        new DossierCode(rs.getString("dossier_code")),
        rs.getInt("appointment_no"),
        EscalationLevel.valueOf(rs.getString("level")),
        new AgencyCode(rs.getString("agency")),
        Arrays.stream(rs.getString("recipients").split(" "))
            .filter(name -> !name.isEmpty())
            .toList(),
        Sql.instant(rs, "raised_at"),
        answered == null
            ? null
            : new Escalation.Answer(
                new OfficerId(rs.getString("answered_by")), answered, rs.getString("answer")));
  }
}
