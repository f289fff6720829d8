package onestop.testing;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.Transaction;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/**
 * The engine's mappings, read once in a JVM for each kind of database and used by every engine
 * after the first: reading them is a third of what the start of a world costs. Each engine keeps
 * its own connections.
 */
final class ParsedMappings extends AbstractProcessEnginePlugin {
  private static final Map<String, Configuration> READ = new ConcurrentHashMap<>();

  private final String kind;

  /** For an engine on the database at that JDBC address. */
  ParsedMappings(String url) {
    this.kind = url.split(":", 3)[1];
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    Configuration read = READ.get(kind);
    if (read != null) {
      engine.setSqlSessionFactory(new OwnConnections(read, engine));
    }
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl engine) {
    READ.putIfAbsent(kind, engine.getSqlSessionFactory().getConfiguration());
  }

  /** Sessions with the mappings of another engine on the connections of this one. */
  private static final class OwnConnections extends DefaultSqlSessionFactory {
    private final ProcessEngineConfigurationImpl engine;

    private OwnConnections(Configuration read, ProcessEngineConfigurationImpl engine) {
      super(read);
      this.engine = engine;
    }

    @Override
    public SqlSession openSession() {
      Environment own =
          new Environment(
              "default",
              Objects.requireNonNull(engine.getTransactionFactory()),
              Objects.requireNonNull(engine.getDataSource()));
      Transaction transaction =
          own.getTransactionFactory().newTransaction(own.getDataSource(), null, false);
      Configuration read = getConfiguration();
      return new DefaultSqlSession(
          read, read.newExecutor(transaction, read.getDefaultExecutorType()), false);
    }
  }
}
