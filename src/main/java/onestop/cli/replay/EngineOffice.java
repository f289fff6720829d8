package onestop.cli.replay;

import java.util.List;
import java.util.Locale;
import onestop.apologies.letter.LetterPress;
import onestop.cli.replay.ReplayPlan.PlannedDossier;
import onestop.cli.replay.ReplayPlan.PlannedEvent;
import onestop.delivery.OutboxRelay;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.StepForm;

/**
 * Performs the acts of the register's people through the same facades as pages and API: intake,
 * work items, result.
 */
final class EngineOffice implements Office {
  /** The process model of the register's procedure. */
  static final String PROCESS = "environmental_permit_receipt";

  /** The sender of the dossiers; together with the row it makes a submission unique. */
  static final String SOURCE = "replay";

  private static final int AT_ONCE = 1_000;

  private final Faces faces;
  private final Procedure procedure;
  private final String rulePack;
  private final Municipality people;

  /** The facades of the modules used here. */
  record Faces(Dossiers dossiers, WorkItems workItems, LetterPress press, OutboxRelay relay) {}

  EngineOffice(Faces faces, Procedure procedure, String rulePack, Municipality people) {
    this.faces = faces;
    this.procedure = procedure;
    this.rulePack = rulePack;
    this.people = people;
  }

  @Override
  public DossierCode receive(PlannedDossier dossier) {
    Intake intake =
        new Intake(
            SOURCE,
            String.valueOf(dossier.row()),
            procedure.key().code(),
            Municipality.CODE,
            Municipality.CODE,
            // the public log does not name applicants
            new Applicant(cut(dossier.name(), 200), null, null, null, null),
            cut(dossier.name() + " " + dossier.person().department(), 500).strip(),
            channel(dossier.person().channel()),
            procedure.papers().stream().filter(Paper::required).map(Paper::code).toList(),
            null,
            dossier.deadlineAt(),
            rulePack);
    IntakeResult result = faces.dossiers().receive(intake, new Actor.Automaton(SOURCE));
    if (result instanceof IntakeResult.Received received) {
      return received.dossier().code();
    }
    throw new IllegalStateException("row " + dossier.row() + " was not received: " + result);
  }

  @Override
  public void step(DossierCode code, PlannedEvent event) {
    complete(code, people.officer(event.resource()), event.activity());
  }

  @Override
  public void end(DossierCode code, PlannedDossier dossier) {
    Actor.Officer officer = people.officer(dossier.person().responsible());
    WorkItem item = waiting(code, StepForm.RESOLUTION);
    StepPayload ended = new StepPayload.Resolution("ENDED", code.value());
    String outcome = StepForm.RESOLUTION.outcomeOf(item).orElseThrow();
    faces.dossiers().complete(new StepCompletion(item.id(), officer, outcome, ended, null));
    for (WorkItem last : items(code)) {
      faces
          .dossiers()
          .complete(
              new StepCompletion(
                  last.id(), officer, last.normalOutcome(), new StepPayload.Note(""), null));
    }
  }

  @Override
  public void dispatch() {
    while (faces.press().print(AT_ONCE) > 0) {
      // until every letter has its print
    }
    while (faces.relay().relay(AT_ONCE) > 0) {
      // until nothing is due
    }
  }

  private void complete(DossierCode code, Actor.Officer officer, String activity) {
    WorkItem item = waiting(code, StepForm.PLAIN);
    faces
        .dossiers()
        .complete(
            new StepCompletion(
                item.id(),
                officer,
                StepForm.PLAIN.outcomeOf(item).orElseThrow(),
                new StepPayload.Note(""),
                activity.isEmpty() ? null : cut(activity, 200)));
  }

  private WorkItem waiting(DossierCode code, StepForm form) {
    return items(code).stream()
        .filter(item -> form.outcomeOf(item).isPresent())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(code + " has no work item that asks for a " + form));
  }

  private List<WorkItem> items(DossierCode code) {
    return faces.workItems().of(code).stream()
        .filter(item -> item.processKey().equals(procedure.processKey()))
        .toList();
  }

  /** The register's own words for how a request came in. */
  private static Channel channel(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "internet", "e-mail" -> Channel.ONLINE;
      case "post" -> Channel.POST;
      default -> Channel.DESK;
    };
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max);
  }
}
