package onestop.engine.tree;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.session.Configuration;

/**
 * The properties that this version of the engine stores of an entity, taken from the statements
 * with which it would write the entity's row.
 */
public final class EngineMapping {
  private static final Set<String> OF_ROWS = Set.of("id", "revision", "revisionNext");

  private EngineMapping() {}

  /**
   * Compares the properties of trees with those of the engine's mapping.
   *
   * @throws IllegalStateException if one is missing or unknown: another version of the engine,
   *     whose processes would lose something in a tree
   */
  public static void requireSame(Configuration mapping) {
    requireSame(mapping, StoredFields.EXECUTION, List.of("insertExecution", "updateExecution"));
    requireSame(mapping, StoredFields.TASK, List.of("insertTask", "updateTask"));
    requireSame(mapping, StoredFields.TIMER, List.of("insertTimer", "updateTimer"));
    requireSame(
        mapping,
        StoredFields.SUBSCRIPTION,
        List.of("insertEventSubscription", "updateEventSubscription"));
  }

  private static <E> void requireSame(
      Configuration mapping, EntityFields<E> fields, List<String> statements) {
    Set<String> stored = properties(mapping, fields.make(), statements);
    Set<String> ours = new TreeSet<>(fields.properties());
    if (!stored.equals(ours)) {
      Set<String> missing = new TreeSet<>(stored);
      missing.removeAll(ours);
      ours.removeAll(stored);
      throw new IllegalStateException(
          "The engine stores %s; trees lack %s and have %s in excess"
              .formatted(statements, missing, ours));
    }
  }

  private static Set<String> properties(
      Configuration mapping, Object entity, List<String> statements) {
    Set<String> properties = new LinkedHashSet<>();
    for (String statement : statements) {
      MappedStatement mapped = mapping.getMappedStatement(statement);
      for (ParameterMapping parameter : mapped.getBoundSql(entity).getParameterMappings()) {
        properties.add(parameter.getProperty());
      }
    }
    properties.removeAll(OF_ROWS);
    return new TreeSet<>(properties);
  }
}
