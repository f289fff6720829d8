package onestop.sla;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Limit;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.sla.ClockTerms.Adjusted;
import onestop.sla.SlaClocks.Moved;
import onestop.sla.SlaClocks.Recalculation;
import onestop.sla.SlaClocks.Reckoned;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of clocks. Every call runs in the caller's transaction. */
@Repository
class SlaClockStore {
  private final JdbcClient jdbc;

  SlaClockStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A clock's row. */
  record ClockRow(
      ClockStart start,
      CalendarVersion originalCalendar,
      Instant dueOriginalAt,
      Instant dueCurrentAt,
      Instant apologyBy,
      int appointmentNo,
      boolean paused,
      @Nullable Instant stoppedAt,
      List<ScheduledMark> marks,
      long revision) {}

  void insert(ClockStart start, Reckoned reckoned, Instant original) {
    jdbc.sql(
            """
            insert into sla_clock (dossier_code, agency, received_at, term, rule_pack,
              rule_pack_version, calendar, calendar_version, original_calendar_version,
              due_original_at, due_current_at, apology_by, appointment_no, paused, marks, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?, 0)
            """)
        .params(
            start.dossier().value(),
            start.agency().value(),
            utc(start.receivedAt()),
            start.term().text(),
            start.rulePack(),
            start.rulePackVersion(),
            start.calendar().calendar(),
            start.calendar().version(),
            start.calendar().version(),
            utc(original),
            utc(reckoned.due()),
            utc(reckoned.apologyBy()),
            reckoned.appointmentNo(),
            text(reckoned.marks()))
        .update();
  }

  Optional<ClockRow> find(DossierCode dossier) {
    return jdbc.sql("select * from sla_clock where dossier_code = ?")
        .param(dossier.value())
        .query(SlaClockStore::row)
        .optional();
  }

  Optional<ClockRow> lock(DossierCode dossier) {
    return jdbc.sql("select * from sla_clock where dossier_code = ? for update")
        .param(dossier.value())
        .query(SlaClockStore::row)
        .optional();
  }

  List<ClockRow> runningOn(String calendar) {
    return jdbc.sql(
            """
            select * from sla_clock where stopped_at is null and calendar = ?
             order by dossier_code
            """)
        .param(calendar)
        .query(SlaClockStore::row)
        .list();
  }

  /** Running clocks that could have a passed mark: no mark lies before receipt. */
  List<ClockRow> runningWithDueBefore(Instant now) {
    return jdbc.sql(
            """
            select * from sla_clock
             where stopped_at is null and paused = false and received_at <= ?
             order by dossier_code
            """)
        .param(utc(now))
        .query(SlaClockStore::row)
        .list();
  }

  void update(DossierCode dossier, Reckoned reckoned) {
    changed(
        jdbc.sql(
                """
                update sla_clock set due_current_at = ?, apology_by = ?, appointment_no = ?,
                  marks = ?, revision = revision + 1
                 where dossier_code = ?
                """)
            .params(
                utc(reckoned.due()),
                utc(reckoned.apologyBy()),
                reckoned.appointmentNo(),
                text(reckoned.marks()),
                dossier.value())
            .update());
  }

  void setPaused(ClockRow row) {
    changed(
        jdbc.sql(
                """
                update sla_clock set paused = true, revision = revision + 1
                 where dossier_code = ? and revision = ?
                """)
            .params(row.start().dossier().value(), row.revision())
            .update());
  }

  void stop(ClockRow row, Instant at) {
    changed(
        jdbc.sql(
                """
                update sla_clock set stopped_at = ?, paused = false, revision = revision + 1
                 where dossier_code = ? and revision = ?
                """)
            .params(utc(at), row.start().dossier().value(), row.revision())
            .update());
  }

  void setCalendar(DossierCode dossier, CalendarVersion to) {
    changed(
        jdbc.sql(
                """
                update sla_clock set calendar_version = ?, revision = revision + 1
                 where dossier_code = ?
                """)
            .params(to.version(), dossier.value())
            .update());
  }

  private static void changed(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("a clock changed under its lock");
    }
  }

  void insertPause(DossierCode dossier, ClockPause pause) {
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
    changed(
        jdbc.sql(
                """
                update clock_pause set to_at = ?, resumed_by = ?, revision = revision + 1
                 where dossier_code = ? and to_at is null
                """)
            .params(utc(at), author.name(), dossier.value())
            .update());
    jdbc.sql("update sla_clock set paused = false, revision = revision + 1 where dossier_code = ?")
        .param(dossier.value())
        .update();
  }

  List<ClockPause> pauses(DossierCode dossier) {
    return jdbc.sql("select * from clock_pause where dossier_code = ? order by no")
        .param(dossier.value())
        .query(
            (rs, row) ->
                new ClockPause(
                    rs.getInt("no"),
                    new ClockPause.Order(
                        ClockPause.Kind.valueOf(rs.getString("kind")),
                        author(rs),
                        rs.getString("reason"),
                        rs.getString("legal_basis"),
                        rs.getString("document")),
                    instant(rs, "from_at"),
                    instantOrNull(rs, "to_at")))
        .list();
  }

  int insertAdjustment(DossierCode dossier, DueDateAdjustment adjustment, Instant at) {
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
        .query((rs, row) -> new Adjusted(adjustment(rs), instant(rs, "at")))
        .list();
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
    jdbc.sql(
            """
            insert into sla_mark (dossier_code, appointment_no, mark, mark_at, reached_at)
            values (?, ?, ?, ?, ?)
            """)
        .params(
            reached.dossier().value(),
            reached.appointmentNo(),
            reached.mark().name(),
            utc(reached.markAt()),
            utc(reached.at()))
        .update();
  }

  List<SlaMarkReached> reached(DossierCode dossier) {
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

  void insertCalendarChange(Recalculation change, Actor author, Instant at) {
    int no =
        1
            + jdbc.sql("select coalesce(max(no), 0) from calendar_change")
                .query(Integer.class)
                .single();
    jdbc.sql(
            """
            insert into calendar_change (no, calendar, to_version, author, examined, at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            no,
            change.to().calendar(),
            change.to().version(),
            author.name(),
            change.examined(),
            utc(at))
        .update();
    for (Moved moved : change.moved()) {
      jdbc.sql(
              """
              insert into calendar_change_row (change_no, dossier_code, before_at, after_at)
              values (?, ?, ?, ?)
              """)
          .params(no, moved.dossier().value(), utc(moved.before()), utc(moved.after()))
          .update();
    }
  }

  private static ClockRow row(ResultSet rs, int row) throws SQLException {
    String calendar = rs.getString("calendar");
    return new ClockRow(
        new ClockStart(
            new DossierCode(rs.getString("dossier_code")),
            new AgencyCode(rs.getString("agency")),
            instant(rs, "received_at"),
            ClockStart.Term.parse(rs.getString("term")),
            rs.getString("rule_pack"),
            rs.getInt("rule_pack_version"),
            new CalendarVersion(calendar, rs.getInt("calendar_version"))),
        new CalendarVersion(calendar, rs.getInt("original_calendar_version")),
        instant(rs, "due_original_at"),
        instant(rs, "due_current_at"),
        instant(rs, "apology_by"),
        rs.getInt("appointment_no"),
        rs.getBoolean("paused"),
        instantOrNull(rs, "stopped_at"),
        marks(rs.getString("marks")),
        rs.getLong("revision"));
  }

  private static String text(List<ScheduledMark> marks) {
    return marks.stream()
        .map(mark -> mark.mark() + "@" + mark.at())
        .collect(Collectors.joining(" "));
  }

  private static List<ScheduledMark> marks(String text) {
    return Arrays.stream(text.split(" "))
        .filter(part -> !part.isEmpty())
        .map(part -> part.split("@"))
        .map(part -> new ScheduledMark(Mark.valueOf(part[0]), Instant.parse(part[1])))
        .toList();
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

  private static @Nullable String agency(Actor actor) {
    return actor instanceof Actor.Officer officer ? officer.agency().value() : null;
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
    OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
