package onestop.benchmarks.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes many dossiers of few, by set-based SQL on PostgreSQL: every row that the product wrote for
 * a dossier is written again for its copy, under the copy's own code and ids. What the columns hold
 * is otherwise untouched, so the copy is what the product would have written for a second applicant
 * at the same minute.
 *
 * <p>Only dossiers without a letter are copied: a letter has its number and its place in the
 * ledger, which no copy can have. A table with dossiers' rows that is not understood is an error,
 * never left out. Nobody may work on the database meanwhile.
 */
final class Multiplication implements AutoCloseable {
  private static final int COPIES_AT_ONCE = 25;

  /** The processes, whose ids stand within one value. */
  private static final String TREES = "process_tree";

  /** Tables with a dossier's code whose dossiers all have a letter or a change of their own. */
  private static final List<String> NEVER_COPIED = List.of("ledger_entry");

  private final Connection connection;

  Multiplication(BenchDatabase.Where where) throws SQLException {
    this.connection = DriverManager.getConnection(where.url(), where.user(), where.password());
  }

  /** Which of the dossiers that are there become many. */
  enum Kind {
    CLOSED("state = 'RETURNED'"),
    OPEN("state in ('RECEIVED', 'IN_PROGRESS')");

    private final String condition;

    Kind(String condition) {
      this.condition = condition;
    }
  }

  /** Copies the dossiers of that kind until there are at least so many more; how many more. */
  long multiply(Kind kind, long wanted) throws SQLException {
    connection.setAutoCommit(false);
    run("set synchronous_commit = off");
    List<String> statements = prepare(kind);
    TreeCopies trees = new TreeCopies(connection);
    long originals = number("select count(*) from original");
    if (originals == 0) {
      throw new IllegalStateException("nothing to copy: no dossier is " + kind);
    }
    long stride = number("select max(last_used) from dossier_number");
    long copies = (wanted + originals - 1) / originals;
    for (long from = 1; from <= copies; from += COPIES_AT_ONCE) {
      long to = Math.min(copies, from + COPIES_AT_ONCE - 1);
      run("truncate copy");
      run(
          """
          insert into copy
          select dossier_code, k, substring(dossier_code from '^(.*-)[0-9]+$')
                 || lpad(n::text, greatest(4, length(n::text)), '0')
            from original, generate_series(%2$d, %3$d) k, lateral (select seq + k * %1$d as n) numbered
          """
              .formatted(stride, from, to));
      run("analyze copy");
      for (String statement : statements) {
        run(statement);
      }
      trees.write();
      connection.commit();
      System.err.printf(Locale.ROOT, "  %s %,d of %,d%n", kind, to * originals, wanted);
    }
    run("update dossier_number set last_used = %d".formatted(stride * (copies + 1)));
    run("drop table original, copy");
    connection.commit();
    return copies * originals;
  }

  /** What the product has to find after so many rows: statistics, and no work for the disk. */
  void settle() throws SQLException {
    connection.setAutoCommit(true);
    run("vacuum analyze");
    run("checkpoint");
  }

  long bytes(String tables) throws SQLException {
    return number(
        """
        select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind in ('r', 'm') and c.relname ~ '%s'
        """
            .formatted(tables));
  }

  private List<String> prepare(Kind kind) throws SQLException {
    run(
        """
        create temp table original as
        select dossier_code, substring(dossier_code from '([0-9]+)$')::bigint as seq from dossier d
         where %s and parent_code is null
           and not exists (select 1 from apology_obligation o where o.dossier_code = d.dossier_code)
           and not exists (select 1 from dossier c where c.parent_code = d.dossier_code)
        """
            .formatted(kind.condition));
    run("create temp table copy (dossier_code varchar, k bigint, code varchar)");
    List<String> statements = new ArrayList<>();
    for (String table : dossierTables()) {
      if (NEVER_COPIED.contains(table)) {
        refuseRows(table);
      } else if (!table.equals(TREES)) {
        statements.add(ofDossier(table));
      }
    }
    refuse(
        "act_ru_execution",
        "select count(*) from act_ru_execution e join original o on o.dossier_code ="
            + " e.business_key_");
    return statements;
  }

  /** Tables with a dossier's code, referred tables first; of partitioned ones the whole. */
  private List<String> dossierTables() throws SQLException {
    return strings(
        """
        select c.table_name from information_schema.columns c
          join pg_class t on t.relname = c.table_name and t.relkind in ('r', 'p')
           and t.relnamespace = 'public'::regnamespace and not t.relispartition
         where c.table_schema = 'public' and c.column_name = 'dossier_code'
         order by case c.table_name when 'dossier' then 0 when 'sla_clock' then 1 else 2 end,
                  c.table_name
        """);
  }

  private String ofDossier(String table) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String column : columns(table)) {
      columns.put(column, dossierColumn(column));
    }
    return """
    insert into %s (%s)
    select %s from %s t join copy m on m.dossier_code = t.dossier_code
    """
        .formatted(
            table, String.join(", ", columns.keySet()), String.join(", ", columns.values()), table);
  }

  private static String dossierColumn(String column) {
    return switch (column) {
      case "dossier_code" -> "m.code";
      case "idempotency_key" -> "t.idempotency_key || '+' || m.k";
      case "message_key", "subject", "payload" ->
          "replace(t.%s, t.dossier_code, m.code)".formatted(column);
      case "work_item_id" -> id(column);
      default -> "t." + column;
    };
  }

  /** Another id of the same form, the same for the same id and copy. */
  private static String id(String column) {
    return "md5(t.%s || ':' || m.k)::uuid::text".formatted(column);
  }

  private List<String> columns(String table) throws SQLException {
    return strings(
        """
        select column_name from information_schema.columns
         where table_schema = 'public' and table_name = '%s' and is_identity = 'NO'
          and is_generated = 'NEVER'
        order by ordinal_position
        """
            .formatted(table));
  }

  private void refuseRows(String table) throws SQLException {
    refuse(
        table, "select count(*) from %s t join original o using (dossier_code)".formatted(table));
  }

  private void refuse(String table, String count) throws SQLException {
    if (number(count) > 0) {
      throw new IllegalStateException(table + " has rows that cannot be copied");
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + " in " + sql, e.getSQLState(), e);
    }
  }

  private long number(String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private List<String> strings(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
