package onestop.agencies;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onestop.agencies.Absence.Flow;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/** The SQL of absences. */
final class AbsenceStore {
  private final JdbcClient jdbc;

  AbsenceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Absence> find(long id) {
    return jdbc.sql("select * from absence where id = ?")
        .param(id)
        .query(AbsenceStore::absence)
        .optional();
  }

  /** Those of an agency that were not ended and last at least until that day, the first first. */
  List<Absence> notOver(AgencyCode agency, LocalDate day) {
    return jdbc.sql(
            """
            select * from absence where agency = ? and last_on >= ? and ended_at is null
             order by first_on, id
            """)
        .params(agency.value(), day)
        .query(AbsenceStore::absence)
        .list();
  }

  /** Those of an agency whose last day is that day or later, ended ones too, the newest first. */
  List<Absence> since(AgencyCode agency, LocalDate day) {
    return jdbc.sql(
            "select * from absence where agency = ? and last_on >= ? order by first_on desc, id desc")
        .params(agency.value(), day)
        .query(AbsenceStore::absence)
        .list();
  }

  /** Those whose open work is to be handed over, since they have begun. */
  List<Absence> toHand(LocalDate today) {
    return jdbc.sql(
            """
            select * from absence
             where open_work = true and handed_at is null and ended_at is null
               and first_on <= ? and last_on >= ? order by id
            """)
        .params(today, today)
        .query(AbsenceStore::absence)
        .list();
  }

  /**
   * Those whose handed work is to go back, since they are over; also where the hand-over did not
   * come to its end.
   */
  List<Absence> toSettle(LocalDate today) {
    return jdbc.sql(
            """
            select * from absence
             where open_work = true and settled_at is null
               and (ended_at is not null or last_on < ?) order by id
            """)
        .param(today)
        .query(AbsenceStore::absence)
        .list();
  }

  long insert(Absence.Order order, AgencyCode agency, OfficerId by, Instant at) {
    KeyHolder key = new GeneratedKeyHolder();
    jdbc.sql(
            """
            insert into absence (officer, substitute, agency, first_on, last_on, new_work,
              open_work, reason, recorded_by, recorded_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            order.officer().value(),
            order.substitute().value(),
            agency.value(),
            order.firstOn(),
            order.lastOn(),
            order.flows().contains(Flow.NEW_WORK),
            order.flows().contains(Flow.OPEN_WORK),
            order.reason(),
            by.value(),
            Sql.utc(at))
        .update(key, "id");
    return Objects.requireNonNull(key.getKeyAs(Long.class));
  }

  /** False if it was ended before. */
  boolean end(long id, OfficerId by, Instant at) {
    return jdbc.sql(
                "update absence set ended_at = ?, ended_by = ? where id = ? and ended_at is null")
            .params(Sql.utc(at), by.value(), id)
            .update()
        == 1;
  }

  void handed(long id, Instant at) {
    jdbc.sql("update absence set handed_at = ? where id = ? and handed_at is null")
        .params(Sql.utc(at), id)
        .update();
  }

  void settled(long id, Instant at) {
    jdbc.sql("update absence set settled_at = ? where id = ? and settled_at is null")
        .params(Sql.utc(at), id)
        .update();
  }

  private static Absence absence(ResultSet row, int number) throws SQLException {
    Set<Flow> flows = EnumSet.noneOf(Flow.class);
    if (row.getBoolean("new_work")) {
      flows.add(Flow.NEW_WORK);
    }
    if (row.getBoolean("open_work")) {
      flows.add(Flow.OPEN_WORK);
    }
    return new Absence(
        row.getLong("id"),
        new OfficerId(row.getString("officer")),
        new OfficerId(row.getString("substitute")),
        new AgencyCode(row.getString("agency")),
        row.getObject("first_on", LocalDate.class),
        row.getObject("last_on", LocalDate.class),
        flows,
        row.getString("reason"),
        new OfficerId(row.getString("recorded_by")),
        Sql.instantOrNull(row, "ended_at"),
        Sql.instantOrNull(row, "handed_at"));
  }
}
