package onestop.engine.running;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import onestop.engine.AgencySide;
import onestop.engine.StepPlace;
import onestop.engine.WorkItem;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/** The definition of one user task in a model, read once when the model is parsed. */
record StepDefinition(
    String processKey,
    String step,
    String name,
    String role,
    AgencySide side,
    String allotment,
    List<String> outcomes,
    @Nullable Map<String, String> forms,
    String notBy,
    StepPlace place) {
  /** The prefix of the name of a property that declares the form of an outcome. */
  private static final String FORM = "form.";

  static StepDefinition of(
      String processKey, String step, String name, String role, Map<String, String> properties) {
    String side = properties.getOrDefault("agency", "resolving").toUpperCase(Locale.ROOT);
    List<String> outcomes =
        Arrays.stream(properties.getOrDefault("outcomes", "done").split(","))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
    return new StepDefinition(
        processKey,
        step,
        name,
        role,
        AgencySide.valueOf(side),
        properties.getOrDefault("allotment", ""),
        outcomes,
        properties.entrySet().stream()
            .filter(property -> property.getKey().startsWith(FORM))
            .collect(
                Collectors.toUnmodifiableMap(
                    property -> property.getKey().substring(FORM.length()), Map.Entry::getValue)),
        properties.getOrDefault("not-by", ""),
        StepPlace.UNKNOWN);
  }

  Optional<Duration> allotted() {
    return WorkItem.allotted(allotment);
  }

  String normalOutcome() {
    return WorkItem.normalOutcome(outcomes);
  }

  boolean namesForms() {
    return forms != null && !forms.isEmpty();
  }

  /** This step as part of a model that names no form at any of its steps. */
  StepDefinition ofOlderModel() {
    return new StepDefinition(
        processKey, step, name, role, side, allotment, outcomes, /* forms= */ null, notBy, place);
  }

  /** This step at its place in the model. */
  StepDefinition at(StepPlace found) {
    return new StepDefinition(
        processKey, step, name, role, side, allotment, outcomes, forms, notBy, found);
  }

  WorkItem workItem(String id, DossierCode dossier, @Nullable OfficerId holder, Instant createdAt) {
    return new WorkItem(
        id,
        dossier,
        processKey,
        step,
        name,
        role,
        side,
        holder,
        createdAt,
        allotment,
        outcomes,
        forms,
        place);
  }
}
