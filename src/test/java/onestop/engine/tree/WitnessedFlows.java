package onestop.engine.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import onestop.testing.FlowCoverage;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;

/**
 * Compares, at the end of every command that took a flow, all entities of its processes with those
 * that their bytes give back: by the engine's persistent state, and by every property that the
 * engine would write to the entity's row.
 */
public final class WitnessedFlows extends FlowCoverage implements CommandContextListener {
  private final Set<CommandContext> heard = Collections.newSetFromMap(new ConcurrentHashMap<>());
  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger compared = new AtomicInteger();
  private final AtomicInteger bytes = new AtomicInteger();
  private final AtomicInteger trees = new AtomicInteger();

  /** What came back differently. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** How many entities have been compared. */
  public int compared() {
    return compared.get();
  }

  /** The mean size of a tree, without numbers of texts. */
  public int meanBytes() {
    return bytes.get() / Math.max(1, trees.get());
  }

  @Override
  protected void take(String flow) {
    super.take(flow);
    CommandContext context = Context.getCommandContext();
    if (heard.add(context)) {
      context.registerCommandContextListener(this);
    }
  }

  @Override
  public void onCommandContextClose(CommandContext context) {
    heard.remove(context);
    TreeEntities entities = TreeEntities.of(context);
    TextsInMemory texts = new TextsInMemory();
    TreeCodec codec = new TreeCodec(texts);
    for (String dossier : entities.dossiers()) {
      List<ProcessTree> now = entities.trees(dossier);
      byte[] tree = codec.encode(dossier, now);
      List<ProcessTree> back = codec.decode(dossier, tree);
      bytes.addAndGet(tree.length);
      trees.incrementAndGet();
      if (now.size() != back.size()) {
        faults.add(dossier + ": " + now.size() + " processes, " + back.size());
      }
      for (int i = 0; i < now.size(); i++) {
        ProcessTree one = now.get(i);
        ProcessTree other = back.get(i);
        compare("insertExecution", one.executions(), other.executions());
        compare("insertTask", one.tasks(), other.tasks());
        compare("insertTimer", one.timers(), other.timers());
        compare("insertEventSubscription", one.subscriptions(), other.subscriptions());
      }
    }
  }

  @Override
  public void onCommandFailed(CommandContext context, Throwable t) {
    heard.remove(context);
  }

  private void compare(
      String statement, List<? extends DbEntity> now, List<? extends DbEntity> back) {
    if (now.size() != back.size()) {
      faults.add(statement + ": " + now.size() + ", " + back.size());
      return;
    }
    for (int i = 0; i < now.size(); i++) {
      DbEntity one = now.get(i);
      DbEntity other = back.get(i);
      compared.incrementAndGet();
      if (!Objects.equals(one.getId(), other.getId())
          || !one.getPersistentState().equals(other.getPersistentState())
          || !row(statement, one).equals(row(statement, other))) {
        faults.add("%s: %s, %s".formatted(statement, row(statement, one), row(statement, other)));
      }
    }
  }

  private static TreeMap<String, String> row(String statement, DbEntity entity) {
    Configuration mapping =
        Context.getProcessEngineConfiguration().getSqlSessionFactory().getConfiguration();
    TreeMap<String, String> row = new TreeMap<>();
    for (ParameterMapping parameter :
        mapping.getMappedStatement(statement).getBoundSql(entity).getParameterMappings()) {
      row.put(
          parameter.getProperty(),
          String.valueOf(mapping.newMetaObject(entity).getValue(parameter.getProperty())));
    }
    return new TreeMap<>(row);
  }
}
