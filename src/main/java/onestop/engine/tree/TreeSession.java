package onestop.engine.tree;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbBulkOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The engine's database session without its tables of running processes: what the engine asks about
 * the processes of the context is answered from their trees ({@link TreeAnswers}), and any other
 * statement on these tables fails, so that nothing is read beside a tree or written beside it.
 * Models, deployments and properties are rows as ever.
 */
final class TreeSession extends BatchDbSqlSession {
  private static final String MAPPINGS = "/mapping/entity/";

  /** The files of models, and stack traces of timers that failed. */
  private static final String BYTES = "ByteArray";

  /** The parts of the engine's mapping that stay rows. */
  private static final Set<String> ROWS =
      Set.of(
          "CamundaFormDefinition",
          "CaseDefinition",
          "DecisionDefinition",
          "DecisionRequirementsDefinition",
          "Deployment",
          "JobDefinition",
          "ProcessDefinition",
          "Property",
          "Resource",
          "SchemaLogEntry",
          "TableData");

  /** Whether a statement is about rows, by its name in the mapping. */
  private static final Map<String, Boolean> ABOUT_ROWS = new ConcurrentHashMap<>();

  TreeSession(DbSqlSessionFactory factory) {
    super(factory);
  }

  @Override
  public List<?> selectList(String statement, @Nullable Object parameter) {
    if (isAboutRows(statement)) {
      return super.selectList(statement, parameter);
    }
    TreeEntities entities = TreeEntities.current();
    List<?> answer = TreeAnswers.list(entities, statement, parameter);
    if (answer == null) {
      throw outside("reads by " + statement);
    }
    return answer;
  }

  @Override
  public @Nullable Object selectOne(String statement, @Nullable Object parameter) {
    if (isAboutRows(statement)) {
      return super.selectOne(statement, parameter);
    }
    if (statement.equals("selectJob") && parameter instanceof String id) {
      return TreeEntities.current().timer(id);
    }
    throw outside("reads by " + statement);
  }

  /** The entity manager has looked among the entities of the context before. */
  @Override
  public <T extends DbEntity> T selectById(Class<T> type, String id) {
    if (TreeEntities.isRuntime(type)) {
      throw outside("reads " + type.getSimpleName() + " " + id);
    }
    return super.selectById(type, id);
  }

  @Override
  public void lock(String statement, @Nullable Object parameter) {
    if (!isAboutRows(statement)) {
      throw outside("locks by " + statement);
    }
    super.lock(statement, parameter);
  }

  @Override
  public int executeNonEmptyUpdateStmt(String statement, @Nullable Object parameter) {
    if (!isAboutRows(statement)) {
      throw outside("writes by " + statement);
    }
    return super.executeNonEmptyUpdateStmt(statement, parameter);
  }

  @Override
  public FlushResult executeDbOperations(List<DbOperation> operations) {
    for (DbOperation operation : operations) {
      boolean rows =
          operation instanceof DbBulkOperation bulk
              ? isAboutRows(bulk.getStatement())
              : !TreeEntities.isRuntime(operation.getEntityType());
      if (!rows) {
        throw outside("writes " + operation);
      }
    }
    return super.executeDbOperations(operations);
  }

  private static IllegalStateException outside(String what) {
    return new IllegalStateException(
        "The engine " + what + ", which is not in a tree of this transaction");
  }

  private boolean isAboutRows(String statement) {
    return ABOUT_ROWS.computeIfAbsent(statement, this::readAboutRows);
  }

  private boolean readAboutRows(String statement) {
    Configuration mapping = sqlSession.getConfiguration();
    MappedStatement mapped =
        mapping.getMappedStatement(dbSqlSessionFactory.mapStatement(statement));
    if (statement.contains(BYTES)) {
      return true; // mapped together with the variables
    }
    String file = mapped.getResource();
    int from = file.indexOf(MAPPINGS);
    return from >= 0 && ROWS.contains(file.substring(from + MAPPINGS.length()).replace(".xml", ""));
  }
}
