package onestop.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.calendar.OfficeSchedule.Period;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.store.Sql;
import onestop.store.UnitOfWork.Memory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Rows of the office hours of agencies, for every revision. Insert-only. */
@Repository
class HoursStore {
  private final Sql sql;
  private final Memory<Map<AgencyCode, Integer>> seen;

  HoursStore(Sql sql) {
    this.sql = sql;
    this.seen = sql.unit().memory(this::askAll);
  }

  /**
   * The newest revision of an agency's hours, read once per transaction for all agencies, since few
   * have hours other than the standard ones; 0 for the standard hours.
   */
  int newest(AgencyCode agency) {
    return TransactionSynchronizationManager.isSynchronizationActive()
        ? seen.get().getOrDefault(agency, 0)
        : ask(agency);
  }

  private Map<AgencyCode, Integer> askAll() {
    Map<AgencyCode, Integer> newest = new HashMap<>();
    sql.client()
        .sql("select agency, max(revision) from office_hours group by agency")
        .query(
            (RowCallbackHandler)
                row -> newest.put(new AgencyCode(row.getString(1)), row.getInt(2)));
    return newest;
  }

  private int ask(AgencyCode agency) {
    return sql.client()
        .sql("select coalesce(max(revision), 0) from office_hours where agency = ?")
        .param(agency.value())
        .query(Integer.class)
        .single();
  }

  /** The hours of that revision. */
  OfficeSchedule schedule(AgencyCode agency, int revision) {
    List<Period> periods = new ArrayList<>(OfficeSchedule.STANDARD.periods());
    List<Period> changes =
        sql.client()
            .sql(
                """
                select valid_from, processing, reception from office_hours
                 where agency = ? and revision <= ? order by revision
                """)
            .params(agency.value(), revision)
            .query(
                (rs, row) ->
                    new Period(
                        rs.getObject("valid_from", LocalDate.class),
                        OfficeHours.parse(rs.getString("processing"), rs.getString("reception"))))
            .list();
    if (changes.size() < revision) {
      throw Failure.notFound(
          "calendar", "no-such-hours", "agency", agency.value(), "revision", revision);
    }
    for (Period change : changes) {
      // drops the changes planned for later days: the newest change of a day applies
      periods.removeIf(period -> !period.validFrom().isBefore(change.validFrom()));
      periods.add(change);
    }
    return new OfficeSchedule(revision, periods);
  }

  int insert(AgencyCode agency, Period change, String author, Instant at) {
    int revision = ask(agency) + 1;
    try {
      sql.client()
          .sql(
              """
              insert into office_hours
                (agency, revision, valid_from, processing, reception, author, recorded_at)
              values (?, ?, ?, ?, ?, ?, ?)
              """)
          .params(
              agency.value(),
              revision,
              change.validFrom(),
              change.hours().processingText(),
              change.hours().receptionText(),
              author,
              Sql.utc(at))
          .update();
    } catch (DuplicateKeyException e) {
      throw Failure.conflict("calendar", "changed-meanwhile", "what", agency.value()).causedBy(e);
    }
    seen.peek().ifPresent(known -> known.put(agency, revision));
    return revision;
  }
}
