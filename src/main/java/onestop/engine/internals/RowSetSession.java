package onestop.engine.internals;

import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.reflection.Reflector;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbEntityOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.jspecify.annotations.Nullable;

/**
 * The engine's database session, which writes a flush of many rows as one statement for each kind
 * where {@link RowSets} supports it. The SQL texts and values are those of the engine's mapping and
 * the order is the engine's; a row whose revision has changed fails the flush, as in the engine. A
 * few rows, other entities and other databases take the engine's own path.
 */
final class RowSetSession extends BatchDbSqlSession {
  /** The minimum number of rows for which a set statement is worth its cost. */
  private static final int WORTH_IT = 4;

  /** Entities whose statements always have the same columns. */
  private static final Set<Class<?>> KNOWN =
      Set.of(
          ExecutionEntity.class,
          TaskEntity.class,
          TimerEntity.class,
          EventSubscriptionEntity.class);

  private final Statements statements;

  private RowSetSession(DbSqlSessionFactory factory, Statements statements) {
    super(factory);
    this.statements = statements;
  }

  /** The factory of such sessions. */
  static SessionFactory factory(RowSets sets) {
    Statements statements = new Statements(sets, new ConcurrentHashMap<>());
    return new SessionFactory() {
      @Override
      public Class<?> getSessionType() {
        return DbSqlSession.class;
      }

      @Override
      public Session openSession() {
        return new RowSetSession(
            Context.getProcessEngineConfiguration().getDbSqlSessionFactory(), statements);
      }
    };
  }

  /** The statements taken from the engine's mapping so far. */
  private record Statements(RowSets sets, Map<String, Mapped> mapped) {}

  /** One statement of the mapping, and the properties bound to its question marks. */
  private record Mapped(String sql, List<String> properties) {}

  @Override
  public FlushResult executeDbOperations(List<DbOperation> operations) {
    int oneByOne = 0;
    int from = 0;
    while (from < operations.size()) {
      int to = endOfKind(operations, from);
      Optional<Together> together =
          to - from < WORTH_IT ? Optional.empty() : together(operations.subList(from, to));
      if (together.isPresent()) {
        FlushResult before = super.executeDbOperations(operations.subList(oneByOne, from));
        if (before.hasFailures() || before.hasRemainingOperations()) {
          return stopped(before, operations.subList(from, operations.size()));
        }
        FlushResult result = write(together.get(), operations.subList(from, to));
        if (result.hasFailures()) {
          return stopped(result, operations.subList(to, operations.size()));
        }
        oneByOne = to;
      }
      from = to;
    }
    return super.executeDbOperations(operations.subList(oneByOne, operations.size()));
  }

  private static FlushResult stopped(FlushResult result, List<DbOperation> rest) {
    List<DbOperation> remaining = new ArrayList<>(result.getRemainingOperations());
    remaining.addAll(rest);
    return FlushResult.withFailuresAndRemaining(result.getFailedOperations(), remaining);
  }

  private static int endOfKind(List<DbOperation> operations, int from) {
    DbOperation first = operations.get(from);
    int to = from + 1;
    while (to < operations.size()
        && operations.get(to).getOperationType() == first.getOperationType()
        && operations.get(to).getEntityType() == first.getEntityType()) {
      to++;
    }
    return to;
  }

  /** One statement and its rows. */
  private record Together(RowSets.RowSet set, List<@Nullable Object[]> rows) {}

  private Optional<Together> together(List<DbOperation> operations) {
    DbOperation first = operations.get(0);
    if (!(first instanceof DbEntityOperation operation)
        || !KNOWN.contains(operation.getEntity().getClass())) {
      return Optional.empty();
    }
    Mapped mapped = mapped(operation);
    try {
      Optional<RowSets.RowSet> set = statements.sets().of(mapped.sql(), sqlSession.getConnection());
      return set.map(found -> new Together(found, rows(operations, mapped)));
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private Mapped mapped(DbEntityOperation operation) {
    DbEntity entity = operation.getEntity();
    String name =
        switch (operation.getOperationType()) {
          case INSERT -> dbSqlSessionFactory.getInsertStatement(entity);
          case UPDATE -> dbSqlSessionFactory.getUpdateStatement(entity);
          default -> dbSqlSessionFactory.getDeleteStatement(entity.getClass());
        };
    Mapped known = statements.mapped().get(name);
    if (known == null) {
      BoundSql bound =
          sqlSession
              .getConfiguration()
              .getMappedStatement(dbSqlSessionFactory.mapStatement(name))
              .getBoundSql(entity);
      known =
          new Mapped(
              bound.getSql(),
              bound.getParameterMappings().stream().map(ParameterMapping::getProperty).toList());
      statements.mapped().put(name, known);
    }
    return known;
  }

  private List<@Nullable Object[]> rows(List<DbOperation> operations, Mapped mapped) {
    Configuration mybatis = sqlSession.getConfiguration();
    List<@Nullable Object[]> rows = new ArrayList<>(operations.size());
    for (DbOperation operation : operations) {
      DbEntity entity = ((DbEntityOperation) operation).getEntity();
      Reflector reflector = mybatis.getReflectorFactory().findForClass(entity.getClass());
      @Nullable Object[] row = new Object[mapped.properties().size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = value(reflector, mapped.properties().get(i), entity);
      }
      rows.add(row);
    }
    return rows;
  }

  private static @Nullable Object value(Reflector reflector, String property, DbEntity entity) {
    try {
      return reflector.getGetInvoker(property).invoke(entity, new Object[0]);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new PersistenceException("cannot read " + property + " of " + entity, e);
    }
  }

  private FlushResult write(Together together, List<DbOperation> operations) {
    List<DbOperation> failed = new ArrayList<>();
    try {
      int missed = together.set().run(sqlSession.getConnection(), together.rows());
      for (DbOperation operation : operations) {
        // which row was changed by another transaction is not known; any of them fails the flush
        postProcessOperationPerformed(operation, missed == 0 ? 1 : 0, null);
        if (operation.isFailed()) {
          failed.add(operation);
        }
      }
      return FlushResult.withFailures(failed);
    } catch (SQLException e) {
      DbOperation first = operations.get(0);
      postProcessOperationPerformed(first, 0, new PersistenceException(e));
      failed.add(first);
      return FlushResult.withFailuresAndRemaining(
          failed, new ArrayList<>(operations.subList(1, operations.size())));
    }
  }
}
