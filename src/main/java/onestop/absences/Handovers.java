package onestop.absences;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.absences.AbsenceItem.Fate;
import onestop.agencies.Absence;
import onestop.agencies.Absences;
import onestop.dossiers.Reassignments;
import onestop.dossiers.steps.Reassigning.HandOver;
import onestop.engine.CommandGateway.Outcome;
import onestop.inbox.Inbox;
import onestop.inbox.InboxItem;
import onestop.inbox.own.WorkDrafts;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.node.EachAlone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Hands the open work of absent officers to their substitutes when the absence begins, and gives it
 * back when it is over. Each item moves by itself, in one transaction with its line here: after a
 * crash the rest moves with the next round. An item that cannot move stays, and the line says why.
 */
@Service
public class Handovers {
  private static final Logger log = LoggerFactory.getLogger(Handovers.class);

  /** As many items of one officer, most urgent first, as are handed over. */
  private static final int MOST = 5_000;

  private final AbsenceItemStore store;
  private final Absences absences;
  private final Reassignments reassignments;
  private final Inbox inbox;
  private final WorkDrafts drafts;
  private final Clock clock;

  Handovers(
      AbsenceItemStore store,
      Absences absences,
      Reassignments reassignments,
      Inbox inbox,
      WorkDrafts drafts,
      Clock clock) {
    this.store = store;
    this.absences = absences;
    this.reassignments = reassignments;
    this.inbox = inbox;
    this.drafts = drafts;
    this.clock = clock;
  }

  /** The items that an absence concerned, by dossier. */
  public List<AbsenceItem> of(Absence absence) {
    return store.of(absence.id());
  }

  /** Hands over and gives back everything that is due now, in the name of the program. */
  public void round() {
    Actor program = new Actor.Automaton("absence");
    EachAlone.of(absences.toSettle(), absence -> giveBack(absence, program));
    EachAlone.of(absences.toHand(), absence -> handOver(absence, program));
  }

  /**
   * Hands the open work of an absence that has begun to the substitute. What is still to go back
   * after another absence of one of the two goes back first, so that nothing goes to an officer who
   * is away. If the absence is ended meanwhile, what was handed over goes back at once.
   */
  public void handOver(Absence absence, Actor by) {
    absences.toSettle().stream()
        .filter(over -> concerns(over, absence.officer()) || concerns(over, absence.substitute()))
        .forEach(over -> giveBack(over, by));
    handOverNow(absence, by);
    if (!absences.lasts(absence)) {
      giveBack(absence, by);
    }
  }

  private static boolean concerns(Absence absence, OfficerId officer) {
    return absence.officer().equals(officer) || absence.substitute().equals(officer);
  }

  private void handOverNow(Absence absence, Actor by) {
    Map<String, InboxItem> held = new LinkedHashMap<>();
    for (InboxItem item : inbox.heldBy(absence.officer(), List.of(absence.agency()), MOST)) {
      held.put(item.workItemId(), item);
    }
    List<HandOver> orders =
        held.keySet().stream().map(id -> new HandOver(id, absence, false)).toList();
    Instant now = now();
    List<Outcome<Boolean>> outcomes =
        reassignments.handOver(
            orders,
            by,
            moved -> {
              absences.requireLasting(absence);
              store.put(absence, item(held, moved), Fate.HANDED, now);
            });
    boolean all = held.size() < MOST || outcomes.stream().noneMatch(Handovers::isMoved);
    for (int i = 0; i < orders.size(); i++) {
      RuntimeException failure = outcomes.get(i).failure();
      HandOver order = orders.get(i);
      if (failure != null) {
        Optional<Fate> stays = stays(failure);
        stays.ifPresent(fate -> store.put(absence, item(held, order), fate, now));
        all &= stays.isPresent() || isGone(failure);
      }
    }
    if (all) {
      absences.handed(absence); // if we die before, the next round finds what is left
    } else {
      log.warn("Absence {}: some items could not be handed over yet", absence.id());
    }
  }

  private static boolean isMoved(Outcome<Boolean> outcome) {
    return Boolean.TRUE.equals(outcome.value());
  }

  private static InboxItem item(Map<String, InboxItem> held, HandOver order) {
    InboxItem item = held.get(order.workItemId());
    if (item == null) {
      throw new IllegalStateException("no such item: " + order.workItemId());
    }
    return item;
  }

  private static Optional<Fate> stays(RuntimeException failure) {
    if (failure instanceof Failure said && said.module().equals("dossiers")) {
      return switch (said.slug()) {
        case "assignee-own-work" -> Optional.of(Fate.OWN_WORK);
        case "assignee-unfit" -> Optional.of(Fate.OTHER_DESK);
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  private static boolean isGone(RuntimeException failure) {
    return failure instanceof Failure said && said.kind() == Failure.Kind.NOT_FOUND;
  }

  /**
   * Gives back what the substitute still holds and has not begun: an item is begun once the
   * substitute has saved a draft for it.
   */
  public void giveBack(Absence absence, Actor by) {
    List<HandOver> orders = new ArrayList<>();
    for (AbsenceItem item : store.of(absence.id())) {
      if (item.fate() == Fate.HANDED) {
        if (isBegun(item, absence)) {
          store.end(absence.id(), item.workItemId(), Fate.BEGUN);
        } else {
          orders.add(new HandOver(item.workItemId(), absence, true));
        }
      }
    }
    List<Outcome<Boolean>> outcomes =
        reassignments.handOver(
            orders, by, moved -> store.end(absence.id(), moved.workItemId(), Fate.BACK));
    boolean all = true;
    for (int i = 0; i < orders.size(); i++) {
      Outcome<Boolean> outcome = outcomes.get(i);
      RuntimeException failure = outcome.failure();
      boolean left =
          failure == null
              ? Boolean.FALSE.equals(outcome.value())
              : stays(failure).isPresent() || isGone(failure);
      if (left) {
        store.end(absence.id(), orders.get(i).workItemId(), Fate.LEFT);
      }
      all &= failure == null || left;
    }
    boolean none = store.of(absence.id()).stream().noneMatch(item -> item.fate() == Fate.HANDED);
    if (all && none) { // another node may have handed one over meanwhile: then in the next round
      absences.settled(absence);
    }
  }

  private boolean isBegun(AbsenceItem item, Absence absence) {
    return drafts
        .find(item.workItemId(), absence.substitute())
        .filter(draft -> !draft.savedAt().isBefore(item.movedAt()))
        .isPresent();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
