package onestop.dossiers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import onestop.agencies.Agencies;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.Failure;
import onestop.kernel.MailAddressRule;
import onestop.procedures.Catalogue;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import org.springframework.stereotype.Component;

/** Whether an application can become a dossier: complete, printable, and of a day that exists. */
@Component
final class Admission {
  private final Agencies agencies;
  private final Catalogue catalogue;
  private final Calendars calendars;
  private final MailAddressRule mail;
  private final Clock clock;
  private final ZoneId zone;

  Admission(
      Agencies agencies,
      Catalogue catalogue,
      Calendars calendars,
      MailAddressRule mail,
      Clock clock,
      ZoneId zone) {
    this.agencies = agencies;
    this.catalogue = catalogue;
    this.calendars = calendars;
    this.mail = mail;
    this.clock = clock;
    this.zone = zone;
  }

  /** The procedure that is asked for, in its version in force. */
  Procedure procedure(Intake intake) {
    return catalogue.current(intake.procedureCode());
  }

  /**
   * How the codes of the receiving agency begin; a failure if one of the two agencies is unknown.
   */
  String codePrefix(Intake intake) {
    agencies.get(intake.resolvingAgency());
    return agencies.get(intake.receivingAgency()).codePrefix();
  }

  /** The calendar that a clock keeps which starts now. */
  CalendarVersion calendar(RulePack pack) {
    return calendars.current(pack.calendar()).version();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Why nothing is received, or empty.
   *
   * @throws Failure for a field that no receipt could show, or a moment that cannot be
   */
  Optional<IntakeResult> refusal(Intake intake, Procedure procedure) {
    mail.require("applicant.email", intake.applicant().email());
    intake.requirePrintable();
    requirePlausible(intake, procedure);
    List<String> known = procedure.papers().stream().map(Paper::code).toList();
    List<String> unknown = intake.papers().stream().filter(p -> !known.contains(p)).toList();
    if (!unknown.isEmpty()) {
      return Optional.of(new IntakeResult.UnknownPapers(unknown, known));
    }
    List<String> missing =
        procedure.papers().stream()
            .filter(Paper::required)
            .map(Paper::code)
            .filter(code -> !intake.papers().contains(code))
            .toList();
    return missing.isEmpty() ? Optional.empty() : Optional.of(new IntakeResult.Incomplete(missing));
  }

  /** The rule pack that is named, or the one in force today. */
  RulePack rulePack(Intake intake, Procedure procedure) {
    LocalDate today = now().atZone(zone).toLocalDate();
    return intake.rulePack() == null
        ? catalogue.rulePackFor(procedure, today)
        : catalogue.rulePackById(intake.rulePack());
  }

  /** When it was sent lies in the past, and on a day that the calendar can count from. */
  private void requirePlausible(Intake intake, Procedure procedure) {
    Instant submittedAt = intake.submittedAt();
    if (submittedAt == null) {
      return;
    }
    Instant now = now();
    if (submittedAt.isAfter(now)) {
      throw Failure.badInput(
          "dossiers",
          "submitted-later",
          "field",
          "submittedAt",
          "value",
          submittedAt.toString(),
          "now",
          now.toString());
    }
    WorkingCalendar calendar = calendars.current(rulePack(intake, procedure).calendar());
    try {
      calendar.kind(calendar.dateOf(submittedAt));
    } catch (Failure outside) {
      throw Failure.badInput(
              "dossiers",
              "submitted-outside-calendar",
              "field",
              "submittedAt",
              "value",
              submittedAt.toString(),
              "first",
              String.valueOf(outside.arguments().get("first")))
          .causedBy(outside);
    }
  }
}
