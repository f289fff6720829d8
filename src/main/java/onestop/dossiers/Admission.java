package onestop.dossiers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.fees.FeeRules;
import onestop.dossiers.life.FeeOrder;
import onestop.dossiers.life.IntakeRecord;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.mail.MailAddressRule;
import onestop.procedures.Catalogue;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import onestop.procedures.form.ApplicationForm;
import org.springframework.stereotype.Component;

/**
 * Checks whether an application can become a dossier: complete, printable, and sent on a valid day.
 */
@Component
final class Admission {
  private final Agencies agencies;
  private final Catalogue catalogue;
  private final Calendars calendars;
  private final DossierNumbers numbers;
  private final MailAddressRule mail;
  private final Clock clock;
  private final ZoneId zone;

  Admission(
      Agencies agencies,
      Catalogue catalogue,
      Calendars calendars,
      DossierNumbers numbers,
      MailAddressRule mail,
      Clock clock,
      ZoneId zone) {
    this.agencies = agencies;
    this.catalogue = catalogue;
    this.calendars = calendars;
    this.numbers = numbers;
    this.mail = mail;
    this.clock = clock;
    this.zone = zone;
  }

  /** The requested procedure, in its version in force. */
  Procedure procedure(Intake intake) {
    return catalogue.current(intake.procedureCode());
  }

  /**
   * The next code of the receiving agency on the day of a moment, in the caller's transaction.
   *
   * @throws Failure if one of the two agencies is unknown
   */
  DossierCode nextCode(Intake intake, Instant at) {
    agencies.get(intake.resolvingAgency());
    AgencyCode receiving = intake.receivingAgency();
    String prefix = agencies.get(receiving).codePrefix();
    return numbers.next(receiving, prefix, at.atZone(zone).toLocalDate());
  }

  /** The calendar of a clock that starts now. */
  CalendarVersion calendar(RulePack pack) {
    return calendars.current(pack.calendar()).version();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The reason for not receiving the application; empty if it can be received.
   *
   * @throws Failure for a field that cannot be printed on a receipt, or an impossible moment of
   *     submission
   */
  Optional<IntakeResult> refusal(Intake intake, Procedure procedure) {
    mail.require("applicant.email", intake.applicant().email());
    intake.requirePrintable();
    requirePlausible(intake, procedure);
    requireRecordOfTheDesk(intake, procedure);
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

  /** Requires the papers counted to be those named, and answers that the form in force accepts. */
  private void requireRecordOfTheDesk(Intake intake, Procedure procedure) {
    IntakeRecord desk = intake.desk();
    if (desk == null) {
      return;
    }
    boolean once = desk.codes().stream().distinct().count() == desk.codes().size();
    if (!once || !Set.copyOf(desk.codes()).equals(Set.copyOf(intake.papers()))) {
      throw Failure.badInput(
          "dossiers",
          "papers-counted",
          "papers",
          String.join(", ", intake.papers()),
          "counted",
          String.join(", ", desk.codes()));
    }
    FeeOrder fee = desk.fee();
    IntakeRecord.FilledForm filled = desk.form();
    if (fee != null) {
      FeeRules.require(
          catalogue.fees(procedure).orElse(null),
          fee,
          intake.channel(),
          filled == null ? Map.of() : filled.answers());
    }
    if (filled == null) {
      return;
    }
    ApplicationForm form =
        catalogue
            .form(procedure)
            .filter(f -> f.id().equals(filled.id()) && f.version() == filled.version())
            .orElseThrow(
                () ->
                    Failure.conflict(
                        "dossiers", "other-form", "form", filled.id() + "/" + filled.version()));
    form.check(filled.answers(), now().atZone(zone).toLocalDate()).faults().stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw Failure.badInput("dossiers", "form-answer", "field", fault.path());
            });
  }

  /** The named rule pack, or the one in force today. */
  RulePack rulePack(Intake intake, Procedure procedure) {
    LocalDate today = now().atZone(zone).toLocalDate();
    return intake.rulePack() == null
        ? catalogue.rulePackFor(procedure, today)
        : catalogue.rulePackById(intake.rulePack());
  }

  /**
   * Requires the moment of submission to lie in the past, on a day from which the calendar can
   * count.
   */
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
