package onestop.models.lint.steps;

import java.util.List;
import onestop.models.lint.Each;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.models.lint.Part;

/** The rules on user tasks, service tasks, messages and timers, in their order. */
public final class StepRules {
  /** All rules. */
  public static final List<LintRule<ModelSource>> ALL =
      List.of(
          new Each<>(
              model -> Part.named(model, "userTask"),
              List.of(
                  new CandidateRole(),
                  new KnownProperties(),
                  new AllotmentForm(),
                  new KnownAgencySide(),
                  new OutcomeWords(),
                  new KnownForms(),
                  new ReadableName())),
          new Each<>(
              model -> Part.named(model, "serviceTask"),
              List.of(new AnnouncementOnly(), new KnownAnnouncement())),
          new Each<>(
              model -> Part.named(model, "receiveTask", "messageEventDefinition"),
              List.of(new DeclaredMessage())),
          new Each<>(
              model -> Part.named(model, "timerEventDefinition"),
              List.of(new LegalTimer(), new TimerOnBorder(), new NonInterruptingTimer())));

  private StepRules() {}
}
