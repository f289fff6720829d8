package onestop.engine.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.batch.Item;
import onestop.engine.CommandGateway.Target;
import onestop.engine.ListedItems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds the dossiers of the work items of commands, by one statement for all. */
@Component
class WorkItemDossiers {
  private final ObjectProvider<ListedItems> dossiers;

  WorkItemDossiers(ObjectProvider<ListedItems> dossiers) {
    this.dossiers = dossiers;
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
    dossiers
        .getObject()
        .dossiersOf(asked.keySet())
        .forEach(
            (item, code) ->
                asked.getOrDefault(item, List.of()).forEach(call -> call.isAbout(code)));
  }
}
