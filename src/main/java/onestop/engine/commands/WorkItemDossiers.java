package onestop.engine.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.batch.Item;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the dossiers of the work items of commands, by one statement for all. */
@Component
class WorkItemDossiers {
  private final JdbcClient jdbc;

  WorkItemDossiers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Sets the dossier of each command; a work item that is gone has none. */
  void find(List<Item<Call<?>>> items) {
    Map<String, List<Call<?>>> asked = new HashMap<>();
    for (Item<Call<?>> item : items) {
      Target target = item.work().target();
      if (target instanceof Target.OfWorkItem of) {
        asked.computeIfAbsent(of.workItemId(), id -> new ArrayList<>()).add(item.work());
      } else if (target instanceof Target.HolderOf of) {
        asked.computeIfAbsent(of.workItemId(), id -> new ArrayList<>()).add(item.work());
      }
    }
    if (asked.isEmpty()) {
      return;
    }
    asked.values().forEach(calls -> calls.forEach(call -> call.isAbout(null)));
    jdbc.sql(
            """
            select t.ID_, p.BUSINESS_KEY_ from ACT_RU_TASK t
              join ACT_RU_EXECUTION p on p.ID_ = t.PROC_INST_ID_ where t.ID_ = any(?)
            """)
        .param(Sql.keys(asked.keySet()))
        .query(
            row -> {
              DossierCode code = new DossierCode(row.getString(2));
              asked.getOrDefault(row.getString(1), List.of()).forEach(call -> call.isAbout(code));
            });
  }
}
