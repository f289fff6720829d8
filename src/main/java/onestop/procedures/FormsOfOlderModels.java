package onestop.procedures;

import java.util.Set;

/**
 * The forms of models older than the form properties: releases up to 0.1.0 derived the form from
 * step ids and outcomes. Dossiers that began under such a version end under it. Do not extend this
 * class: a model deployed today names its forms, or lint refuses it.
 */
final class FormsOfOlderModels {
  /** The steps of those models after which the result is recorded. */
  private static final Set<String> BEFORE_THE_RESULT =
      Set.of("issue_result", "collect_results", "handle_step");

  private FormsOfOlderModels() {}

  static StepForm of(String step, String outcome) {
    return switch (outcome) {
      case "supplement" -> StepForm.SUPPLEMENT;
      case "refuse" -> StepForm.REFUSAL;
      case "extend" -> StepForm.EXTENSION;
      case "agree" -> StepForm.AGREEMENT;
      case "finance" -> StepForm.FINANCE;
      case "stop" -> StepForm.STOP;
      case "done" -> BEFORE_THE_RESULT.contains(step) ? StepForm.RESOLUTION : StepForm.PLAIN;
      default -> StepForm.PLAIN;
    };
  }
}
