package onestop.dossiers.steps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.agencies.Absence;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.steps.Reassigning.WorkForOfficer;
import onestop.engine.AgencySide;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * The officer who gets the work that begins when a step ends. Of several items that begin at once
 * the officer gets those of the own desks, at least one. New work of an absent officer goes to the
 * substitute.
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

  /**
   * What an officer got.
   *
   * @param told who is to be told of it
   * @param fact what is to be recorded beside the end of the step; null unless a substitute got it
   */
  record Gift(WorkForOfficer told, @Nullable Fact fact) {}

  /** Gives the officer the items that have begun since. */
  List<Gift> give(Actor.Officer by, Instant at) {
    Optional<Absence> absence = absence(agencies, officer, at);
    OfficerId to = absence.map(Absence::substitute).orElse(officer);
    List<Gift> gifts = new ArrayList<>();
    for (WorkItem item : workItems.of(dossier.code())) {
      if (!before.contains(item.id()) && serves(to, item.side(), item.role(), at)) {
        if (absence.isPresent() && FourEyes.bars(dossier, item, to)) {
          throw substituteUnfit(agencies, absence.get());
        }
        FourEyes.require(dossier, item, to);
        workItems.assign(item.id(), to);
        gifts.add(
            new Gift(
                new WorkForOfficer(
                    dossier.code(), item.id(), to, WorkForOfficer.Cause.GIVEN, by, at),
                absence.map(one -> fact(item, one, by, at)).orElse(null)));
      }
    }
    if (gifts.isEmpty()) {
      throw absence
          .map(one -> substituteUnfit(agencies, one))
          .orElseGet(() -> unfit(agencies.officer(officer)));
    }
    return gifts;
  }

  private Fact fact(WorkItem item, Absence absence, Actor.Officer by, Instant at) {
    return new Fact(
        "WORK_ASSIGNED", at, by, dossier.agencies().at(item.side()), item.step(), instead(absence));
  }

  /** The absence by which new work of that officer goes to a substitute; empty if it does not. */
  static Optional<Absence> absence(Agencies agencies, OfficerId officer, Instant at) {
    return agencies
        .absence(officer, at)
        .filter(one -> one.hands(Absence.Flow.NEW_WORK))
        .filter(one -> isInService(agencies, one.substitute()));
  }

  static boolean isInService(Agencies agencies, OfficerId officer) {
    return agencies
        .find(officer)
        .filter(one -> agencies.officers(one.agency()).contains(one))
        .isPresent();
  }

  /** What is recorded of work that a substitute gets. */
  static Map<String, Object> instead(Absence absence) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("assignedTo", absence.substitute().value());
    facts.put("insteadOf", absence.officer().value());
    facts.put("absentUntil", absence.lastOn().toString());
    return facts;
  }

  static Failure substituteUnfit(Agencies agencies, Absence absence) {
    return Failure.badInput(
        "dossiers",
        "substitute-unfit",
        "officer",
        agencies.officer(absence.officer()).name(),
        "until",
        absence.lastOn(),
        "substitute",
        agencies.officer(absence.substitute()).name(),
        "field",
        "officer");
  }

  static Failure unfit(Officer officer) {
    return Failure.badInput(
        "dossiers", "assignee-unfit", "officer", officer.name(), "field", "officer");
  }

  private boolean serves(OfficerId to, AgencySide side, String role, Instant at) {
    Post desk = new Post(dossier.agencies().at(side), Role.ofCode(role).orElseThrow());
    return agencies.signature(to, desk, at).isPresent();
  }
}
