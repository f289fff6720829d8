package onestop.cli.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import onestop.cli.replay.ReplayPlan.Action;
import onestop.cli.replay.ReplayPlan.PlannedDossier;
import onestop.cli.replay.ReplayStore.Cursor;
import onestop.engine.Timers;
import onestop.kernel.DossierCode;
import onestop.kernel.SettableClock;
import onestop.simulation.Agenda;
import onestop.simulation.Simulation;
import onestop.simulation.Simulation.Happened;
import onestop.simulation.Simulation.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Replays the year: executes the log's actions and the engine's timers in the order of their times;
 * at one moment, the actions first.
 *
 * <p>Steps are committed in batches, each with the cursor that names the next action. A batch ends
 * after a fixed number of actions, or as soon as a timer has fired, so that a letter is printed and
 * sent at the moment of its issue. The end of a batch depends on plan and engine alone: an
 * interrupted run continues exactly as an uninterrupted one.
 */
final class ReplayLoop {
  private static final int BATCH = 50;
  private static final int TIMERS_AT_ONCE = 1_000;

  private final ReplayPlan plan;
  private final Office office;
  private final ReplayStore store;
  private final SettableClock clock;
  private final TransactionOperations transaction;
  private final Simulation simulation;
  private final Map<Integer, DossierCode> codes = new HashMap<>();
  private int next;

  ReplayLoop(ReplayPlan plan, Office office, Stage stage) {
    this.plan = plan;
    this.office = office;
    this.store = stage.store();
    this.clock = stage.clock();
    this.transaction = stage.transaction();
    this.simulation =
        new Simulation(
            clock,
            stage.timers(),
            new PlannedActs(),
            new Simulation.Settings(Simulation.First.ACTS, TIMERS_AT_ONCE));
  }

  /** The collaborators of the loop. */
  record Stage(
      Timers timers, ReplayStore store, SettableClock clock, TransactionOperations transaction) {}

  /**
   * Runs from the cursor to the horizon; passes the number of actions done to the consumer after
   * each batch.
   */
  void run(Cursor from, IntConsumer progress) {
    Cursor cursor = from;
    clock.advanceTo(cursor.simulatedAt());
    store.dossiers().forEach((row, received) -> codes.put(row, received.code()));
    // if the last run died between a commit and its dispatch, letters still wait for print or
    // dispatch
    office.dispatch();
    while (!cursor.finished()) {
      Cursor before = cursor;
      Batch batch = Objects.requireNonNull(transaction.execute(status -> batch(before)));
      // if we die here, the batch is committed and the next run dispatches its letters, at this
      // moment
      if (batch.fired() > 0) {
        office.dispatch();
      }
      cursor = batch.cursor();
      progress.accept(cursor.nextAction());
    }
  }

  /** The result of one transaction. */
  private record Batch(Cursor cursor, int fired) {}

  private Batch batch(Cursor from) {
    next = from.nextAction();
    simulation.refresh();
    Happened last = new Happened(Kind.ACT, 0);
    while (last.kind() == Kind.ACT && (next - from.nextAction() < BATCH || planIsDone())) {
      last = simulation.next(plan.horizon());
    }
    if (last.kind() == Kind.NOTHING) {
      clock.advanceTo(plan.horizon());
    }
    Cursor moved = from.moved(next, clock.instant());
    return new Batch(
        store.save(last.kind() == Kind.NOTHING ? moved.ended(clock.instant()) : moved),
        last.timers());
  }

  private boolean planIsDone() {
    return next == plan.actions().size();
  }

  /** The actions of the plan from the cursor on; only a receipt can bring a timer nearer. */
  private final class PlannedActs implements Agenda {
    @Override
    public Optional<Instant> nextAt() {
      return planIsDone() ? Optional.empty() : Optional.of(plan.actions().get(next).at());
    }

    @Override
    public boolean performNext() {
      Action action = plan.actions().get(next);
      perform(action);
      next++;
      return action.kind() == ReplayPlan.Kind.RECEIVE;
    }
  }

  private void perform(Action action) {
    PlannedDossier dossier = plan.dossiers().get(action.dossier());
    if (action.kind() == ReplayPlan.Kind.RECEIVE) {
      DossierCode code = office.receive(dossier);
      store.received(dossier.row(), dossier.name(), code);
      codes.put(dossier.row(), code);
      return;
    }
    @Nullable DossierCode code = codes.get(dossier.row());
    if (code == null) {
      throw new IllegalStateException("row " + dossier.row() + " was never received");
    }
    if (action.kind() == ReplayPlan.Kind.STEP) {
      office.step(code, dossier.events().get(action.event()));
    } else {
      office.end(code, dossier);
    }
  }
}
