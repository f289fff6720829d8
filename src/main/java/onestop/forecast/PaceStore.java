package onestop.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.kernel.AgencyCode;
import onestop.store.Sql;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Rows of the read model, and the past from which they are measured. */
@Repository
class PaceStore {
  private final Sql sql;

  PaceStore(Sql sql) {
    this.sql = sql;
  }

  /** A dossier with a result. */
  record Past(String code, String procedure, AgencyCode resolving, Instant receivedAt) {}

  /** A step of a dossier that has ended. */
  record PastStep(String dossier, PastSteps.Ended ended) {}

  /** The newest {@code most} dossiers of each agency with a result since then, by agency. */
  @Transactional(readOnly = true)
  public List<Past> resolvedSince(Instant since, int most) {
    return sql.reading("dossier")
        .sql(
            """
            select dossier_code, procedure_code, resolving_agency, received_at from (
              select dossier_code, procedure_code, resolving_agency, received_at,
                row_number() over (partition by resolving_agency
                  order by resolved_at desc, dossier_code) as n
                from dossier where resolved_at >= ?) newest
             where n <= ? order by resolving_agency, dossier_code
            """)
        .params(Sql.utc(since), most)
        .query(
            (rs, row) ->
                new Past(
                    rs.getString(1),
                    rs.getString(2),
                    new AgencyCode(rs.getString(3)),
                    Sql.instant(rs, "received_at")))
        .list();
  }

  /**
   * The steps of these dossiers that have ended, in the order of time. An end that was taken back
   * is none: no other step of its dossier ended between the two.
   */
  @Transactional(readOnly = true)
  public List<PastStep> steps(Collection<String> dossiers) {
    List<PastStep> ended = new ArrayList<>();
    Map<String, PastStep> last = new HashMap<>();
    sql.reading("dossier_event")
        .sql(
            """
            select dossier_code, step, agency, actor, at, kind from dossier_event
             where dossier_code = any(?) and kind in ('STEP_COMPLETED', 'STEP_TAKEN_BACK')
               and step is not null and agency is not null
             order by at, dossier_code, no
            """)
        .param(Sql.keys(dossiers))
        .query(
            rs -> {
              String dossier = rs.getString(1);
              if (rs.getString("kind").equals("STEP_TAKEN_BACK")) {
                PastStep back = last.remove(dossier);
                if (back != null) {
                  ended.remove(back);
                }
              } else {
                PastStep step =
                    new PastStep(
                        dossier,
                        new PastSteps.Ended(
                            rs.getString(2),
                            rs.getString(3),
                            rs.getString(4),
                            Sql.instant(rs, "at")));
                ended.add(step);
                last.put(dossier, step);
              }
            });
    return ended;
  }

  /** All rows. */
  @Transactional(readOnly = true)
  public List<StepPace> all() {
    return sql.client()
        .sql("select * from step_pace")
        .query(
            (rs, row) ->
                new StepPace(
                    new AgencyCode(rs.getString("agency")),
                    rs.getString("procedure_code"),
                    rs.getString("step"),
                    rs.getInt("cases"),
                    rs.getLong("lead_minutes"),
                    rs.getLong("work_minutes")))
        .list();
  }

  /** Replaces all rows. */
  @Transactional
  public void replace(Collection<StepPace> paces, Instant at) {
    sql.client().sql("delete from step_pace").update();
    sql.batch(
        """
        insert into step_pace (agency, procedure_code, step, cases, lead_minutes, work_minutes,
          measured_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        paces.stream()
            .map(
                one ->
                    new Object[] {
                      one.agency().value(),
                      one.procedure(),
                      one.step(),
                      one.cases(),
                      one.lead(),
                      one.work(),
                      Sql.utc(at)
                    })
            .toList());
  }
}
