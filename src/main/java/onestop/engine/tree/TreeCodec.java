package onestop.engine.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;

/**
 * The processes of a dossier as bytes: equal processes give equal bytes, and the entities read from
 * them have the persistent state of those written.
 *
 * <p>The first byte is the version of the format. A program reads every version before its own and
 * writes the newest.
 */
public final class TreeCodec {
  /** The version that is written. */
  static final int VERSION = 1;

  private final TreeTexts texts;

  /** A codec with these numbers of texts. */
  public TreeCodec(TreeTexts texts) {
    this.texts = texts;
  }

  /** The bytes of the processes of one dossier. */
  public byte[] encode(String dossier, List<ProcessTree> trees) {
    TreeOutput out = new TreeOutput(texts);
    out.number(VERSION);
    out.number(trees.size());
    for (ProcessTree tree : trees) {
      Frame frame = new Frame(dossier);
      out.number(tree.executions().size());
      for (ExecutionEntity execution : tree.executions()) {
        frame.add(execution);
        out.id(execution.getId());
      }
      for (ExecutionEntity execution : tree.executions()) {
        StoredFields.EXECUTION.write(out, frame, execution);
      }
      write(out, frame, StoredFields.TASK, tree.tasks());
      write(out, frame, StoredFields.TIMER, tree.timers());
      write(out, frame, StoredFields.SUBSCRIPTION, tree.subscriptions());
    }
    return out.toBytes();
  }

  private static <E> void write(
      TreeOutput out, Frame frame, EntityFields<E> fields, List<E> entities) {
    out.number(entities.size());
    for (E entity : entities) {
      out.id(fields.idOf(entity));
      fields.write(out, frame, entity);
    }
  }

  /**
   * The processes in the bytes, not linked with each other yet.
   *
   * @throws IllegalStateException if the bytes are damaged, or of a newer version
   */
  public List<ProcessTree> decode(String dossier, byte[] bytes) {
    TreeInput in = new TreeInput(texts, bytes);
    long version = in.number();
    if (version != VERSION) {
      throw new IllegalStateException(
          "the tree of dossier "
              + dossier
              + " has version "
              + version
              + ", this program reads version "
              + VERSION);
    }
    int count = in.count();
    List<ProcessTree> trees = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      trees.add(tree(in, new Frame(dossier)));
    }
    if (!in.isAtEnd()) {
      throw new IllegalStateException("the tree of dossier " + dossier + " does not end in time");
    }
    return trees;
  }

  private static ProcessTree tree(TreeInput in, Frame frame) {
    int size = in.count();
    List<ExecutionEntity> executions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      ExecutionEntity execution = StoredFields.EXECUTION.make();
      execution.setId(in.id());
      frame.add(execution);
      executions.add(execution);
    }
    for (ExecutionEntity execution : executions) {
      StoredFields.EXECUTION.read(in, frame, execution);
    }
    return new ProcessTree(
        executions,
        read(in, frame, StoredFields.TASK, TaskEntity::setId),
        read(in, frame, StoredFields.TIMER, TimerEntity::setId),
        read(in, frame, StoredFields.SUBSCRIPTION, EventSubscriptionEntity::setId));
  }

  private static <E> List<E> read(
      TreeInput in, Frame frame, EntityFields<E> fields, BiConsumer<E, String> named) {
    int count = in.count();
    List<E> entities = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      E entity = fields.make();
      named.accept(entity, in.id());
      fields.read(in, frame, entity);
      entities.add(entity);
    }
    return entities;
  }
}
