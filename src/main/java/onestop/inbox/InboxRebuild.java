package onestop.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import org.springframework.stereotype.Service;

/**
 * Rebuilds the inbox from the engine's work items: afterwards the rows are those that the events
 * would have written, whatever the rows before. The holder is kept: it stands in the row alone, so
 * an item whose row was lost is free.
 *
 * <p>The rebuild runs dossier by dossier through the same gateway as every other command, so clerks
 * can work meanwhile. After a crash every dossier is either unchanged or correct, and a repeated
 * run gives the same result.
 */
@Service
public class InboxRebuild {
  private static final int PORTION = 200;
  private static final Result DONE = new Result(0, 0, 0);

  private final Inbox inbox;
  private final InboxProjection projection;
  private final WorkItems workItems;
  private final CommandGateway gateway;

  InboxRebuild(
      Inbox inbox, InboxProjection projection, WorkItems workItems, CommandGateway gateway) {
    this.inbox = inbox;
    this.projection = projection;
    this.workItems = workItems;
    this.gateway = gateway;
  }

  /** Whether differences are corrected or only counted. */
  public enum Mode {
    REPAIR,
    COUNT
  }

  /**
   * The findings of a run.
   *
   * @param dossiers the number of dossiers with work items or rows
   * @param items the correct number of rows
   * @param differences the number of rows that were missing, wrong or superfluous
   */
  public record Result(long dossiers, long items, long differences) {
    private Result plus(Result other) {
      return new Result(
          dossiers + other.dossiers, items + other.items, differences + other.differences);
    }
  }

  /**
   * Compares every dossier that has work items or rows.
   *
   * @param progress receives the number of dossiers done so far
   */
  public Result run(Mode mode, LongConsumer progress) {
    Tally tally = new Tally(progress);
    // dossiers with work first, so that afterwards only rows without work can be wrong
    all(workItems::dossiersAfter, code -> one(code, mode), tally);
    all(inbox::dossiersAfter, code -> workItems.of(code).isEmpty() ? one(code, mode) : DONE, tally);
    return tally.sum;
  }

  /**
   * Corrects the rows that an older version of this program has written without all columns. From
   * the second run on there is nothing left to correct.
   */
  public Result fill() {
    Tally tally = new Tally(done -> {});
    all(inbox::unfilled, code -> one(code, Mode.REPAIR), tally);
    return tally.sum;
  }

  private interface Source {
    List<DossierCode> after(String last, int max);
  }

  private static final class Tally {
    private final LongConsumer progress;
    private Result sum = DONE;

    Tally(LongConsumer progress) {
      this.progress = progress;
    }
  }

  private void all(Source source, Function<DossierCode, Result> work, Tally tally) {
    String last = "";
    for (List<DossierCode> portion = source.after(last, PORTION);
        !portion.isEmpty();
        portion = source.after(last, PORTION)) {
      List<Command<Result>> commands =
          portion.stream()
              .map(code -> new Command<>(new Target.OfDossier(code), () -> work.apply(code)))
              .toList();
      for (Outcome<Result> outcome : gateway.runInBackground(commands)) {
        tally.sum = tally.sum.plus(outcome.orThrow());
      }
      last = portion.get(portion.size() - 1).value();
      tally.progress.accept(tally.sum.dossiers());
    }
  }

  private Result one(DossierCode code, Mode mode) {
    List<InboxItem> should = projection.rows(code, workItems.of(code));
    List<InboxItem> are = inbox.of(code);
    List<InboxItem> wrong = new ArrayList<>(are);
    wrong.removeAll(should);
    List<InboxItem> missing = new ArrayList<>(should);
    missing.removeAll(are);
    Set<String> there = wrong.stream().map(InboxItem::workItemId).collect(Collectors.toSet());
    List<InboxItem> replacing =
        missing.stream().filter(row -> there.contains(row.workItemId())).toList();
    if (mode == Mode.REPAIR) {
      replacing.forEach(projection::replace);
      missing.stream().filter(row -> !there.contains(row.workItemId())).forEach(projection::add);
      replacing.forEach(row -> there.remove(row.workItemId()));
      there.forEach(projection::remove);
    }
    return new Result(1, should.size(), wrong.size() + missing.size() - replacing.size());
  }
}
