package onestop.cli.export;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Raw events of dossiers, and the rules by which they are judged, as rows of the exported files.
 * Reads only, in the caller's transaction; names no person.
 */
final class EvidenceStore {
  private static final int PAGE = 1_000;

  private final Sql sql;

  EvidenceStore(Sql sql) {
    this.sql = sql;
  }

  /** The facts from which a clock started, and the dates stored for it. */
  private record Started(String code, Map<String, Object> received, Map<String, Object> stated) {}

  /** An event and its moment, for sorting by time. */
  private record Event(String code, Instant at, Map<String, Object> row) {}

  /**
   * The events of every dossier that was open at some moment of the period or got its letter in it,
   * all events of a dossier one after the other: receipt, events in order of time, closing, and the
   * dates that the program computed.
   */
  void dossiers(Period period, Consumer<Map<String, Object>> rows) {
    String last = "";
    for (List<Started> page = page(last, period); !page.isEmpty(); page = page(last, period)) {
      String first = page.get(0).code();
      last = page.get(page.size() - 1).code();
      Map<String, List<Event>> events = new LinkedHashMap<>();
      page.forEach(started -> events.put(started.code(), new ArrayList<>()));
      happened(
          first, last, event -> events.getOrDefault(event.code(), new ArrayList<>()).add(event));
      for (Started started : page) {
        rows.accept(started.received());
        events.getOrDefault(started.code(), List.of()).stream()
            .sorted(Comparator.comparing(Event::at))
            .forEach(event -> rows.accept(event.row()));
        rows.accept(started.stated());
      }
    }
  }

  private List<Started> page(String after, Period period) {
    return sql.reading("sla_clock", "apology_obligation")
        .sql(
            """
            select c.* from sla_clock c
             where c.dossier_code > :after and c.received_at < :to
               and (c.stopped_at is null or c.stopped_at >= :from
                    or exists (select 1 from apology_obligation o
                                where o.dossier_code = c.dossier_code
                                  and o.issued_at >= :from and o.issued_at < :to))
             order by c.dossier_code fetch first :page rows only
            """)
        .param("after", after)
        .param("from", Sql.utc(period.from()))
        .param("to", Sql.utc(period.to()))
        .param("page", PAGE)
        .query((rs, row) -> started(rs))
        .list();
  }

  private static Started started(ResultSet rs) throws SQLException {
    String code = rs.getString("dossier_code");
    Map<String, Object> received = event(code, "RECEIVED");
    received.put("agency", rs.getString("agency"));
    received.put("at", Sql.instant(rs, "received_at"));
    received.put("calendar", rs.getString("calendar"));
    received.put("calendarVersion", rs.getInt("original_calendar_version"));
    received.put("hoursRevision", rs.getInt("hours_revision"));
    received.put("rulePack", rs.getString("rule_pack"));
    received.put("rulePackVersion", rs.getInt("rule_pack_version"));
    received.put("term", rs.getString("term"));
    Map<String, Object> stated = event(code, "STATED");
    stated.put("apologyBy", Sql.instant(rs, "apology_by"));
    stated.put("calendarVersion", rs.getInt("calendar_version"));
    stated.put("dueCurrentAt", Sql.instant(rs, "due_current_at"));
    stated.put("dueOriginalAt", Sql.instant(rs, "due_original_at"));
    return new Started(code, received, stated);
  }

  /** Pauses, adjustments and endings of the dossiers from the first code to the last. */
  private void happened(String first, String last, Consumer<Event> events) {
    between(sql.reading("clock_pause"), "select * from clock_pause where", first, last)
        .query(
            rs -> {
              Map<String, Object> paused = event(rs.getString("dossier_code"), "PAUSED");
              paused.put("kind", rs.getString("kind"));
              document(paused, rs.getString("document"));
              events.accept(at(Sql.instant(rs, "from_at"), paused));
              if (rs.getObject("to_at") != null) {
                Map<String, Object> resumed = event(rs.getString("dossier_code"), "RESUMED");
                events.accept(at(Sql.instant(rs, "to_at"), resumed));
              }
            });
    between(
            sql.reading("due_date_adjustment"),
            "select * from due_date_adjustment where",
            first,
            last)
        .query(
            rs -> {
              Map<String, Object> adjusted = event(rs.getString("dossier_code"), "ADJUSTED");
              adjusted.put("kind", rs.getString("kind"));
              adjusted.put("value", rs.getString("value_text"));
              document(adjusted, rs.getString("document"));
              events.accept(at(Sql.instant(rs, "at"), adjusted));
            });
    between(
            sql.reading("dossier_event"),
            """
            select * from dossier_event
             where kind in ('RESOLVED', 'REFUSED', 'WITHDRAWN', 'STOPPED') and
            """,
            first,
            last)
        .query(
            rs -> {
              Map<String, Object> closed = event(rs.getString("dossier_code"), "CLOSED");
              closed.put("as", rs.getString("kind"));
              events.accept(at(Sql.instant(rs, "at"), closed));
            });
  }

  private static JdbcClient.StatementSpec between(
      JdbcClient from, String select, String first, String last) {
    return from.sql(select + " dossier_code >= ? and dossier_code <= ? order by dossier_code, no")
        .params(first, last);
  }

  private static Map<String, Object> event(String code, String event) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("dossier", code);
    row.put("event", event);
    return row;
  }

  private static Event at(Instant at, Map<String, Object> row) {
    row.put("at", at);
    return new Event(String.valueOf(row.get("dossier")), at, row);
  }

  /**
   * Adds the hash of a document's reference, never the reference: it is an officer's free text and
   * may name a person.
   */
  private static void document(Map<String, Object> row, @Nullable String document) {
    if (document != null && !document.isBlank()) {
      row.put("documentSha256", Sha256.hex(document));
    }
  }

  /** The moments at which open clocks changed to another version of their calendar, in order. */
  List<Map<String, Object>> calendarChanges() {
    return sql.client()
        .sql("select * from calendar_change order by no")
        .query(
            (rs, no) ->
                Map.<String, Object>of(
                    "event", "CALENDAR_CHANGED",
                    "at", Sql.instant(rs, "at"),
                    "calendar", rs.getString("calendar"),
                    "calendarVersion", rs.getInt("to_version")))
        .list();
  }

  /** The special days of every version of every calendar, as lines of CSV. */
  void calendarDays(Consumer<String> lines) {
    sql.client()
        .sql("select * from calendar_day order by calendar, version, day_on")
        .query(
            rs -> {
              lines.accept(
                  String.join(
                      ",",
                      rs.getString("calendar"),
                      rs.getString("version"),
                      rs.getString("day_on"),
                      rs.getString("kind"),
                      rs.getString("holiday")));
            });
  }

  /** Every change of every agency's office hours, in order. */
  List<Map<String, Object>> officeHours() {
    return sql.client()
        .sql("select * from office_hours order by agency, revision")
        .query(
            (rs, no) ->
                Map.<String, Object>of(
                    "agency", rs.getString("agency"),
                    "revision", rs.getInt("revision"),
                    "validFrom", rs.getString("valid_from"),
                    "processing", rs.getString("processing"),
                    "reception", rs.getString("reception")))
        .list();
  }

  /** The letters issued in the period, as lines of CSV: numbers and hashes only. */
  void letters(Period period, Consumer<String> lines) {
    sql.reading("apology_letter", "apology_obligation", "letter_document")
        .sql(
            """
            select o.dossier_code, l.letter_number, l.content_sha256, d.sha256
              from apology_letter l
              join apology_obligation o on o.id = l.obligation_id
              left join letter_document d on d.obligation_id = l.obligation_id
             where l.issued_at >= ? and l.issued_at < ?
             order by l.issued_at, o.dossier_code
            """)
        .params(Sql.utc(period.from()), Sql.utc(period.to()))
        .query(
            rs -> {
              String pdf = rs.getString("sha256");
              lines.accept(
                  String.join(
                      ",",
                      rs.getString("dossier_code"),
                      rs.getString("letter_number"),
                      rs.getString("content_sha256"),
                      pdf == null ? "" : pdf));
            });
  }
}
