package onestop.dossiers.steps;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.dossiers.life.Dossier;
import onestop.engine.AgencySide;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * The officer who gets the work that begins when a step ends. Of several items that begin at once
 * the officer gets those of the own desks, at least one.
 */
final class NextHolder {
  private final Agencies agencies;
  private final WorkItems workItems;
  private final Dossier dossier;
  private final OfficerId officer;
  private final Set<String> before;

  private NextHolder(Agencies agencies, WorkItems workItems, Dossier dossier, OfficerId officer) {
    this.agencies = agencies;
    this.workItems = workItems;
    this.dossier = dossier;
    this.officer = officer;
    this.before =
        workItems.of(dossier.code()).stream().map(WorkItem::id).collect(Collectors.toSet());
  }

  /**
   * The officer whom the form names, before the step ends; null if it names none.
   *
   * @throws Failure {@code dossiers/assignee-unknown} or {@code dossiers/assignee-unfit}
   */
  static @Nullable NextHolder named(
      StepCompletion completion, Dossier dossier, Agencies agencies, WorkItems workItems) {
    if (!(completion.payload() instanceof StepPayload.Assignment chosen)
        || chosen.officer().isBlank()) {
      return null;
    }
    Officer officer = officer(agencies, chosen.officer());
    return new NextHolder(agencies, workItems, dossier, officer.id());
  }

  /**
   * The officer of that login.
   *
   * @throws Failure {@code dossiers/assignee-unknown}
   */
  static Officer officer(Agencies agencies, String login) {
    return agencies
        .find(new OfficerId(login))
        .orElseThrow(
            () ->
                Failure.badInput(
                    "dossiers", "assignee-unknown", "value", login, "field", "officer"));
  }

  /** Gives the officer the items that have begun since. */
  void give(Instant at) {
    boolean given = false;
    for (WorkItem item : workItems.of(dossier.code())) {
      if (!before.contains(item.id()) && serves(item.side(), item.role(), at)) {
        FourEyes.require(dossier, item, officer);
        workItems.assign(item.id(), officer);
        given = true;
      }
    }
    if (!given) {
      throw unfit(agencies.officer(officer));
    }
  }

  static Failure unfit(Officer officer) {
    return Failure.badInput(
        "dossiers", "assignee-unfit", "officer", officer.name(), "field", "officer");
  }

  private boolean serves(AgencySide side, String role, Instant at) {
    Post desk = new Post(dossier.agencies().at(side), Role.ofCode(role).orElseThrow());
    return agencies.signature(officer, desk, at).isPresent();
  }
}
