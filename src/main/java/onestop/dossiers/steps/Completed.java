package onestop.dossiers.steps;

import java.util.LinkedHashMap;
import java.util.Map;
import onestop.dossiers.life.OfficialSignature;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.procedures.AnnouncedStep;
import org.jspecify.annotations.Nullable;

/**
 * The completion that led to an announced step.
 *
 * @param signature of the officer, if the act is signed
 * @param proposedBy the officer who proposed it to the approver; null if no approval was needed
 */
record Completed(
    Actor by,
    @Nullable StepPayload payload,
    @Nullable OfficialSignature signature,
    @Nullable OfficerId proposedBy) {
  static Completed of(@Nullable Object payload) {
    return payload instanceof Completed said
        ? said
        : new Completed(new Actor.Automaton("process"), null, null, null);
  }

  /** The facts, together with the proposer and the signature. */
  Map<String, Object> with(Map<String, Object> facts) {
    Map<String, Object> all = new LinkedHashMap<>(facts);
    if (proposedBy != null) {
      all.put("proposedBy", proposedBy.value());
    }
    if (signature != null) {
      all.putAll(signature.facts());
    }
    return all;
  }

  /** The refusal of an announced step whose completion brought none of its facts. */
  static Failure without(DossierCode code, AnnouncedStep step) {
    return Failure.badInput(
        "dossiers", "step-needs-facts", "step", step.id(), "code", code.value());
  }
}
