package onestop.delivery;

import java.util.List;
import onestop.store.LibrarySchema;
import org.springframework.stereotype.Component;

/** Migration 002: the tables of the scheduler. */
@Component
public final class QuartzSchema extends LibrarySchema {
  /** The migration of the scheduler's tables. */
  public QuartzSchema() {
    super("002", "quartz");
  }

  @Override
  protected List<String> scripts(String vendor) {
    return List.of("/org/quartz/impl/jdbcjobstore/tables_" + vendor + ".sql");
  }
}
