package onestop.web.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import onestop.calendar.OfficeSchedule;
import onestop.desk.people.HoursChanges;
import onestop.kernel.AgencyCode;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
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
import org.springframework.web.bind.annotation.RestController;

/**
 * The office hours of an agency through time: read by every caller, changed by an administrator.
 */
@RestController
@RequestMapping("/api/agencies/{code}/hours")
@PersonalData(Of.NOBODY)
class OfficeHoursApi {
  private final HoursChanges hours;

  OfficeHoursApi(HoursChanges hours) {
    this.hours = hours;
  }

  /** All past, present and planned hours. */
  record Schedule(String agency, int revision, List<Hours> hours) {}

  /**
   * The hours from a day on, such as {@code 08:00-12:00 13:00-17:00}, and {@code SATURDAY
   * 08:00-11:30} for a desk on a weekend; without a day where they apply from the beginning.
   */
  record Hours(
      @NotNull(message = "{web.field.required}") @Nullable LocalDate validFrom,
      @NotBlank(message = "{web.field.required}") @Size(max = 200, message = "{web.field.too-long}")
          String processing,
      @Nullable @Size(max = 200, message = "{web.field.too-long}") String reception) {

    static Hours of(OfficeSchedule.Period period) {
      return new Hours(
          period.validFrom().equals(LocalDate.MIN) ? null : period.validFrom(),
          period.hours().processingText(),
          period.hours().receptionText());
    }
  }

  @GetMapping
  Schedule hours(@PathVariable String code) {
    OfficeSchedule schedule = hours.of(new AgencyCode(code));
    return new Schedule(
        code, schedule.revision(), schedule.periods().stream().map(Hours::of).toList());
  }

  @Repeatable(How.IN_PARTS)
  @PostMapping(consumes = "application/json")
  @PreAuthorize("hasRole('ADMINISTRATOR')")
  Schedule change(
      @PathVariable String code,
      @AuthenticationPrincipal SignedIn me,
      @Valid @RequestBody Hours change) {
    hours.apply(
        new AgencyCode(code),
        new HoursChanges.Proposal(
            Objects.requireNonNull(change.validFrom()),
            change.processing(),
            Objects.requireNonNullElse(change.reception(), "")),
        me.caller());
    return hours(code);
  }
}
