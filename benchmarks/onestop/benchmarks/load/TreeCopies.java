package onestop.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onestop.engine.tree.ProcessTree;
import onestop.engine.tree.TreeCodec;
import onestop.engine.tree.TreeTexts;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.jspecify.annotations.Nullable;

/**
 * The processes of copied dossiers: the trees of the originals under ids of their own, those of
 * work items as in the copied lists.
 */
final class TreeCopies {
  private final Connection connection;
  private final TreeCodec codec;

  TreeCopies(Connection connection) throws SQLException {
    this.connection = connection;
    this.codec = new TreeCodec(texts(connection));
  }

  private static TreeTexts texts(Connection connection) throws SQLException {
    Map<String, Integer> numbers = new HashMap<>();
    Map<Integer, String> texts = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select number, text from process_text")) {
      while (row.next()) {
        numbers.put(row.getString(2), row.getInt(1));
        texts.put(row.getInt(1), row.getString(2));
      }
    }
    return new TreeTexts() {
      @Override
      public int number(String text) {
        return numbers.getOrDefault(text, 0);
      }

      @Override
      public String text(int number) {
        return texts.get(number);
      }
    };
  }

  /** Writes the trees of all rows of the table {@code copy}. */
  void write() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select m.code, m.k, t.dossier_code, t.due_at, t.tried, t.tree
                  from process_tree t join copy m on m.dossier_code = t.dossier_code
                """);
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into process_tree (dossier_code, revision, due_at, tried, tree)
                values (?, 1, ?, ?, ?)
                """)) {
      while (row.next()) {
        insert.setString(1, row.getString(1));
        insert.setTimestamp(2, row.getTimestamp(4));
        insert.setBoolean(3, row.getBoolean(5));
        insert.setBytes(
            4, copy(row.getString(3), row.getBytes(6), row.getString(1), row.getLong(2)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private byte[] copy(String original, byte[] tree, String code, long k) {
    List<ProcessTree> trees = codec.decode(original, tree);
    trees.forEach(one -> rename(one, code, k));
    return codec.encode(code, trees);
  }

  private static void rename(ProcessTree tree, String code, long k) {
    for (ExecutionEntity execution : tree.executions()) {
      execution.setId(id(execution.getId(), k));
      execution.setProcessInstanceId(id(execution.getProcessInstanceId(), k));
      execution.setRootProcessInstanceId(id(execution.getRootProcessInstanceIdRaw(), k));
      execution.setParentId(id(execution.getParentId(), k));
      execution.setActivityInstanceId(instance(execution.getActivityInstanceId(), k));
    }
    tree.root().setBusinessKey(code);
    for (TaskEntity task : tree.tasks()) {
      task.setId(id(task.getId(), k));
      task.setExecutionId(id(task.getExecutionId(), k));
      task.setProcessInstanceId(id(task.getProcessInstanceId(), k));
    }
    for (TimerEntity timer : tree.timers()) {
      timer.setId(id(timer.getId(), k));
      timer.setExecutionId(id(timer.getExecutionId(), k));
      timer.setProcessInstanceId(id(timer.getProcessInstanceId(), k));
      timer.setRootProcessInstanceId(id(timer.getRootProcessInstanceId(), k));
    }
    for (EventSubscriptionEntity subscription : tree.subscriptions()) {
      subscription.setId(id(subscription.getId(), k));
      subscription.setExecutionId(id(subscription.getExecutionId(), k));
      subscription.setProcessInstanceId(id(subscription.getProcessInstanceId(), k));
    }
  }

  private static @Nullable String instance(@Nullable String id, long k) {
    int colon = id == null ? -1 : id.lastIndexOf(':');
    return id == null ? null : id.substring(0, colon + 1) + id(id.substring(colon + 1), k);
  }

  /** As {@code md5(id || ':' || k)::uuid} in the copied lists. */
  private static @Nullable String id(@Nullable String id, long k) {
    if (id == null) {
      return null;
    }
    try {
      ByteBuffer sum =
          ByteBuffer.wrap(
              MessageDigest.getInstance("MD5")
                  .digest((id + ":" + k).getBytes(StandardCharsets.UTF_8)));
      return new UUID(sum.getLong(), sum.getLong()).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
