package onestop.web.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import onestop.calendar.CalendarDay;
import onestop.calendar.DayKind;
import onestop.desk.calendars.CalendarChanges;
import onestop.desk.calendars.CalendarYears;
import onestop.sla.SlaClocks;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.conditions.Tagged;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The working calendars, and their change. */
@RestController
@RequestMapping("/api/calendars/{calendar}")
@PersonalData(Of.NOBODY)
class CalendarsApi {
  private final CalendarYears years;
  private final CalendarChanges changes;

  CalendarsApi(CalendarYears years, CalendarChanges changes) {
    this.years = years;
    this.changes = changes;
  }

  /** The special days of one year. */
  record Year(String calendar, int version, int year, List<Day> days) implements Tagged {
    /** Every year of the calendar changes with its version. */
    @Override
    public Object tagged() {
      return Map.of("version", version);
    }
  }

  /** A day whose kind differs from that of its weekday. */
  record Day(LocalDate date, DayKind kind, String holiday) {
    static Day of(CalendarDay day) {
      return new Day(day.date(), day.kind(), day.holiday());
    }
  }

  /** The due dates that a change moves, or would move. */
  record Change(String calendar, int version, boolean applied, int examined, List<Moved> moved) {
    static Change of(SlaClocks.Recalculation change, boolean applied) {
      return new Change(
          change.to().calendar(),
          change.to().version(),
          applied,
          change.examined(),
          change.moved().stream()
              .map(m -> new Moved(m.dossier().value(), m.before(), m.after()))
              .toList());
    }
  }

  /** One due date before and after. */
  record Moved(String dossier, Instant before, Instant after) {}

  /** The special days of a year, by default of this one. */
  @GetMapping
  Year year(
      @PathVariable String calendar,
      @RequestParam(required = false)
          @Min(value = 2000, message = "{web.field.year}")
          @Max(value = 2200, message = "{web.field.year}")
          @Nullable Integer year) {
    CalendarYears.Year found =
        years.of(calendar, year == null ? years.range(calendar).nearest(null) : year);
    return new Year(
        calendar,
        found.version().version(),
        found.year(),
        found.days().stream().map(Day::of).toList());
  }

  @PostMapping(path = "/dry-run", consumes = "text/csv")
  @PreAuthorize("hasRole('ADMINISTRATOR')")
  Change tryOut(
      @PathVariable String calendar,
      @RequestParam String source,
      @RequestBody String csv,
      @AuthenticationPrincipal SignedIn caller) {
    var proposal = new CalendarChanges.Proposal(calendar, csv, source);
    return Change.of(changes.tryOut(proposal, caller.caller()), false);
  }

  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/apply", consumes = "text/csv")
  @PreAuthorize("hasRole('ADMINISTRATOR')")
  Change apply(
      @PathVariable String calendar,
      @RequestParam String source,
      @RequestBody String csv,
      @AuthenticationPrincipal SignedIn caller) {
    var proposal = new CalendarChanges.Proposal(calendar, csv, source);
    return Change.of(changes.apply(proposal, caller.caller()), true);
  }
}
