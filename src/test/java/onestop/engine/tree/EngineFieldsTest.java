package onestop.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tree holds every property that the engine's mapping stores, and the program checks it. */
@Tag("pure")
class EngineFieldsTest {
  @Test
  void aMappingWithTheSamePropertiesIsAccepted() {
    assertThatCode(() -> EngineMapping.requireSame(mapping("", ""))).doesNotThrowAnyException();
  }

  @Test
  void aPropertyThatANewerEngineStoresStopsTheStart() {
    assertThatThrownBy(() -> EngineMapping.requireSame(mapping("colour", "")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("insertTask")
        .hasMessageContaining("lack [colour]");
  }

  @Test
  void aPropertyThatANewerEngineNoLongerStoresStopsTheStart() {
    assertThatThrownBy(() -> EngineMapping.requireSame(mapping("", "owner")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("have [owner] in excess");
  }

  @Test
  void noPropertyIsStoredTwice() {
    for (EntityFields<?> fields :
        List.of(
            StoredFields.EXECUTION,
            StoredFields.TASK,
            StoredFields.TIMER,
            StoredFields.SUBSCRIPTION)) {
      assertThat(fields.properties()).doesNotHaveDuplicates().hasSizeLessThan(63);
    }
  }

  /** A mapping of our properties, with one more and one less of a task. */
  private static Configuration mapping(String more, String less) {
    Configuration mapping = new Configuration();
    Set<String> task = new TreeSet<>(StoredFields.TASK.properties());
    task.remove(less);
    if (!more.isEmpty()) {
      task.add(more);
    }
    add(mapping, "Execution", StoredFields.EXECUTION.properties());
    add(mapping, "Task", List.copyOf(task));
    add(mapping, "Timer", StoredFields.TIMER.properties());
    add(mapping, "EventSubscription", StoredFields.SUBSCRIPTION.properties());
    return mapping;
  }

  private static void add(Configuration mapping, String entity, List<String> properties) {
    for (String statement : List.of("insert" + entity, "update" + entity)) {
      List<ParameterMapping> parameters =
          properties.stream()
              .map(
                  property -> new ParameterMapping.Builder(mapping, property, Object.class).build())
              .toList();
      mapping.addMappedStatement(
          new MappedStatement.Builder(
                  mapping,
                  statement,
                  parameter -> new BoundSql(mapping, "insert", parameters, parameter),
                  SqlCommandType.INSERT)
              .build());
    }
  }
}
