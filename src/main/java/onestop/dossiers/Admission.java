package onestop.dossiers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.Dossiers.Surroundings;
import onestop.kernel.Failure;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import org.springframework.stereotype.Component;

/** Whether an application can become a dossier: complete, printable, and of a day that exists. */
@Component
final class Admission {
  private final Surroundings around;

  Admission(Surroundings around) {
    this.around = around;
  }

  /**
   * Why nothing is received, or empty.
   *
   * @throws Failure for a field that no receipt could show, or a moment that cannot be
   */
  Optional<IntakeResult> refusal(Intake intake, Procedure procedure) {
    around.mail().require("applicant.email", intake.applicant().email());
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
    LocalDate today = around.now().atZone(around.zone()).toLocalDate();
    return intake.rulePack() == null
        ? around.catalogue().rulePackFor(procedure, today)
        : around.catalogue().rulePackById(intake.rulePack());
  }

  /** When it was sent lies in the past, and on a day that the calendar can count from. */
  private void requirePlausible(Intake intake, Procedure procedure) {
    Instant submittedAt = intake.submittedAt();
    if (submittedAt == null) {
      return;
    }
    Instant now = around.now();
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
    WorkingCalendar calendar = around.calendars().current(rulePack(intake, procedure).calendar());
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
