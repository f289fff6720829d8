package onestop.desk.work;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.agencies.Agencies;
import onestop.agencies.ByGivenName;
import onestop.agencies.Officer;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Reassignments;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.AssignmentOrder;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.WorkItem;
import onestop.inbox.Inbox;
import onestop.inbox.InboxItem;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.Workloads;
import onestop.inbox.Workloads.Load;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.springframework.stereotype.Service;

/** The work that heads give to the officers of their unit, and move from one to another. */
@Service
public final class UnitAssignments {
  /** Roles whose holders distribute the work of their agency. */
  public static final Set<Role> HEADS = Set.of(Role.UNIT_HEAD, Role.HEAD_OF_AGENCY);

  private final Inbox inbox;
  private final Workloads loads;
  private final UnitWork work;
  private final Dossiers dossiers;
  private final Reassignments reassignments;
  private final Agencies agencies;
  private final Clock clock;

  UnitAssignments(
      Inbox inbox,
      Workloads loads,
      UnitWork work,
      Dossiers dossiers,
      Reassignments reassignments,
      Agencies agencies,
      Clock clock) {
    this.inbox = inbox;
    this.loads = loads;
    this.work = work;
    this.dossiers = dossiers;
    this.reassignments = reassignments;
    this.agencies = agencies;
    this.clock = clock;
  }

  /**
   * An officer who may get work.
   *
   * @param load what the officer holds now
   */
  public record Candidate(Officer officer, Load load) {}

  /** The agencies whose work the caller distributes now. */
  public Set<AgencyCode> headed(Caller caller) {
    return agencies.posts(caller.id(), clock.instant()).stream()
        .filter(post -> HEADS.contains(post.role()))
        .map(Post::agency)
        .collect(Collectors.toSet());
  }

  /** Those of the items that still wait at the caller's unit, most urgent first. */
  public List<InboxItem> chosen(Collection<String> ids, Caller caller) {
    Set<AgencyCode> headed = headed(caller);
    return inbox.find(ids).stream().filter(item -> headed.contains(item.agency())).toList();
  }

  /** The items that an officer holds at the caller's unit, at most {@code most}. */
  public List<InboxItem> heldBy(OfficerId officer, int most, Caller caller) {
    return inbox.heldBy(officer, headed(caller), most);
  }

  /**
   * The row of an item at the caller's unit.
   *
   * @throws Failure {@code web/work-item-gone} if it does not wait there
   */
  public InboxItem row(String id, Caller caller) {
    return chosen(List.of(id), caller).stream()
        .findFirst()
        .orElseThrow(() -> Failure.notFound("web", "work-item-gone"));
  }

  /** The officers who may get at least one of these items, least loaded first. */
  public List<Candidate> candidates(Collection<InboxItem> items, Caller caller) {
    return candidates(
        items.stream()
            .map(item -> new Post(item.agency(), Role.ofCode(item.role()).orElseThrow()))
            .collect(Collectors.toSet()),
        work.reader(caller));
  }

  /** The officers whom that outcome of the item may name for the work that begins next. */
  public List<Candidate> candidates(WorkItem item, String outcome, Caller caller) {
    Dossier dossier = dossiers.get(item.dossier());
    return candidates(
        item.place().after(outcome).stream()
            .map(
                next ->
                    new Post(
                        dossier.agencies().at(next.side()), Role.ofCode(next.role()).orElseThrow()))
            .collect(Collectors.toSet()),
        work.reader(caller));
  }

  private List<Candidate> candidates(Set<Post> posts, Reader reader) {
    Instant now = reader.now();
    Set<AgencyCode> at = posts.stream().map(Post::agency).collect(Collectors.toSet());
    Map<OfficerId, Load> held = new LinkedHashMap<>();
    for (Load load : loads.at(at, reader)) {
      OfficerId holder = load.holder();
      if (holder != null) {
        held.put(holder, load);
      }
    }
    return at.stream()
        .flatMap(agency -> agencies.officers(agency).stream())
        .filter(
            officer ->
                posts.stream()
                    .anyMatch(post -> agencies.signature(officer.id(), post, now).isPresent()))
        .map(
            officer ->
                new Candidate(
                    officer,
                    held.getOrDefault(
                        officer.id(), new Load(officer.agency(), officer.id(), 0, 0, 0))))
        .sorted(
            Comparator.comparingLong((Candidate one) -> one.load().open())
                .thenComparing(Candidate::officer, new ByGivenName()))
        .toList();
  }

  /**
   * Gives items to officers; each order succeeds or fails by itself, in the order of the orders.
   * The failures are those of {@link onestop.dossiers.steps.Reassigning#assign}.
   */
  public List<Outcome<Boolean>> assign(List<AssignmentOrder> orders, Caller caller) {
    return reassignments.assign(orders, caller.actor());
  }
}
