package onestop.desk.bench;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.models.ModelState;
import onestop.models.ModelVersion;
import onestop.models.Models;
import onestop.models.trial.ModelTrials;
import onestop.models.trial.ScenarioRevision;
import onestop.models.trial.TrialPlan;
import onestop.models.trial.TrialReport;
import onestop.models.trial.TrialReport.Reason;
import onestop.models.trial.TrialReport.Stop;
import onestop.scenarios.ScenarioProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Tries versions one after the other, each in a process of its own, and puts what came of it on
 * record. The queue is that of this node and is lost with it: what was not tried is asked for
 * again.
 */
@Component
final class TrialRoom implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(TrialRoom.class);
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final int WAITING = 8;
  private static final int DETAIL = 500;

  private final Models models;
  private final ModelTrials trials;
  private final ScenarioProcess process;
  private final Clock clock;
  private final Map<String, Going> going = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new LinkedBlockingQueue<>(WAITING),
          work -> {
            Thread thread = new Thread(work, "model-trials");
            thread.setDaemon(true);
            return thread;
          });

  TrialRoom(Models models, ModelTrials trials, ScenarioProcess process, Clock clock) {
    this.models = models;
    this.trials = trials;
    this.process = process;
    this.clock = clock;
    worker.allowCoreThreadTimeOut(true);
  }

  /** Where an order is that has not come to its end. */
  enum Going {
    WAITS,
    RUNS
  }

  /** A version to be tried, with its scenarios, and who asked for it. */
  record Order(ModelVersion version, TrialPlan plan, Actor by) {
    String key() {
      return key(version.processKey(), version.version());
    }

    static String key(String processKey, int version) {
      return processKey + " " + version;
    }
  }

  Optional<Going> going(String processKey, int version) {
    return Optional.ofNullable(going.get(Order.key(processKey, version)));
  }

  /**
   * Takes an order; nothing is done for a version that waits already.
   *
   * @throws Failure {@code desk/trials-full}
   */
  void take(Order order) {
    if (going.putIfAbsent(order.key(), Going.WAITS) != null) {
      return;
    }
    try {
      worker.execute(() -> perform(order));
    } catch (RejectedExecutionException full) {
      going.remove(order.key());
      throw Failure.of(Failure.Kind.BUSY, "desk", "trials-full", "most", WAITING).causedBy(full);
    }
  }

  private void perform(Order order) {
    going.put(order.key(), Going.RUNS);
    Instant began = clock.instant();
    try (TrialFolder folder = TrialFolder.create()) {
      fill(folder, order);
      ScenarioProcess.Outcome outcome = process.run(folder.path(), folder.command(), MOST);
      if (!Thread.currentThread().isInterrupted()) {
        TrialFolder.Read read = read(folder, outcome, order.version().processKey());
        // if the node dies before this commit, the version has not been tried
        trials.record(
            new ModelTrials.Ended(
                new ModelTrials.Subject(
                    order.version().processKey(),
                    order.version().version(),
                    order.version().sha256()),
                order.plan().sha256(),
                read.report(),
                read.letters(),
                order.by(),
                began,
                clock.instant()));
      }
    } catch (IOException | RuntimeException e) {
      log.error("The trial of {} is not on record", order.key(), e);
    } finally {
      going.remove(order.key());
    }
  }

  /** The version, the models that have the scenarios, and what else is in force here. */
  private void fill(TrialFolder folder, Order order) throws IOException {
    ModelVersion subject = order.version();
    byte[] bpmn = models.bytes(subject.processKey(), subject.version());
    List<String> withScenarios =
        order.plan().parts().stream().map(ScenarioRevision::processKey).toList();
    for (ModelVersion one : models.all()) {
      String key = one.processKey();
      boolean drawnHere = !one.author().name().equals("shipped");
      if (one.state() != ModelState.PUBLISHED || key.equals(subject.processKey())) {
        continue;
      }
      if (withScenarios.contains(key)) {
        folder.put(key, models.bytes(key, one.version()), scenarios(order, key));
      } else if (drawnHere) {
        folder.put(key, models.bytes(key, one.version()));
      }
    }
    if (withScenarios.contains(subject.processKey())) {
      folder.put(subject.processKey(), bpmn, scenarios(order, subject.processKey()));
    } else {
      folder.put(subject.processKey(), bpmn);
    }
  }

  private static String scenarios(Order order, String processKey) {
    return order.plan().parts().stream()
        .filter(part -> part.processKey().equals(processKey))
        .map(ScenarioRevision::content)
        .findFirst()
        .orElseThrow();
  }

  private static TrialFolder.Read read(
      TrialFolder folder, ScenarioProcess.Outcome outcome, String processKey) throws IOException {
    return switch (outcome.end()) {
      case NOT_STARTED -> stopped(Reason.START, outcome.errors());
      case KILLED -> stopped(Reason.TIME, "");
      case ENDED ->
          outcome.status() == 0 || outcome.status() == 1
              ? folder.read(outcome.output(), processKey)
              : stopped(Reason.ERROR, outcome.errors());
    };
  }

  private static TrialFolder.Read stopped(Reason reason, String detail) {
    String cut = detail.length() > DETAIL ? detail.substring(0, DETAIL) : detail;
    return new TrialFolder.Read(
        new TrialReport(List.of(), 0, List.of(), new Stop(reason, cut)), List.of());
  }

  @Override
  public void destroy() {
    worker.shutdownNow();
  }
}
