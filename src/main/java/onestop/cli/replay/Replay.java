package onestop.cli.replay;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.UnaryOperator;
import onestop.agencies.Agencies;
import onestop.apologies.letter.LetterPress;
import onestop.cli.export.Evidence;
import onestop.cli.export.Period;
import onestop.cli.replay.ReplayStore.Cursor;
import onestop.delivery.OutboxRelay;
import onestop.dossiers.Dossiers;
import onestop.engine.Timers;
import onestop.engine.WorkItems;
import onestop.escalation.Escalations;
import onestop.kernel.Failure;
import onestop.kernel.SettableClock;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerKeys;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.simulation.Headless;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a register's year through the real engine under a simulated clock.
 *
 * <p>The whole log is read and checked before anything is written. The same log and rule pack give
 * the same ledger, also when the run is killed at any moment and resumed.
 */
public final class Replay {
  /**
   * The version of the rules; changes with every rule that can change the result of the same log.
   */
  private static final String RULES = "rules-1";

  private final Class<?> application;
  private final UnaryOperator<String> texts;

  /**
   * Replays on the given Spring application.
   *
   * @param texts the sentences in the reader's language, by key
   */
  public Replay(Class<?> application, UnaryOperator<String> texts) {
    this.application = application;
    this.texts = texts;
  }

  /** The folder of the replay's own database, below the folder of the replay. */
  public static Path databaseFolder(Path out) {
    return out.resolve(Workspace.DATABASE);
  }

  /** Receives the number of actions done and the number of all actions. */
  public interface Listener {
    void reached(long done, long all);
  }

  /** Replays the whole log, or the rest of it, and counts what the engine did. */
  public ReplayFigures run(ReplayOrder order, Listener listener) {
    ReplayPlan plan = Planner.plan(order.log(), XesLimits.DEFAULT);
    String fingerprint =
        Workspace.fingerprint(order.log(), order.rulePack(), order.zone().getId(), RULES);
    Workspace workspace = Workspace.open(order.out(), fingerprint, order.resume());
    Instant first = plan.actions().get(0).at();
    Headless headless =
        new Headless(application)
            .on(order.database().url(), order.database().user(), order.database().password())
            .at(first, order.zone())
            .with("onestop.public-url", "") // the links of its letters lead nowhere, on any machine
            .with("onestop.delivery.print-folder", workspace.folder().resolve("print").toString())
            .with("onestop.ledger.folder", workspace.folder().resolve("log").toString())
            .with("onestop.ledger.key-file", workspace.folder().resolve("ledger.key").toString());
    boolean begun = false;
    try (ConfigurableApplicationContext context = headless.start()) {
      Year year = new Year(context, order, plan);
      Cursor cursor = year.take(fingerprint);
      begun = true;
      return year.pass(cursor, listener, workspace);
    } finally {
      if (!begun) {
        workspace.discard();
      }
    }
  }

  /** One replay of a year in one application. */
  private final class Year {
    private final ConfigurableApplicationContext context;
    private final ReplayOrder order;
    private final ReplayPlan plan;
    private final ReplayStore store;
    private final TransactionTemplate transaction;
    private final Municipality people;

    Year(ConfigurableApplicationContext context, ReplayOrder order, ReplayPlan plan) {
      this.context = context;
      this.order = order;
      this.plan = plan;
      this.people = new Municipality(plan);
      this.store = new ReplayStore(bean(JdbcClient.class));
      this.transaction = new TransactionTemplate(bean(PlatformTransactionManager.class));
    }

    /** The cursor of the run: read from the database, or created there now. */
    Cursor take(String fingerprint) {
      return store
          .find()
          .map(found -> resumed(found, fingerprint))
          .orElseGet(() -> begun(fingerprint));
    }

    ReplayFigures pass(Cursor cursor, Listener listener, Workspace workspace) {
      EngineOffice office =
          new EngineOffice(
              new EngineOffice.Faces(
                  bean(Dossiers.class),
                  bean(WorkItems.class),
                  bean(LetterPress.class),
                  bean(OutboxRelay.class)),
              procedure(),
              order.rulePack(),
              people);
      ReplayLoop.Stage stage =
          new ReplayLoop.Stage(bean(Timers.class), store, bean(SettableClock.class), transaction);
      new ReplayLoop(plan, office, stage)
          .run(cursor, done -> listener.reached(done, plan.actions().size()));
      bean(LedgerKeys.class).ensure();
      bean(Ledger.class).publish();
      ReplayReport report = new ReplayReport(context, store, plan, order.zone());
      ReplayFigures figures = report.figures(bean(Escalations.class).count());
      report.write(workspace, texts, figures);
      Instant ended = bean(SettableClock.class).instant().plusMillis(1);
      Period whole = new Period(plan.actions().get(0).at(), ended);
      new Evidence(context).write(whole, workspace.folder());
      return figures;
    }

    private Cursor resumed(Cursor found, String fingerprint) {
      Workspace.requireSame(found.fingerprint(), fingerprint);
      if (!order.resume()) {
        throw Failure.conflict("cli", "db-in-use", "db", order.database().url());
      }
      return found;
    }

    /** Creates the people and the first cursor in one transaction. */
    private Cursor begun(String fingerprint) {
      bean(Catalogue.class).rulePackById(order.rulePack());
      if (!bean(Agencies.class).all().isEmpty()) {
        throw Failure.conflict("cli", "db-in-use", "db", order.database().url());
      }
      Instant first = plan.actions().get(0).at();
      LocalDate since = first.atZone(order.zone()).toLocalDate().minusDays(1);
      return Objects.requireNonNull(
          transaction.execute(
              status -> {
                people.settle(bean(Agencies.class), since);
                return store.begin(fingerprint, first);
              }));
    }

    private Procedure procedure() {
      return bean(Catalogue.class).all().stream()
          .filter(procedure -> procedure.processKey().equals(EngineOffice.PROCESS))
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("the catalogue has no " + EngineOffice.PROCESS));
    }

    private <T> T bean(Class<T> type) {
      return context.getBean(type);
    }
  }
}
