package onestop.engine.setup;

import java.util.List;
import java.util.stream.Stream;
import onestop.store.LibrarySchema;
import org.springframework.stereotype.Component;

/**
 * Migration 001: the engine's own tables, and the index on the due date of open jobs, without which
 * a million open timers stall the engine.
 *
 * <p>The engine never changes its schema itself; it only checks the version that this migration
 * writes.
 */
@Component
public final class EngineSchema extends LibrarySchema {
  /** The migration of the engine's tables. */
  public EngineSchema() {
    super("001", "engine");
  }

  @Override
  protected List<String> scripts(String vendor) {
    return Stream.of("engine", "history", "identity")
        .map(
            part ->
                "/org/camunda/bpm/engine/db/create/activiti.%s.create.%s.sql"
                    .formatted(vendor, part))
        .toList();
  }

  @Override
  protected List<String> additions() {
    return List.of("create index act_idx_job_duedate on ACT_RU_JOB(DUEDATE_)");
  }
}
