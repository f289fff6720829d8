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
 * The rows of process instances that the current transaction has read already. A row that is not
 * among them does not exist, so no further query is needed.
 */
final class Prefetched {
  private final Set<String> executions = new HashSet<>();
  private final Set<String> jobsWithoutIncident = new HashSet<>();
  private final Map<String, JobEntity> jobs = new LinkedHashMap<>();
  private final Map<String, Date> moves = new HashMap<>();
  private final Map<String, List<ExecutionEntity>> instances = new HashMap<>();
  private final Map<String, List<ExecutionEntity>> startedSince = new HashMap<>();

  /** The rows prefetched by this thread's transaction; null if there are none. */
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

  /**
   * The process instances that a business key has now, in the view of this transaction; empty if
   * the business key was not read.
   */
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

  /** Adds a job that was read or created in this transaction. */
  void job(JobEntity job) {
    jobs.put(job.getId(), job);
  }

  /** The job, if it was read or created in this transaction; else null. */
  @Nullable JobEntity findJob(String id) {
    return jobs.get(id);
  }

  /**
   * Records the new due time of the timers of a business key; returns false if the business key was
   * not read in this transaction.
   */
  boolean move(String businessKey, Date at) {
    boolean known = instances.containsKey(businessKey) || startedSince.containsKey(businessKey);
    if (known) {
      moves.put(businessKey, at);
    }
    return known;
  }

  /**
   * Applies the recorded moves to the timers that exist now; called when no further timer will be
   * armed. A timer that has fired is deleted nevertheless.
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

  /** Whether all rows that belong to this execution have been read. */
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
