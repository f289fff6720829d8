package onestop.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.task.DelegationState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process in bytes is the process, whatever stands in its entities. */
@Tag("pure")
class TreeCodecTest {
  private static final String DOSSIER = "H29.18-260302-0001";
  private static final int SEEDS = 400;

  private final TextsInMemory texts = new TextsInMemory();
  private final TreeCodec codec = new TreeCodec(texts);

  @Test
  void anyValueOfAnyPropertyComesBack() {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<ProcessTree> trees = generated(seed);
      byte[] bytes = codec.encode(DOSSIER, trees);
      List<ProcessTree> back = codec.decode(DOSSIER, bytes);
      assertThat(values(back)).as("seed %d", seed).isEqualTo(values(trees));
      assertThat(codec.encode(DOSSIER, back)).as("seed %d", seed).isEqualTo(bytes);
    }
  }

  @Test
  void textsWithoutNumbersAreWrittenInFull() {
    TreeTexts none =
        new TreeTexts() {
          @Override
          public int number(String text) {
            return 0;
          }

          @Override
          public String text(int number) {
            throw new IllegalStateException("never asked");
          }
        };
    TreeCodec plain = new TreeCodec(none);
    List<ProcessTree> trees = generated(7);
    assertThat(values(plain.decode(DOSSIER, plain.encode(DOSSIER, trees))))
        .isEqualTo(values(trees));
  }

  @Test
  void damagedBytesAreRefusedWhereverTheyEnd() {
    byte[] bytes = codec.encode(DOSSIER, generated(3));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.decode(DOSSIER, cut))
          .isInstanceOf(IllegalStateException.class);
    }
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> codec.decode(DOSSIER, more)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bytesOfANewerVersionAreRefusedByName() {
    byte[] bytes = codec.encode(DOSSIER, generated(1));
    bytes[0] = (byte) (TreeCodec.VERSION + 1);
    assertThatThrownBy(() -> codec.decode(DOSSIER, bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(DOSSIER)
        .hasMessageContaining("version 2");
  }

  private static List<List<List<Object>>> values(List<ProcessTree> trees) {
    List<List<List<Object>>> all = new ArrayList<>();
    for (ProcessTree tree : trees) {
      List<List<Object>> entities = new ArrayList<>();
      tree.executions().forEach(e -> entities.add(values(StoredFields.EXECUTION, e)));
      tree.tasks().forEach(e -> entities.add(values(StoredFields.TASK, e)));
      tree.timers().forEach(e -> entities.add(values(StoredFields.TIMER, e)));
      tree.subscriptions().forEach(e -> entities.add(values(StoredFields.SUBSCRIPTION, e)));
      all.add(entities);
    }
    return all;
  }

  private static <E> List<Object> values(EntityFields<E> fields, E entity) {
    List<Object> values = new ArrayList<>(fields.values(entity));
    values.add(fields.idOf(entity));
    return values;
  }

  private static List<ProcessTree> generated(int seed) {
    Random random = new Random(seed);
    List<ProcessTree> trees = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      trees.add(new Generator(random).tree());
    }
    return trees;
  }

  /** Sets each property of each entity to something, to nothing, or to what is usual. */
  private static final class Generator {
    private final Random random;
    private final List<String> executions = new ArrayList<>();

    Generator(Random random) {
      this.random = random;
    }

    ProcessTree tree() {
      List<ExecutionEntity> all = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        ExecutionEntity execution = new ExecutionEntity();
        execution.setId(uuid());
        executions.add(execution.getId());
        all.add(execution);
      }
      all.subList(1, all.size()).sort(Comparator.comparing(ExecutionEntity::getId));
      all.forEach(execution -> fill(StoredFields.EXECUTION, execution));
      return new ProcessTree(
          all,
          some(StoredFields.TASK, TaskEntity::new, TaskEntity::setId),
          some(StoredFields.TIMER, TimerEntity::new, TimerEntity::setId),
          some(
              StoredFields.SUBSCRIPTION,
              EventSubscriptionEntity::new,
              EventSubscriptionEntity::setId));
    }

    private <E> List<E> some(
        EntityFields<E> fields,
        java.util.function.Supplier<E> maker,
        java.util.function.BiConsumer<E, String> named) {
      List<E> all = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        E entity = maker.get();
        named.accept(entity, uuid());
        fill(fields, entity);
        all.add(entity);
      }
      return all;
    }

    private <E> void fill(EntityFields<E> fields, E entity) {
      for (EntityField<E> field : fields.fields()) {
        Object value = random.nextInt(4) == 0 ? null : value(field);
        boolean never =
            field.kind() == EntityField.Kind.NUMBER || field.kind() == EntityField.Kind.FLAG;
        if (value != null || !never) {
          field.set().accept(entity, value);
        }
      }
    }

    private Object value(EntityField<?> field) {
      if (field.property().equals("delegationStateString")) {
        return DelegationState.values()[random.nextInt(2)].toString();
      }
      return switch (field.kind()) {
        case ID -> random.nextInt(5) == 0 ? "not-a-uuid" : uuid();
        case EXECUTION -> executions.get(random.nextInt(executions.size()));
        case INSTANCE -> random.nextBoolean() ? uuid() : "appraise_dossier:" + uuid();
        case WORD -> random.nextInt(6) == 0 ? "" : "thẩm_định_" + random.nextInt(9);
        case TEXT -> random.nextInt(6) == 0 ? "" : "văn bản " + random.nextInt();
        case NUMBER -> (long) random.nextInt(1 << random.nextInt(31));
        case FLAG -> random.nextBoolean();
        case DATE -> new Date(random.nextLong(1L << 48));
      };
    }

    private String uuid() {
      return new UUID(random.nextLong(), random.nextLong()).toString();
    }
  }
}
