package onestop.engine.internals;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The rows of process instances that the present transaction has read already: what is not among
 * them does not exist, so nobody has to ask the database again.
 */
final class Prefetched {
  private final Set<String> executions = new HashSet<>();
  private final Set<String> jobsWithoutIncident = new HashSet<>();
  private final Map<String, JobEntity> jobs = new LinkedHashMap<>();
  private final Map<String, Date> moves = new HashMap<>();
  private final Map<String, List<ExecutionEntity>> instances = new HashMap<>();
  private final Map<String, List<ExecutionEntity>> startedSince = new HashMap<>();

  /** Those of this thread's transaction, if it has any. */
  static @Nullable Prefetched current() {
    return (Prefetched) TransactionSynchronizationManager.getResource(Prefetched.class);
  }

  void businessKey(String key) {
    instances.put(key, new ArrayList<>());
  }

  void instance(ExecutionEntity processInstance) {
    instances
        .computeIfAbsent(processInstance.getBusinessKey(), key -> new ArrayList<>())
        .add(processInstance);
  }

  void started(@Nullable ExecutionEntity processInstance) {
    if (processInstance != null) {
      startedSince
          .computeIfAbsent(processInstance.getBusinessKey(), key -> new ArrayList<>())
          .add(processInstance);
    }
  }

  /** The process instances of this transaction that a business key has now. */
  Optional<List<ExecutionEntity>> running(String businessKey) {
    List<ExecutionEntity> before = instances.get(businessKey);
    List<ExecutionEntity> since = startedSince.getOrDefault(businessKey, List.of());
    if (before == null && since.isEmpty()) {
      return Optional.empty();
    }
    List<ExecutionEntity> all = new ArrayList<>(before == null ? List.of() : before);
    all.addAll(since);
    all.removeIf(execution -> execution.isEnded() || execution.isDeleteRoot());
    return Optional.of(all);
  }

  void execution(String id) {
    executions.add(id);
  }

  /** A job that was read or made here. */
  void job(JobEntity job) {
    jobs.put(job.getId(), job);
  }

  /** The job, if it was read or made here. */
  @Nullable JobEntity findJob(String id) {
    return jobs.get(id);
  }

  /** Notes when the timers of a business key shall be due; false if it was not read here. */
  boolean move(String businessKey, Date at) {
    boolean known = instances.containsKey(businessKey) || startedSince.containsKey(businessKey);
    if (known) {
      moves.put(businessKey, at);
    }
    return known;
  }

  /**
   * Moves the timers as noted: those that stand now, when nothing is armed any more. One that has
   * fired is deleted all the same.
   */
  void move(String handlerConfiguration) {
    Map<String, Date> wanted = new HashMap<>();
    moves.forEach(
        (key, at) ->
            running(key)
                .orElse(List.of())
                .forEach(process -> wanted.put(process.getProcessInstanceId(), at)));
    for (JobEntity job : jobs.values()) {
      Date at = wanted.get(job.getProcessInstanceId());
      if (at != null
          && job.getRetries() > 0
          && handlerConfiguration.equals(job.getJobHandlerConfigurationRaw())) {
        job.setDuedate(at);
      }
    }
    moves.clear();
  }

  void jobWithoutIncident(String id) {
    jobsWithoutIncident.add(id);
  }

  /** Whether everything that hangs on this execution has been read. */
  static boolean knowsExecution(String id) {
    Prefetched now = current();
    return now != null && now.executions.contains(id);
  }

  /** Whether the job is known to have no incident. */
  static boolean knowsJobWithoutIncident(String id) {
    Prefetched now = current();
    return now != null && now.jobsWithoutIncident.contains(id);
  }
}
