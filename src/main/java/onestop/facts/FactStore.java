package onestop.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.apologies.obligation.ObligationState;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.DossierState;
import onestop.facts.ReportScope.Level;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.ProcedureKey;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads raw events page by page. Of a dossier's row, only the values set at receipt are read. */
@Repository
public class FactStore {
  private static final String BASE =
      """
      select d.dossier_code, d.procedure_code, d.procedure_version, d.receiving_agency,
        d.resolving_agency, d.channel, d.parent_code, d.received_at
       from dossier d
      """;

  private static final String UNENDED_BEFORE_START =
      """
       and not exists (select 1 from dossier_event e where e.dossier_code = d.dossier_code
         and e.kind in ('RESOLVED', 'REFUSED', 'WITHDRAWN', 'STOPPED') and e.at < :start)
      """;

  private static final String RECEIVED =
      " where d.received_at >= :start and d.received_at <= :moment";
  private static final String NEXT =
      " and (d.received_at > :after or d.received_at = :after and d.dossier_code > :code)";
  private static final String IN_ORDER =
      " order by d.received_at, d.dossier_code fetch next :size rows only";

  private final Sql sql;
  private final ObjectMapper json;

  FactStore(Sql sql, ObjectMapper json) {
    this.sql = sql;
    this.json = json;
  }

  /** The values a dossier had at receipt. */
  public record Base(
      DossierCode code, ProcedureKey procedure, DossierFigures.Seat seat, Instant receivedAt) {}

  /** The counted events of a dossier. */
  static final class Happened {
    DossierFigures.@Nullable Ending ending;
    @Nullable Instant returnedAt;
    final List<Instant> supplements = new ArrayList<>();
  }

  /** The key behind which a page begins, exclusive. */
  public record After(Instant receivedAt, String code) {
    /** The key before the first dossier. */
    public static final After NOTHING = new After(Instant.EPOCH, "");

    static final After END = new After(Instant.parse("9999-01-01T00:00:00Z"), "");

    /** The key of a dossier: the page begins behind it. */
    public static After of(Base base) {
      return new After(base.receivedAt(), base.code().value());
    }
  }

  /** The next dossiers that count in the scope, in order of receipt, then by code. */
  List<Base> page(ReportScope scope, After after, int size) {
    return asked(
            BASE
                + " where d.received_at <= :moment"
                + NEXT
                + UNENDED_BEFORE_START
                + whose(scope)
                + IN_ORDER,
            scope)
        .param("start", Sql.utc(scope.start()))
        .param("moment", Sql.utc(scope.moment()))
        .param("after", Sql.utc(after.receivedAt()))
        .param("code", after.code())
        .param("size", size)
        .query((rs, row) -> base(rs))
        .list();
  }

  /** The number of the scope's dossiers that were pending just before its period began. */
  public long countPendingBefore(ReportScope scope) {
    return asked(
            "select count(*) from dossier d where d.received_at < :start"
                + UNENDED_BEFORE_START
                + whose(scope),
            scope)
        .param("start", Sql.utc(scope.start()))
        .query(Long.class)
        .single();
  }

  /** The next dossiers received in the scope's period, in order of receipt, then by code. */
  public List<Base> received(ReportScope scope, After after, int size) {
    return asked(BASE + RECEIVED + NEXT + whose(scope) + IN_ORDER, scope)
        .param("start", Sql.utc(scope.start()))
        .param("moment", Sql.utc(scope.moment()))
        .param("after", Sql.utc(after.receivedAt()))
        .param("code", after.code())
        .param("size", size)
        .query((rs, row) -> base(rs))
        .list();
  }

  /** The number of dossiers received in the scope's period. */
  public long countReceived(ReportScope scope) {
    return asked("select count(*) from dossier d" + RECEIVED + whose(scope), scope)
        .param("start", Sql.utc(scope.start()))
        .param("moment", Sql.utc(scope.moment()))
        .query(Long.class)
        .single();
  }

  /**
   * The key of the dossier before the one with that number (from 0) among those received in the
   * period.
   */
  public After before(ReportScope scope, long number) {
    return number == 0
        ? After.NOTHING
        : asked(
                "select d.received_at, d.dossier_code from dossier d"
                    + RECEIVED
                    + whose(scope)
                    + " order by d.received_at, d.dossier_code"
                    + " offset :skip rows fetch next 1 rows only",
                scope)
            .param("start", Sql.utc(scope.start()))
            .param("moment", Sql.utc(scope.moment()))
            .param("skip", number - 1)
            .query(
                (rs, row) ->
                    new After(Sql.instant(rs, "received_at"), rs.getString("dossier_code")))
            .list()
            .stream()
            .findFirst()
            .orElse(After.END);
  }

  private static String whose(ReportScope scope) {
    if (scope.agencies().isEmpty()) {
      return "";
    }
    return scope.level() == Level.DESK
        ? " and d.parent_code is null and d.receiving_agency = any(:agencies)"
        : " and d.resolving_agency = any(:agencies)";
  }

  private JdbcClient.StatementSpec asked(String text, ReportScope scope) {
    JdbcClient.StatementSpec query = sql.reading("dossier", "dossier_event").sql(text);
    return scope.agencies().isEmpty()
        ? query
        : query.param("agencies", Sql.keys(scope.agencies(), AgencyCode::value));
  }

  /** The applicants of those dossiers. */
  public Map<DossierCode, Applicant> applicants(Collection<DossierCode> dossiers) {
    Map<DossierCode, Applicant> found = new HashMap<>();
    sql.reading("dossier")
        .sql(
            """
            select dossier_code, applicant_name, applicant_address, applicant_phone from dossier
             where dossier_code = any(:codes)
            """)
        .param("codes", Sql.keys(dossiers, DossierCode::value))
        .query(
            rs -> {
              found.put(
                  new DossierCode(rs.getString("dossier_code")),
                  new Applicant(
                      rs.getString("applicant_name"),
                      rs.getString("applicant_address"),
                      rs.getString("applicant_phone"),
                      null,
                      null));
            });
    return found;
  }

  /** One dossier; empty if it had not been received by that moment. */
  List<Base> one(DossierCode code, Instant moment) {
    return sql.reading("dossier")
        .sql(BASE + " where d.dossier_code = ? and d.received_at <= ?")
        .params(code.value(), Sql.utc(moment))
        .query((rs, row) -> base(rs))
        .list();
  }

  private static Base base(ResultSet rs) throws SQLException {
    return new Base(
        new DossierCode(rs.getString("dossier_code")),
        new ProcedureKey(rs.getString("procedure_code"), rs.getInt("procedure_version")),
        new DossierFigures.Seat(
            new AgencyCode(rs.getString("receiving_agency")),
            new AgencyCode(rs.getString("resolving_agency")),
            Channel.valueOf(rs.getString("channel")),
            rs.getString("parent_code") != null),
        Sql.instant(rs, "received_at"));
  }

  /** The events of those dossiers up to that moment, inclusive. */
  Map<DossierCode, Happened> events(Collection<DossierCode> dossiers, Instant moment) {
    Map<DossierCode, Happened> found = new HashMap<>();
    sql.reading("dossier_event")
        .sql(
            """
            select dossier_code, kind, at from dossier_event
             where dossier_code = any(:codes) and at <= :moment
             order by dossier_code, no
            """)
        .param("codes", Sql.keys(dossiers, DossierCode::value))
        .param("moment", Sql.utc(moment))
        .query(
            rs -> {
              DossierCode code = new DossierCode(rs.getString("dossier_code"));
              Happened happened = found.computeIfAbsent(code, c -> new Happened());
              String kind = rs.getString("kind");
              switch (kind) {
                case "RESOLVED", "REFUSED", "WITHDRAWN", "STOPPED" ->
                    happened.ending =
                        new DossierFigures.Ending(
                            DossierState.valueOf(kind), Sql.instant(rs, "at"));
                case "RETURNED" -> happened.returnedAt = Sql.instant(rs, "at");
                case "SUPPLEMENT_REQUESTED" -> happened.supplements.add(Sql.instant(rs, "at"));
                default -> {
                  // counts in no report
                }
              }
            });
    return found;
  }

  /** The letters of those dossiers, computed from their events up to that moment, inclusive. */
  Map<DossierCode, DossierFigures.Letter> letters(
      Collection<DossierCode> dossiers, Instant moment) {
    Map<DossierCode, DossierFigures.Letter> found = new HashMap<>();
    sql.reading("apology_obligation", "apology_event")
        .sql(
            """
            select o.dossier_code, o.id, e.step, e.state_after, e.details, e.at
             from apology_obligation o join apology_event e on e.obligation_id = o.id
             where o.dossier_code = any(:codes) and e.at <= :moment
             order by o.id, e.no
            """)
        .param("codes", Sql.keys(dossiers, DossierCode::value))
        .param("moment", Sql.utc(moment))
        .query(
            rs -> {
              DossierCode code = new DossierCode(rs.getString("dossier_code"));
              found.put(code, after(found.get(code), rs));
            });
    return found;
  }

  private boolean inTime(String details) {
    try {
      return json.readTree(details).path("inTime").asBoolean();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("details of an event are JSON", e);
    }
  }

  private DossierFigures.Letter after(DossierFigures.@Nullable Letter before, ResultSet rs)
      throws SQLException {
    Instant at = Sql.instant(rs, "at");
    String step = rs.getString("step");
    boolean issues = "ISSUE".equals(step);
    boolean states = "STATE_ON_TIME".equals(step);
    return new DossierFigures.Letter(
        rs.getLong("id"),
        before == null ? at : before.openedAt(),
        ObligationState.valueOf(rs.getString("state_after")),
        states ? at : before == null ? null : before.statedOnTimeAt(),
        issues ? at : before == null ? null : before.issuedAt(),
        issues
            ? (Boolean) inTime(rs.getString("details"))
            : before == null ? null : before.inTime());
  }
}
