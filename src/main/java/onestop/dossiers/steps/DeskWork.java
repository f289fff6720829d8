// Over 300 lines: the commands of officers on work items, each with its checks.
package onestop.dossiers.steps;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.agencies.Signer;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.DossierOutcome;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.life.LifecycleStep;
import onestop.dossiers.life.OfficialSignature;
import onestop.dossiers.steps.Reassigning.WorkForOfficer;
import onestop.engine.Completion;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.procedures.StepForm;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The commands of officers on work items, in the transaction and under the locks of the caller. An
 * officer acts at the desks of his own posts and of those delegated to him on that day; a clock
 * move beyond his own authority is handed up to the approver.
 */
@Component
public class DeskWork {
  private final DossierJournal journal;
  private final WorkItems workItems;
  private final Agencies agencies;
  private final ClockBounds bounds;
  private final ProposalStore proposals;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  DeskWork(
      DossierJournal journal,
      WorkItems workItems,
      Agencies agencies,
      ClockBounds bounds,
      ProposalStore proposals,
      ApplicationEventPublisher events,
      Clock clock) {
    this.journal = journal;
    this.workItems = workItems;
    this.agencies = agencies;
    this.bounds = bounds;
    this.proposals = proposals;
    this.events = events;
    this.clock = clock;
  }

  /** A completion with the facts by which it is judged. */
  private record Act(
      StepCompletion completion,
      WorkItem item,
      Dossier dossier,
      @Nullable StepProposal proposal,
      Instant at) {
    Actor.Officer officer() {
      return completion.officer();
    }

    StepPayload payload() {
      return completion.payload();
    }
  }

  /** Ends a work item with an outcome and the values of its form. */
  public StepResult complete(StepCompletion completion) {
    WorkItem item = workItems.get(completion.workItemId());
    Dossier dossier = journal.lock(item.dossier());
    Instant at = now();
    Optional<Signer> atDesk = signature(completion.officer(), desk(dossier, item), at);
    Optional<StepProposal> proposal =
        atDesk.isPresent() ? Optional.empty() : proposals.find(item.id());
    if (atDesk.isEmpty() && proposal.isEmpty()) {
      throw notYourDesk(dossier, item);
    }
    FourEyes.require(dossier, item, completion.officer().id());
    completion.payload().requirePrintable();
    Act act = new Act(completion, item, dossier, proposal.orElse(null), at);
    Optional<Role> decider = bounds.decider(dossier, completion.payload(), at);
    requireAskedForm(act);
    if (decider.isEmpty()) {
      if (atDesk.isEmpty()) {
        throw notYourDesk(dossier, item); // an approver decides only on the proposal
      }
      return end(act, own(act, atDesk.get()));
    }
    Post approver = new Post(dossier.agencies().resolving(), decider.get());
    Optional<Signer> signer = signature(act.officer(), approver, at);
    if (signer.isPresent()) {
      return end(act, OfficialSignature.of(signer.get(), at));
    }
    if (atDesk.isEmpty()) {
      throw notYourDesk(dossier, item);
    }
    return handUp(act, approver);
  }

  /** Refuses values of a form other than the outcome's: no step would record them. */
  private static void requireAskedForm(Act act) {
    WorkItem item = act.item();
    String outcome = act.completion().outcome();
    StepForm given = act.payload().form();
    boolean judged = item.forms() != null && item.outcomes().contains(outcome);
    if (judged && given != StepForm.PLAIN && given != StepForm.of(item, outcome)) {
      throw Failure.badInput(
          "dossiers",
          "form-not-asked",
          "outcome",
          outcome,
          "given",
          given.code(),
          "asked",
          StepForm.of(item, outcome).code());
    }
  }

  /** The signature of the officer who ends a step of the signing role; null at other desks. */
  private static @Nullable OfficialSignature own(Act act, Signer signer) {
    return act.item().role().equals(Role.HEAD_OF_AGENCY.code())
        ? OfficialSignature.of(signer, act.at())
        : null;
  }

  private StepResult end(Act act, @Nullable OfficialSignature signature) {
    Dossier dossier = act.dossier();
    StepProposal proposal = act.proposal();
    if (dossier.state() == DossierState.RECEIVED) {
      journal.take(
          dossier.code(),
          LifecycleStep.START_WORK,
          Fact.of("WORK_STARTED", act.at(), act.officer()));
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("outcome", act.completion().outcome());
    act.completion().mark(facts);
    if (act.completion().activity() != null) {
      facts.put("activity", act.completion().activity());
    }
    if (act.payload() instanceof StepPayload.Note note && !note.text().isBlank()) {
      facts.put("note", note.text());
    }
    if (act.payload() instanceof StepPayload.Assignment chosen) {
      facts.putAll(chosen.facts());
    }
    if (signature != null) {
      facts.putAll(signature.facts());
      StepCompletion.SignedDraft result = act.completion().result();
      if (result != null) {
        result.check().requireCurrent(dossier.code(), result.sha256());
        facts.put("resultSha256", result.sha256());
      }
    }
    NextHolder next = NextHolder.named(act.completion(), dossier, agencies, workItems);
    journal.note(
        dossier.code(),
        new Fact(
            "STEP_COMPLETED",
            act.at(),
            act.officer(),
            dossier.agencies().at(act.item().side()),
            act.item().step(),
            facts),
        added(act, signature));
    if (proposal != null) {
      proposals.close(act.item().id(), "DONE", act.officer(), act.at());
    }
    workItems.complete(
        act.item().id(),
        new Completion(
            act.officer().id(),
            act.completion().outcome(),
            new Completed(
                act.officer(),
                act.payload(),
                signature,
                proposal == null ? null : proposal.by().id())));
    if (next != null) {
      next.give(act.officer(), act.at()).forEach(gift -> tell(dossier, gift));
    }
    return new StepResult.Ended();
  }

  private void tell(Dossier dossier, NextHolder.Gift gift) {
    Fact fact = gift.fact();
    if (fact != null) {
      journal.note(dossier.code(), fact);
    }
    events.publishEvent(gift.told());
  }

  /** What the end of the step adds to the dossier's outcome. */
  private static DossierOutcome added(Act act, @Nullable OfficialSignature signature) {
    WorkItem item = act.item();
    DossierOutcome signed =
        signature != null && act.completion().outcome().equals(item.normalOutcome())
            ? DossierOutcome.signed(signature)
            : DossierOutcome.NONE;
    return item.place().kept()
        ? signed.and(DossierOutcome.done(item.step(), act.officer().id()))
        : signed;
  }

  private StepResult handUp(Act act, Post approver) {
    WorkItem item = act.item();
    if (!item.outcomes().contains(act.completion().outcome())) {
      throw Failure.badInput(
          "dossiers",
          "no-such-outcome",
          "value",
          act.completion().outcome(),
          "allowed",
          String.join(", ", item.outcomes()));
    }
    if (item.assignee() != null) {
      workItems.release(item.id(), act.officer().id()); // refuses an item of another officer
    }
    proposals.insert(
        new StepProposal(
            item.id(),
            0,
            item.dossier(),
            act.completion().outcome(),
            act.payload(),
            approver.role(),
            act.officer(),
            act.at()));
    journal.note(
        item.dossier(),
        new Fact(
            "STEP_HANDED_UP",
            act.at(),
            act.officer(),
            act.dossier().agencies().at(item.side()),
            item.step(),
            Map.of("outcome", act.completion().outcome(), "approver", approver.role().code())));
    events.publishEvent(new StepMoved(item.id(), approver.agency(), approver.role().code()));
    return new StepResult.HandedUp(approver);
  }

  /** Returns a proposal that the approver rejects: the step is again at its own desk. */
  public void giveBack(String workItemId, String reason, Actor.Officer officer) {
    WorkItem item = workItems.get(workItemId);
    Dossier dossier = journal.lock(item.dossier());
    Instant at = now();
    StepProposal proposal =
        proposals
            .find(workItemId)
            .orElseThrow(() -> Failure.conflict("dossiers", "nothing-proposed"));
    Post approver = new Post(dossier.agencies().resolving(), proposal.approver());
    if (signature(officer, approver, at).isEmpty()) {
      throw notYourDesk(dossier, item);
    }
    bounds.requireReason(dossier, reason, at);
    if (item.assignee() != null) {
      workItems.release(workItemId, officer.id());
    }
    proposals.close(workItemId, "GIVEN_BACK", officer, at);
    journal.note(
        item.dossier(),
        new Fact(
            "STEP_GIVEN_BACK",
            at,
            officer,
            approver.agency(),
            item.step(),
            Map.of("outcome", proposal.outcome(), "reason", reason)));
    events.publishEvent(new StepMoved(workItemId, dossier.agencies().at(item.side()), item.role()));
    events.publishEvent(
        new WorkForOfficer(
            item.dossier(),
            workItemId,
            proposal.by().id(),
            WorkForOfficer.Cause.RETURNED,
            officer,
            at));
  }

  /** Returns a work item to its desk; only its holder can do so. */
  public void release(String workItemId, Actor.Officer officer) {
    journal.lock(workItems.get(workItemId).dossier());
    workItems.release(workItemId, officer.id());
  }

  /** The proposal at that work item that waits for an approver. */
  public Optional<StepProposal> proposal(String workItemId) {
    return proposals.find(workItemId);
  }

  /** The desks of a dossier's work items that wait for an approver. */
  public List<StepMoved> handedUp(Dossier dossier) {
    AgencyCode resolving = dossier.agencies().resolving();
    return proposals.of(dossier.code()).stream()
        .map(one -> new StepMoved(one.workItemId(), resolving, one.approver().code()))
        .toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Assigns a work item to an officer. */
  public void claim(String workItemId, Actor.Officer officer) {
    WorkItem item = workItems.get(workItemId);
    Dossier dossier = journal.lock(item.dossier());
    boolean mine = signature(officer, desk(dossier, item), now()).isPresent();
    if (!mine) {
      Optional<StepProposal> proposal = proposals.find(workItemId);
      mine =
          proposal.isPresent()
              && signature(
                      officer,
                      new Post(dossier.agencies().resolving(), proposal.get().approver()),
                      now())
                  .isPresent();
    }
    if (!mine) {
      throw notYourDesk(dossier, item);
    }
    FourEyes.require(dossier, item, officer.id());
    workItems.claim(workItemId, officer.id());
  }

  /**
   * Assigns the first of these items that is free to an officer. A dossier that another transaction
   * has locked is passed over, and the holder of an item is read under the lock of its dossier.
   */
  public FirstFree claimFirst(Stream<FirstFree.Candidate> candidates, Actor.Officer officer) {
    FirstFree.Candidate locked = null;
    for (Iterator<FirstFree.Candidate> each = candidates.iterator(); each.hasNext(); ) {
      FirstFree.Candidate one = each.next();
      if (!journal.tryLock(one.dossier())) {
        locked = locked == null ? one : locked;
      } else if (workItems
          .find(one.workItemId())
          .filter(item -> item.assignee() == null)
          .filter(item -> !FourEyes.bars(journal.lock(one.dossier()), item, officer.id()))
          .isPresent()) {
        claim(one.workItemId(), officer);
        return new FirstFree(one, null);
      }
    }
    return new FirstFree(null, locked);
  }

  private static Post desk(Dossier dossier, WorkItem item) {
    return new Post(dossier.agencies().at(item.side()), Role.ofCode(item.role()).orElseThrow());
  }

  /** The officer as signer: holder of the post, or delegate of that day; empty if neither. */
  private Optional<Signer> signature(Actor.Officer officer, Post post, Instant at) {
    return agencies.signature(officer.id(), post, at);
  }

  private static Failure notYourDesk(Dossier dossier, WorkItem item) {
    return Failure.forbidden(
        "dossiers",
        "not-your-desk",
        "step",
        item.step(),
        "role",
        item.role(),
        "agency",
        dossier.agencies().at(item.side()).value());
  }
}
