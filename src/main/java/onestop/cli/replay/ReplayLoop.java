package onestop.cli.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import onestop.cli.replay.ReplayPlan.Action;
import onestop.cli.replay.ReplayPlan.Kind;
import onestop.cli.replay.ReplayPlan.PlannedDossier;
import onestop.cli.replay.ReplayStore.Cursor;
import onestop.engine.NextMark;
import onestop.engine.Timers;
import onestop.kernel.DossierCode;
import onestop.kernel.SettableClock;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets the year pass: the log's actions and the engine's timers in the order of their times, at one
 * moment the actions first.
 *
 * <p>Steps are committed in batches, each with the cursor that names the next action. A batch ends
 * after so many actions, or as soon as a timer has fired, so that a letter is printed and leaves at
 * the moment it was issued. Where a batch ends depends on plan and engine alone: a run that was
 * broken off goes on exactly as the one that was not.
 */
final class ReplayLoop {
  private static final int BATCH = 50;
  private static final int TIMERS_AT_ONCE = 1_000;

  private final ReplayPlan plan;
  private final Office office;
  private final Timers timers;
  private final ReplayStore store;
  private final SettableClock clock;
  private final TransactionOperations transaction;
  private final Map<Integer, DossierCode> codes = new HashMap<>();

  /** A lower bound of the next timer's time: actions can only add later or cancel. */
  private Instant nextTimer = NextMark.PARKED;

  ReplayLoop(ReplayPlan plan, Office office, Simulation simulation) {
    this.plan = plan;
    this.office = office;
    this.timers = simulation.timers();
    this.store = simulation.store();
    this.clock = simulation.clock();
    this.transaction = simulation.transaction();
  }

  /** What the loop runs on. */
  record Simulation(
      Timers timers, ReplayStore store, SettableClock clock, TransactionOperations transaction) {}

  /** Goes on from the cursor to the horizon; tells after each batch how many actions are done. */
  void run(Cursor from, java.util.function.IntConsumer progress) {
    Cursor cursor = from;
    clock.advanceTo(cursor.simulatedAt());
    store.dossiers().forEach((row, received) -> codes.put(row, received.code()));
    // if the last run died between a commit and its dispatch, letters wait to be printed or sent
    office.dispatch();
    while (!cursor.finished()) {
      Cursor before = cursor;
      Batch batch = Objects.requireNonNull(transaction.execute(status -> batch(before)));
      // if we die here, the batch stands and the next run dispatches what it left, at this moment
      if (batch.fired() > 0) {
        office.dispatch();
      }
      cursor = batch.cursor();
      progress.accept(cursor.nextAction());
    }
  }

  /** What one transaction did. */
  private record Batch(Cursor cursor, int fired) {}

  private Batch batch(Cursor from) {
    int next = from.nextAction();
    int fired = 0;
    refreshTimer();
    List<Action> actions = plan.actions();
    while (next < actions.size() && next - from.nextAction() < BATCH && fired == 0) {
      Action action = actions.get(next);
      if (timerBefore(action.at())) {
        fired = fire();
      } else {
        clock.advanceTo(action.at());
        perform(action);
        next++;
      }
    }
    Cursor moved = from.moved(next, clock.instant());
    if (next == actions.size() && fired == 0) {
      if (nextTimer.isAfter(plan.horizon())) {
        clock.advanceTo(plan.horizon());
        moved = moved.ended(clock.instant());
      } else {
        fired = fire();
        moved = from.moved(next, clock.instant());
      }
    }
    return new Batch(store.save(moved), fired);
  }

  /** Whether a timer comes before what happens at that moment; one that is late comes now. */
  private boolean timerBefore(Instant at) {
    Instant fires = nextTimer.isBefore(clock.instant()) ? clock.instant() : nextTimer;
    return fires.isBefore(at);
  }

  private int fire() {
    clock.advanceTo(nextTimer);
    Instant now = clock.instant();
    int fired = timers.fire(now, TIMERS_AT_ONCE);
    Instant waited = nextTimer;
    refreshTimer();
    if (fired == 0 && nextTimer.equals(waited)) {
      throw new IllegalStateException("a timer due at " + waited + " does not fire");
    }
    return fired;
  }

  private void refreshTimer() {
    nextTimer = timers.nextAt().orElse(NextMark.PARKED);
  }

  private void perform(Action action) {
    PlannedDossier dossier = plan.dossiers().get(action.dossier());
    if (action.kind() == Kind.RECEIVE) {
      DossierCode code = office.receive(dossier);
      store.received(dossier.row(), dossier.name(), code);
      codes.put(dossier.row(), code);
      refreshTimer();
    } else {
      @Nullable DossierCode code = codes.get(dossier.row());
      if (code == null) {
        throw new IllegalStateException("row " + dossier.row() + " was never received");
      }
      if (action.kind() == Kind.STEP) {
        office.step(code, dossier.events().get(action.event()));
      } else {
        office.end(code, dossier);
      }
    }
  }
}
