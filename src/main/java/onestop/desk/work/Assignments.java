package onestop.desk.work;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.agencies.Signer;
import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.ClockBound;
import onestop.dossiers.steps.ClockBounds;
import onestop.dossiers.steps.StepProposal;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.inbox.Inbox;
import onestop.inbox.InboxFilter;
import onestop.inbox.InboxItem;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.ClockMove;
import org.springframework.stereotype.Service;

/** The work items that wait for an officer, at the own desks and at desks delegated today. */
@Service
public final class Assignments {
  private final Inbox inbox;
  private final WorkItems workItems;
  private final Dossiers dossiers;
  private final ClockBounds bounds;
  private final Agencies agencies;
  private final Clock clock;

  Assignments(
      Inbox inbox,
      WorkItems workItems,
      Dossiers dossiers,
      ClockBounds bounds,
      Agencies agencies,
      Clock clock) {
    this.inbox = inbox;
    this.workItems = workItems;
    this.dossiers = dossiers;
    this.bounds = bounds;
    this.agencies = agencies;
    this.clock = clock;
  }

  /**
   * A part of a list.
   *
   * @param total the number of items in the whole list
   */
  public record Waiting(long total, List<InboxItem> items) {}

  /**
   * The items that are free at the caller's desks or held by the caller, most urgent first: rows
   * {@code offset} (from 0) to {@code offset + size} (exclusive).
   */
  public Waiting of(Caller caller, int offset, int size) {
    InboxFilter mine =
        new InboxFilter(
            posts(caller).stream()
                .map(post -> new InboxFilter.Desk(post.agency(), post.role().code()))
                .toList(),
            caller.id());
    return new Waiting(inbox.count(mine), inbox.list(mine, offset, size));
  }

  /** The waiting items of one dossier, oldest first. */
  public List<InboxItem> of(DossierCode dossier) {
    return inbox.of(dossier);
  }

  /**
   * A waiting item and what its form needs.
   *
   * @param proposal the proposal that waits for an approver; empty if none does
   * @param bounds the bounds of the clock moves of its dossier
   */
  public record Task(
      WorkItem item, Optional<StepProposal> proposal, Map<ClockMove, ClockBound> bounds) {}

  /**
   * A waiting item and what its form needs.
   *
   * @throws Failure as {@link WorkItems#get} if it does not wait
   */
  public Task task(String id) {
    WorkItem item = workItems.get(id);
    return new Task(item, dossiers.proposal(id), bounds.of(item.dossier()));
  }

  /**
   * The item as the engine has it.
   *
   * @throws Failure as {@link WorkItems#get} if it does not wait
   */
  public WorkItem get(String id) {
    return workItems.get(id);
  }

  /** The dossier of an item. */
  public Dossier dossier(WorkItem item) {
    return dossiers.get(item.dossier());
  }

  /**
   * The row of a waiting item.
   *
   * @throws Failure {@code web/work-item-gone} if it does not wait
   */
  public InboxItem row(String id) {
    return inbox.find(id).orElseThrow(() -> Failure.notFound("web", "work-item-gone"));
  }

  /**
   * The row of an item of the caller's desks, also of one that another officer holds.
   *
   * @throws Failure {@code web/work-item-gone} if it does not wait, {@code
   *     desk/work-item-elsewhere} if it waits at another desk
   */
  public InboxItem row(String id, Caller caller) {
    InboxItem row = row(id);
    boolean mine =
        posts(caller).stream()
            .anyMatch(
                post ->
                    post.agency().equals(row.agency()) && post.role().code().equals(row.role()));
    if (!mine) {
      throw Failure.notFound("desk", "work-item-elsewhere", "code", row.dossier().value());
    }
    return row;
  }

  /** Whether the caller serves that post now, directly or as a delegate. */
  public boolean serves(Caller caller, Post post) {
    return agencies.signature(caller.id(), post, clock.instant()).isPresent();
  }

  /** The proposal that waits for an approver in that item; empty if none does. */
  public Optional<StepProposal> proposal(String id) {
    return dossiers.proposal(id);
  }

  /** The bounds of the clock moves of a dossier. */
  public Map<ClockMove, ClockBound> bounds(DossierCode dossier) {
    return bounds.of(dossier);
  }

  /** The officer who may approve at that post today; empty if there is none. */
  public Optional<Signer> approver(Post post) {
    return agencies.signerFor(post.agency(), post.role(), clock.instant());
  }

  private List<Post> posts(Caller caller) {
    return agencies.posts(caller.id(), clock.instant());
  }
}
