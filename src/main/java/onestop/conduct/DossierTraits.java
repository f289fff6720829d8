// Over 300 lines: one fact after the other, each a query and its line.
package onestop.conduct;

import static onestop.conduct.TraitRows.WHOSE;
import static onestop.conduct.TraitRows.agency;
import static onestop.conduct.TraitRows.at;
import static onestop.conduct.TraitRows.code;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.conduct.Traits.Look;
import onestop.conduct.Traits.TraitLine;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.sla.SlaClocks;
import onestop.sla.clock.ClockPause;
import onestop.store.Sql;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The facts that concern one dossier alone. */
@Component
@EnableConfigurationProperties(TraitSettings.class)
class DossierTraits {
  private final TraitRows rows;
  private final SlaClocks clocks;
  private final Calendars calendars;
  private final TraitSettings settings;
  private final Clock clock;

  DossierTraits(
      TraitRows rows, SlaClocks clocks, Calendars calendars, TraitSettings settings, Clock clock) {
    this.rows = rows;
    this.clocks = clocks;
    this.calendars = calendars;
    this.settings = settings;
    this.clock = clock;
  }

  /** Values: the percentage of the limit that had elapsed, the document, the original due date. */
  FoundLines latePauses(Look look) {
    FoundLines found = new FoundLines();
    rows.ask(
            rows.reading("clock_pause", "dossier", "sla_clock"),
            """
            select p.dossier_code, d.resolving_agency, p.no, p.from_at, p.document, c.received_at,
              c.due_original_at, c.calendar, c.original_calendar_version
             from clock_pause p join dossier d on d.dossier_code = p.dossier_code
              join sla_clock c on c.dossier_code = p.dossier_code
             where p.from_at >= :from and p.from_at < :to
            """
                + WHOSE,
            look)
        .query(
            found.each(
                rs -> {
                  long percent = gone(rs);
                  if (percent >= settings.latePausePercent()) {
                    found.add(
                        new TraitLine(
                            code(rs),
                            agency(rs),
                            at(rs, "from_at"),
                            List.of(percent, rs.getString("document"), at(rs, "due_original_at"))));
                  }
                }));
    return found;
  }

  /**
   * The share of the limit's working time that had elapsed, earlier pauses excluded; in whole
   * percent.
   */
  private long gone(ResultSet rs) throws SQLException {
    WorkingCalendar calendar =
        calendars.version(
            new CalendarVersion(rs.getString("calendar"), rs.getInt("original_calendar_version")),
            agency(rs));
    Instant received = at(rs, "received_at");
    Instant begun = at(rs, "from_at");
    Duration ran = calendar.workingBetween(received, begun);
    int no = rs.getInt("no");
    if (no > 1) {
      for (ClockPause pause : clocks.pauses(code(rs))) {
        Instant end = pause.to();
        if (pause.no() < no && end != null) {
          ran = ran.minus(calendar.workingBetween(pause.from(), end));
        }
      }
    }
    long whole = calendar.workingBetween(received, at(rs, "due_original_at")).toMinutes();
    return whole == 0 ? 100 : ran.toMinutes() * 100 / whole;
  }

  /** Values: the due date before and after, the officer, the legal basis, the document. */
  List<TraitLine> extended(Look look) {
    return moves(look, "a.kind in ('StatutoryExtension', 'WrittenAgreement')");
  }

  /** Values: the due date before and after, the officer, what was wrong, the document. */
  List<TraitLine> corrected(Look look) {
    return moves(look, "a.kind = 'Correction'");
  }

  private List<TraitLine> moves(Look look, String which) {
    return rows.ask(
            rows.reading("due_date_adjustment", "dossier", "due_date_move"),
            """
            select a.dossier_code, d.resolving_agency, a.author, a.legal_basis, a.document, a.at,
              m.before_at, m.after_at
             from due_date_adjustment a join dossier d on d.dossier_code = a.dossier_code
              join due_date_move m on m.dossier_code = a.dossier_code and m.adjustment_no = a.no
             where a.at >= :from and a.at < :to and %s
            """
                    .formatted(which)
                + WHOSE,
            look)
        .query(
            (rs, row) ->
                new TraitLine(
                    code(rs),
                    agency(rs),
                    at(rs, "at"),
                    List.of(
                        at(rs, "before_at"),
                        at(rs, "after_at"),
                        new OfficerId(rs.getString("author")),
                        rs.getString("legal_basis"),
                        rs.getString("document"))))
        .list();
  }

  /** Values: the request's number, its document. */
  FoundLines repeatedSupplements(Look look) {
    FoundLines found = new FoundLines();
    rows.ask(
            rows.reading("supplement_request", "dossier"),
            """
            select s.dossier_code, d.resolving_agency, s.no, s.document, s.requested_at
             from supplement_request s join dossier d on d.dossier_code = s.dossier_code
             where s.requested_at >= :from and s.requested_at < :to and s.no >= :least
            """
                + WHOSE,
            look)
        .param("least", settings.supplements())
        .query(
            found.each(
                rs ->
                    found.add(
                        new TraitLine(
                            code(rs),
                            agency(rs),
                            at(rs, "requested_at"),
                            List.of(rs.getInt("no"), rs.getString("document"))))));
    return found;
  }

  /**
   * Values: whole days between the result and its handing over; until now if it is not handed over.
   */
  FoundLines notHandedOver(Look look) {
    FoundLines found = new FoundLines();
    rows.ask(
            rows.reading("dossier"),
            """
            select d.dossier_code, d.resolving_agency, d.resolved_at, d.returned_at from dossier d
             where d.resolved_at >= :from and d.resolved_at < :to and d.parent_code is null
            """
                + WHOSE,
            look)
        .query(
            found.each(
                rs -> {
                  Instant returned = Sql.instantOrNull(rs, "returned_at");
                  Duration waited =
                      Duration.between(
                          at(rs, "resolved_at"), returned == null ? clock.instant() : returned);
                  if (waited.compareTo(settings.handOver()) > 0) {
                    found.add(
                        new TraitLine(
                            code(rs), agency(rs), at(rs, "resolved_at"), List.of(waited.toDays())));
                  }
                }));
    return found;
  }

  /** Values: minutes before the close of office, the due date in force. */
  FoundLines atClosingTime(Look look) {
    FoundLines found = new FoundLines();
    rows.ask(
            rows.reading("dossier", "sla_clock"),
            """
            select d.dossier_code, d.resolving_agency, d.resolved_at, c.due_current_at, c.calendar,
              c.calendar_version
             from dossier d join sla_clock c on c.dossier_code = d.dossier_code
             where d.resolved_at >= :from and d.resolved_at < :to
            """
                + WHOSE,
            look)
        .query(
            found.each(
                rs -> {
                  Instant resolved = at(rs, "resolved_at");
                  WorkingCalendar calendar =
                      calendars.version(
                          new CalendarVersion(
                              rs.getString("calendar"), rs.getInt("calendar_version")),
                          agency(rs));
                  Duration left =
                      Duration.between(resolved, calendar.closeOf(calendar.dateOf(resolved)));
                  if (!left.isNegative() && left.compareTo(settings.closing()) <= 0) {
                    found.add(
                        new TraitLine(
                            code(rs),
                            agency(rs),
                            resolved,
                            List.of(left.toMinutes(), at(rs, "due_current_at"))));
                  }
                }));
    return found;
  }

  /** Values: the moment of submission, whole working hours until receipt. */
  FoundLines receivedLater(Look look) {
    FoundLines found = new FoundLines();
    rows.ask(
            rows.reading("dossier"),
            """
            select d.dossier_code, d.resolving_agency, d.submitted_at, d.received_at, d.calendar,
              d.calendar_version, d.receiving_agency
             from dossier d
             where d.received_at >= :from and d.received_at < :to and d.submitted_at is not null
            """
                + WHOSE,
            look)
        .query(
            found.each(
                rs -> {
                  Instant submitted = at(rs, "submitted_at");
                  Instant received = at(rs, "received_at");
                  Duration between =
                      calendars
                          .version(
                              new CalendarVersion(
                                  rs.getString("calendar"), rs.getInt("calendar_version")),
                              new AgencyCode(rs.getString("receiving_agency")))
                          .workingBetween(submitted, received);
                  if (between.compareTo(settings.receivedAfter()) >= 0) {
                    found.add(
                        new TraitLine(
                            code(rs), agency(rs), received, List.of(submitted, between.toHours())));
                  }
                }));
    return found;
  }

  /**
   * Values: the number of steps, the minutes they took, the whole working hours without a step
   * before them.
   */
  FoundLines stepsAtOnce(Look look) {
    FoundLines found = new FoundLines();
    List<Step> steps = new ArrayList<>();
    rows.ask(
            rows.reading("dossier_event", "dossier"),
            """
            select e.dossier_code, d.resolving_agency, e.kind, e.at, d.calendar, d.calendar_version
             from dossier_event e join dossier d on d.dossier_code = e.dossier_code
             where d.resolved_at >= :from and d.resolved_at < :to
               and e.kind in ('RECEIVED', 'STEP_COMPLETED', 'STEP_TAKEN_BACK', 'RESOLVED')
            """
                + WHOSE
                + " order by e.dossier_code, e.no",
            look)
        .query(
            found.each(
                rs -> {
                  Step step = Step.of(rs);
                  if (!steps.isEmpty() && !steps.get(0).dossier().equals(step.dossier())) {
                    steps.clear();
                  }
                  if (step.kind().equals("STEP_TAKEN_BACK") && !steps.isEmpty()) {
                    steps.remove(steps.size() - 1); // the end of that step, which did not stand
                    return;
                  }
                  steps.add(step);
                  if (step.kind().equals("RESOLVED")) {
                    atOnce(steps, found);
                  }
                }));
    return found;
  }

  private record Step(
      DossierCode dossier, AgencyCode agency, String kind, Instant at, CalendarVersion calendar) {
    static Step of(ResultSet rs) throws SQLException {
      return new Step(
          TraitRows.code(rs),
          TraitRows.agency(rs),
          Objects.requireNonNull(rs.getString("kind")),
          TraitRows.at(rs, "at"),
          new CalendarVersion(rs.getString("calendar"), rs.getInt("calendar_version")));
    }
  }

  private void atOnce(List<Step> steps, FoundLines found) {
    Step end = steps.get(steps.size() - 1);
    int first = steps.size() - 1;
    while (first > 0
        && steps.get(first - 1).kind().equals("STEP_COMPLETED")
        && Duration.between(steps.get(first - 1).at(), end.at()).compareTo(settings.stepsWithin())
            <= 0) {
      first--;
    }
    int count = steps.size() - 1 - first;
    if (count < settings.steps() || first == 0) {
      return;
    }
    Duration silence =
        calendars
            .version(end.calendar(), end.agency())
            .workingBetween(steps.get(first - 1).at(), steps.get(first).at());
    if (silence.compareTo(settings.stepsAfter()) >= 0) {
      long minutes = Duration.between(steps.get(first).at(), end.at()).toMinutes();
      found.add(
          new TraitLine(
              end.dossier(), end.agency(), end.at(), List.of(count, minutes, silence.toHours())));
    }
  }
}
