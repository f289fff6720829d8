package onestop.engine.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** What the entities of a tree share: the dossier, and the executions by their places. */
final class Frame {
  private final String dossier;
  private final List<String> ids = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final List<ExecutionEntity> executions = new ArrayList<>();

  Frame(String dossier) {
    this.dossier = dossier;
  }

  void add(ExecutionEntity execution) {
    places.put(execution.getId(), ids.size());
    ids.add(execution.getId());
    executions.add(execution);
  }

  String dossier() {
    return dossier;
  }

  ExecutionEntity root() {
    return executions.get(0);
  }

  boolean isRoot(ExecutionEntity execution) {
    return execution == root();
  }

  int place(String id) {
    Integer place = places.get(id);
    if (place == null) {
      throw new IllegalStateException(
          "execution " + id + " is not in the tree of dossier " + dossier);
    }
    return place;
  }

  String execution(int place) {
    return ids.get(place);
  }
}
