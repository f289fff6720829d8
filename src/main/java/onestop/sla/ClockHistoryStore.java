package onestop.sla;

import static onestop.sla.SlaClockStore.instant;
import static onestop.sla.SlaClockStore.instantOrNull;
import static onestop.sla.SlaClockStore.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.calendar.Limit;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.kernel.InList;
import onestop.kernel.OfficerId;
import onestop.sla.ClockTerms.Adjusted;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What happened to clocks: pauses, adjustments, marks reached. Every call runs in the caller's
 * transaction, under the lock of the clock's row.
 */
@Repository
class ClockHistoryStore {
  private final JdbcClient jdbc;
  private final DeferredWrites writes;

  ClockHistoryStore(JdbcClient jdbc, DeferredWrites writes) {
    this.writes = writes;
    this.jdbc = jdbc;
  }

  void insertPause(DossierCode dossier, ClockPause pause) {
    writes.flushNewRows();
    jdbc.sql(
            """
            insert into clock_pause (dossier_code, no, kind, author_kind, author, author_agency,
              reason, legal_basis, document, from_at, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """)
        .params(
            Arrays.asList(
                dossier.value(),
                pause.no(),
                pause.order().kind().name(),
                pause.order().author().kind(),
                pause.order().author().name(),
                agency(pause.order().author()),
                pause.order().reason(),
                pause.order().legalBasis(),
                pause.order().document(),
                utc(pause.from())))
        .update();
  }

  void endPause(DossierCode dossier, Actor author, Instant at) {
    int ended =
        jdbc.sql(
                """
                update clock_pause set to_at = ?, resumed_by = ?, revision = revision + 1
                 where dossier_code = ? and to_at is null
                """)
            .params(utc(at), author.name(), dossier.value())
            .update();
    if (ended != 1) {
      throw new IllegalStateException("a paused clock has one open pause");
    }
  }

  List<ClockPause> pauses(DossierCode dossier) {
    return jdbc.sql("select * from clock_pause where dossier_code = ? order by no")
        .param(dossier.value())
        .query((rs, row) -> pause(rs))
        .list();
  }

  /** The pauses of many clocks, each clock's in order; a clock without any is left out. */
  Map<DossierCode, List<ClockPause>> pausesOf(Collection<DossierCode> dossiers) {
    return byDossier("clock_pause", dossiers, ClockHistoryStore::pause);
  }

  private static ClockPause pause(ResultSet rs) throws SQLException {
    return new ClockPause(
        rs.getInt("no"),
        new ClockPause.Order(
            ClockPause.Kind.valueOf(rs.getString("kind")),
            author(rs),
            rs.getString("reason"),
            rs.getString("legal_basis"),
            rs.getString("document")),
        instant(rs, "from_at"),
        instantOrNull(rs, "to_at"));
  }

  int insertAdjustment(DossierCode dossier, DueDateAdjustment adjustment, Instant at) {
    writes.flushNewRows();
    int no =
        1
            + jdbc.sql("select count(*) from due_date_adjustment where dossier_code = ?")
                .param(dossier.value())
                .query(Integer.class)
                .single();
    jdbc.sql(
            """
            insert into due_date_adjustment (dossier_code, no, kind, value_text, author_kind,
              author, author_agency, legal_basis, document, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                dossier.value(),
                no,
                adjustment.getClass().getSimpleName(),
                value(adjustment),
                adjustment.author().kind(),
                adjustment.author().name(),
                agency(adjustment.author()),
                adjustment.legalBasis(),
                adjustment.document(),
                utc(at)))
        .update();
    return no;
  }

  void noteEffect(DossierCode dossier, int no, Instant before, Instant after) {
    jdbc.sql(
            """
            insert into due_date_move (dossier_code, adjustment_no, before_at, after_at)
            values (?, ?, ?, ?)
            """)
        .params(dossier.value(), no, utc(before), utc(after))
        .update();
  }

  private static String value(DueDateAdjustment adjustment) {
    if (adjustment instanceof DueDateAdjustment.StatutoryExtension extension) {
      return extension.by().text();
    } else if (adjustment instanceof DueDateAdjustment.WrittenAgreement agreement) {
      return agreement.dueAt().toString();
    } else if (adjustment instanceof DueDateAdjustment.ApologyExtension extension) {
      return extension.dueAt().toString();
    }
    DueDateAdjustment.ExcludedInterval interval = (DueDateAdjustment.ExcludedInterval) adjustment;
    return interval.from() + "/" + interval.to();
  }

  List<Adjusted> adjustments(DossierCode dossier) {
    return jdbc.sql("select * from due_date_adjustment where dossier_code = ? order by no")
        .param(dossier.value())
        .query((rs, row) -> adjusted(rs))
        .list();
  }

  /** What moved many clocks, each clock's in order; a clock that nothing moved is left out. */
  Map<DossierCode, List<Adjusted>> adjustmentsOf(Collection<DossierCode> dossiers) {
    return byDossier("due_date_adjustment", dossiers, ClockHistoryStore::adjusted);
  }

  private interface Reading<T> {
    T read(ResultSet rs) throws SQLException;
  }

  private <T> Map<DossierCode, List<T>> byDossier(
      String table, Collection<DossierCode> dossiers, Reading<T> reading) {
    Map<DossierCode, List<T>> found = new HashMap<>();
    jdbc.sql("select * from " + table + " where dossier_code in (:codes) order by dossier_code, no")
        .param("codes", InList.padded(dossiers.stream().map(DossierCode::value).toList()))
        .query(
            rs -> {
              found
                  .computeIfAbsent(
                      new DossierCode(rs.getString("dossier_code")), code -> new ArrayList<>())
                  .add(reading.read(rs));
            });
    return found;
  }

  private static Adjusted adjusted(ResultSet rs) throws SQLException {
    return new Adjusted(adjustment(rs), instant(rs, "at"));
  }

  private static DueDateAdjustment adjustment(ResultSet rs) throws SQLException {
    String value = rs.getString("value_text");
    String basis = rs.getString("legal_basis");
    String document = rs.getString("document");
    Actor author = author(rs);
    return switch (rs.getString("kind")) {
      case "StatutoryExtension" ->
          new DueDateAdjustment.StatutoryExtension(Limit.parse(value), author, basis, document);
      case "WrittenAgreement" ->
          new DueDateAdjustment.WrittenAgreement(Instant.parse(value), author, basis, document);
      case "ApologyExtension" ->
          new DueDateAdjustment.ApologyExtension(Instant.parse(value), author, basis, document);
      default -> {
        String[] ends = value.split("/");
        yield new DueDateAdjustment.ExcludedInterval(
            LocalDate.parse(ends[0]), LocalDate.parse(ends[1]), author, basis, document);
      }
    };
  }

  void insertMark(SlaMarkReached reached) {
    writes.add(
        DeferredWrites.Stage.OTHER,
        """
        insert into sla_mark (dossier_code, appointment_no, mark, mark_at, reached_at)
        values (?, ?, ?, ?, ?)
        """,
        reached.dossier().value(),
        reached.appointmentNo(),
        reached.mark().name(),
        utc(reached.markAt()),
        utc(reached.at()));
  }

  List<SlaMarkReached> reached(DossierCode dossier) {
    writes.flush();
    return jdbc.sql("select * from sla_mark where dossier_code = ? order by mark_at, mark")
        .param(dossier.value())
        .query(
            (rs, row) ->
                new SlaMarkReached(
                    dossier,
                    Mark.valueOf(rs.getString("mark")),
                    rs.getInt("appointment_no"),
                    instant(rs, "mark_at"),
                    instant(rs, "reached_at")))
        .list();
  }

  private static Actor author(ResultSet rs) throws SQLException {
    String name = rs.getString("author");
    return switch (rs.getString("author_kind")) {
      case "OFFICER" ->
          new Actor.Officer(new OfficerId(name), new AgencyCode(rs.getString("author_agency")));
      case "APPLICANT" -> new Actor.Applicant(name);
      default -> new Actor.Automaton(name);
    };
  }

  static @Nullable String agency(Actor actor) {
    return actor instanceof Actor.Officer officer ? officer.agency().value() : null;
  }
}
