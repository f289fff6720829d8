package onestop.dossiers.steps;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import onestop.agencies.Absence;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Gives a waiting item to an officer by order of a head, under the lock of its dossier. */
@Component
public class Reassigning {
  private final DossierJournal journal;
  private final WorkItems workItems;
  private final ProposalStore proposals;
  private final Agencies agencies;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Reassigning(
      DossierJournal journal,
      WorkItems workItems,
      ProposalStore proposals,
      Agencies agencies,
      ApplicationEventPublisher events,
      Clock clock) {
    this.journal = journal;
    this.workItems = workItems;
    this.proposals = proposals;
    this.agencies = agencies;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Carries the order out and records it in the dossier. An item that the officer holds already, or
   * that is free already, is left as it is.
   *
   * @throws Failure {@code dossiers/not-head-of-unit} if the caller heads neither the unit nor the
   *     agency where the item waits; {@code dossiers/holder-changed} if it was claimed or given
   *     back since; {@code dossiers/reassign-reason}, {@code dossiers/assignee-unknown}, {@code
   *     dossiers/assignee-unfit} or {@code dossiers/assignee-own-work}
   */
  public void assign(AssignmentOrder order, Actor.Officer by) {
    Dossier dossier = journal.lock(workItems.get(order.workItemId()).dossier());
    WorkItem item = workItems.get(order.workItemId());
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Post desk = desk(dossier, item);
    requireHead(by, desk, at);
    OfficerId holder = item.assignee();
    if (order.to() == null) {
      free(order, item, new Taken(by, desk, at));
      return;
    }
    Officer meant = NextHolder.officer(agencies, order.to().value());
    Optional<Absence> absence = NextHolder.absence(agencies, meant.id(), at);
    Officer to = absence.map(one -> agencies.officer(one.substitute())).orElse(meant);
    if (to.id().equals(holder)) {
      return;
    }
    requireSeen(order, item);
    if (holder == null) {
      Reasons.requireFits(order.reason());
    } else {
      requireReason(order);
    }
    boolean barred = FourEyes.bars(dossier, item, to.id());
    if (absence.isPresent() && (barred || !serves(to, desk, at))) {
      throw NextHolder.substituteUnfit(agencies, absence.get());
    }
    if (!serves(to, desk, at)) {
      throw NextHolder.unfit(to);
    }
    requireNotOwn(dossier, item, to);
    workItems.assign(item.id(), to.id());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("assignedTo", to.id().value());
    absence.map(NextHolder::instead).ifPresent(facts::putAll);
    if (holder != null) {
      facts.put("takenFrom", holder.value());
    }
    if (!order.reason().isBlank()) {
      facts.put("reason", order.reason().strip());
    }
    journal.note(
        dossier.code(), new Fact("WORK_ASSIGNED", at, by, desk.agency(), item.step(), facts));
    events.publishEvent(
        new WorkForOfficer(dossier.code(), item.id(), to.id(), WorkForOfficer.Cause.GIVEN, by, at));
  }

  /** Who takes an item from its holder, where it waits, and when. */
  private record Taken(Actor.Officer by, Post desk, Instant at) {}

  private void free(AssignmentOrder order, WorkItem item, Taken taken) {
    OfficerId holder = item.assignee();
    if (holder == null) {
      return;
    }
    requireSeen(order, item);
    requireReason(order);
    workItems.release(item.id(), holder);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("takenFrom", holder.value());
    facts.put("reason", order.reason().strip());
    journal.note(
        item.dossier(),
        new Fact("WORK_FREED", taken.at(), taken.by(), taken.desk().agency(), item.step(), facts));
  }

  private static void requireReason(AssignmentOrder order) {
    Reasons.requireFits(order.reason());
    if (order.reason().isBlank()) {
      throw Failure.badInput("dossiers", "reassign-reason", "field", "reason");
    }
  }

  /** A work item has come to an officer by the act of somebody else. */
  public record WorkForOfficer(
      DossierCode dossier, String workItemId, OfficerId officer, Cause cause, Actor by, Instant at)
      implements DomainEvent {

    /** Why it has come. */
    public enum Cause {
      /** It was assigned. */
      GIVEN,
      /** The approver has returned the officer's proposal to its desk. */
      RETURNED
    }

    /** Whether the officer did it himself, so that nobody has to be told. */
    public boolean isOwnAct() {
      return by instanceof Actor.Officer one && one.id().equals(officer);
    }
  }

  /**
   * The move of an item because its officer is absent, or is back.
   *
   * @param back false when the absence begins, true when it is over
   */
  public record HandOver(String workItemId, Absence absence, boolean back) {
    OfficerId from() {
      return back ? absence.substitute() : absence.officer();
    }

    OfficerId to() {
      return back ? absence.officer() : absence.substitute();
    }
  }

  /**
   * Moves an item between an absent officer and the substitute, and records it in the dossier;
   * false if the one from whom it would be taken does not hold it any more.
   *
   * @throws Failure {@code dossiers/assignee-unfit} or {@code dossiers/assignee-own-work}: then it
   *     stays; {@code engine/work-item-gone}
   */
  public boolean handOver(HandOver order, Actor by) {
    Dossier dossier = journal.lock(workItems.get(order.workItemId()).dossier());
    WorkItem item = workItems.get(order.workItemId());
    if (!order.from().equals(item.assignee())) {
      return false;
    }
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Post desk = desk(dossier, item);
    Officer to = agencies.officer(order.to());
    if (!serves(to, desk, at)) {
      throw NextHolder.unfit(to);
    }
    requireNotOwn(dossier, item, to);
    workItems.assign(item.id(), order.to());
    Map<String, Object> facts = new LinkedHashMap<>();
    if (order.back()) {
      facts.put("assignedTo", order.to().value());
      facts.put("backFrom", order.from().value());
    } else {
      facts.putAll(NextHolder.instead(order.absence()));
    }
    journal.note(
        dossier.code(), new Fact("WORK_ASSIGNED", at, by, desk.agency(), item.step(), facts));
    return true;
  }

  private boolean serves(Officer officer, Post desk, Instant at) {
    return NextHolder.isInService(agencies, officer.id())
        && agencies.signature(officer.id(), desk, at).isPresent();
  }

  private static void requireNotOwn(Dossier dossier, WorkItem item, Officer to) {
    if (FourEyes.bars(dossier, item, to.id())) {
      throw Failure.badInput(
          "dossiers",
          "assignee-own-work",
          "officer",
          to.name(),
          "step",
          item.name(),
          "code",
          dossier.code().value());
    }
  }

  private Post desk(Dossier dossier, WorkItem item) {
    return proposals
        .find(item.id())
        .map(one -> new Post(dossier.agencies().resolving(), one.approver()))
        .orElseGet(
            () ->
                new Post(
                    dossier.agencies().at(item.side()), Role.ofCode(item.role()).orElseThrow()));
  }

  private void requireHead(Actor.Officer by, Post desk, Instant at) {
    boolean head =
        agencies.signature(by.id(), new Post(desk.agency(), Role.UNIT_HEAD), at).isPresent()
            || agencies
                .signature(by.id(), new Post(desk.agency(), Role.HEAD_OF_AGENCY), at)
                .isPresent();
    if (!head) {
      throw Failure.forbidden(
          "dossiers", "not-head-of-unit", "agency", agencies.get(desk.agency()).nameVi());
    }
  }

  private void requireSeen(AssignmentOrder order, WorkItem item) {
    OfficerId holder = item.assignee();
    if (Objects.equals(holder, order.seen())) {
      return;
    }
    throw holder == null
        ? Failure.conflict(
            "dossiers", "given-back-since", "step", item.name(), "code", item.dossier().value())
        : Failure.conflict(
            "dossiers",
            "holder-changed",
            "step",
            item.name(),
            "code",
            item.dossier().value(),
            "holder",
            agencies.officer(holder).name());
  }
}
