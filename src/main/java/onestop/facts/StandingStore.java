package onestop.facts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.dossiers.DossierSearch;
import onestop.facts.PresentFigures.AgencyFigures;
import onestop.facts.PresentFigures.Dossiers;
import onestop.facts.PresentFigures.Entry;
import onestop.facts.PresentFigures.Letters;
import onestop.facts.PresentFigures.Which;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts dossiers and letters by their present standing, each dossier with its letter if it has
 * one.
 */
@Repository
class StandingStore {
  /**
   * Every dossier with its case and its letter's fate, by the rules of {@link HearingMeasure}. A
   * paused clock has no limit that can pass; if an officer stated that the dossier will be on time,
   * the letter is not missing before the dossier is late.
   */
  private static final String STANDING =
      """
      (select x.*,
          case when x.letter = 'ISSUED' and x.issued_in_time then 'ISSUED_IN_TIME'
            when x.letter = 'ISSUED' then 'ISSUED_LATE'
            when x.letter = 'WAIVED' then 'WAIVED'
            when x.standing = 'LATE' or x.letter = 'BREACHED' then 'MISSING'
            when x.letter = 'VOID' then 'VOID'
            when x.closed_at is null and x.waiting_since is null and x.on_time_at is null
              and x.limit_at < :asOf then 'MISSING'
            when x.letter is not null then 'WAITING'
            else 'NONE' end as fate
        from (select r.dossier_code, r.resolving_agency, r.parent_code, r.resolved_at,
            r.closed_at, r.waiting_since, o.id as obligation, o.state as letter, o.issued_in_time,
            o.on_time_at, case when o.id is null or o.state in ('OPENED', 'DRAFTED')
              then r.apology_by else o.limit_at end as limit_at,
            case when @LATE@ then 'LATE'
              when r.closed_at is null then 'NOT_LATE_YET'
              else 'FINISHED_IN_TIME' end as standing
          from dossier_standing r left join apology_obligation o
            on o.dossier_code = r.dossier_code and o.cause = 'LATENESS'
              and o.appointment_no = 1) x) s
      """
          .replace("@LATE@", DossierLists.LATE);

  private static final String COUNTED =
      """
      select s.resolving_agency,
        sum(case when s.parent_code is not null then 1 else 0 end) as parts,
        sum(case when s.resolved_at is not null and s.standing <> 'LATE' then 1 else 0 end)
          as resolved_on_time,
        sum(case when s.resolved_at is not null and s.standing = 'LATE' then 1 else 0 end)
          as resolved_late,
        sum(case when s.closed_at is not null and s.resolved_at is null
          and s.standing <> 'LATE' then 1 else 0 end) as ended_in_time,
        sum(case when s.closed_at is not null and s.resolved_at is null
          and s.standing = 'LATE' then 1 else 0 end) as ended_late,
        sum(case when s.closed_at is null and s.standing <> 'LATE' then 1 else 0 end)
          as open_in_time,
        sum(case when s.closed_at is null and s.standing = 'LATE' then 1 else 0 end)
          as open_overdue,
        sum(case when s.fate = 'ISSUED_IN_TIME' then 1 else 0 end) as issued_in_time,
        sum(case when s.fate = 'ISSUED_LATE' then 1 else 0 end) as issued_late,
        sum(case when s.fate = 'WAIVED' then 1 else 0 end) as waived,
        sum(case when s.fate = 'MISSING' then 1 else 0 end) as missing,
        sum(case when s.fate in (:owed) and s.standing = 'FINISHED_IN_TIME' then 1 else 0 end)
          as finished_in_time,
        sum(case when s.fate in (:owed) and s.standing = 'NOT_LATE_YET' then 1 else 0 end)
          as not_late_yet,
        sum(case when s.fate = 'WAITING' then 1 else 0 end) as waiting,
        sum(case when s.fate = 'VOID' then 1 else 0 end) as voided
       from
      """;

  private final Sql sql;

  StandingStore(Sql sql) {
    this.sql = sql;
  }

  private JdbcClient standing() {
    return sql.reading(
        "dossier",
        "sla_clock",
        "clock_pause",
        "due_date_adjustment",
        "due_date_move",
        "apology_obligation");
  }

  /** All agencies that resolve a dossier, in order of code. */
  List<AgencyFigures> byAgency(Instant asOf) {
    return standing()
        .sql(COUNTED + STANDING + " group by s.resolving_agency order by s.resolving_agency")
        .param("asOf", Sql.utc(asOf))
        .param("owed", PresentFigures.Fate.OWED.stream().map(Enum::name).sorted().toList())
        .query(StandingStore::line)
        .list();
  }

  private static AgencyFigures line(ResultSet rs, int row) throws SQLException {
    return new AgencyFigures(
        new AgencyCode(rs.getString("resolving_agency")),
        new Dossiers(
            rs.getLong("parts"),
            rs.getLong("resolved_on_time"),
            rs.getLong("resolved_late"),
            rs.getLong("ended_in_time"),
            rs.getLong("ended_late"),
            rs.getLong("open_in_time"),
            rs.getLong("open_overdue")),
        new Letters(
            rs.getLong("issued_in_time"),
            rs.getLong("issued_late"),
            rs.getLong("waived"),
            rs.getLong("missing"),
            rs.getLong("finished_in_time"),
            rs.getLong("not_late_yet"),
            rs.getLong("waiting"),
            rs.getLong("voided")));
  }

  /** The number of those letters. */
  long count(Which which, Instant asOf) {
    return asked("select count(*) from " + STANDING, "", which, asOf).query(Long.class).single();
  }

  /** Some of those letters, earliest limit first, then by dossier. */
  List<Entry> list(Which which, Instant asOf, int offset, int size) {
    return asked(
            "select s.dossier_code, s.obligation, s.limit_at from " + STANDING,
            " order by s.limit_at, s.dossier_code offset :offset rows fetch next :size rows only",
            which,
            asOf)
        .param("offset", offset)
        .param("size", size)
        .query(
            (rs, row) ->
                new Entry(
                    new DossierCode(rs.getString("dossier_code")),
                    rs.getObject("obligation", Long.class),
                    Sql.instant(rs, "limit_at")))
        .list();
  }

  /**
   * The fates of the letters of those dossiers and of their parts, each under the whole's code. A
   * fate {@code NONE} is left out.
   */
  Map<DossierCode, Set<PresentFigures.Fate>> fates(Collection<DossierCode> dossiers, Instant asOf) {
    Map<DossierCode, Set<PresentFigures.Fate>> found = new HashMap<>();
    standing()
        .sql(
            "select coalesce(s.parent_code, s.dossier_code) as whole, s.fate from "
                + STANDING
                + " where s.fate <> 'NONE'"
                + " and (s.dossier_code = any(:codes) or s.parent_code = any(:codes))")
        .param("asOf", Sql.utc(asOf))
        .param("codes", Sql.keys(dossiers, DossierCode::value))
        .query(
            rs -> {
              found
                  .computeIfAbsent(
                      new DossierCode(rs.getString("whole")),
                      code -> EnumSet.noneOf(PresentFigures.Fate.class))
                  .add(PresentFigures.Fate.valueOf(rs.getString("fate")));
            });
    return found;
  }

  private JdbcClient.StatementSpec asked(String head, String tail, Which which, Instant asOf) {
    AgencyCode agency = which.agency();
    PresentFigures.Case standing = which.standing();
    String text = which.text();
    JdbcClient.StatementSpec query =
        standing()
            .sql(
                head
                    + " where s.fate in (:fates)"
                    + (standing == null ? "" : " and s.standing = :standing")
                    + (agency == null ? "" : " and s.resolving_agency = :agency")
                    + (text == null ? "" : " and s.dossier_code in " + DossierSearch.CODES)
                    + tail)
            .param("asOf", Sql.utc(asOf))
            .param("fates", which.fates().stream().map(Enum::name).sorted().toList());
    query = text == null ? query : query.params(DossierSearch.params(text));
    query = standing == null ? query : query.param("standing", standing.name());
    return agency == null ? query : query.param("agency", agency.value());
  }
}
