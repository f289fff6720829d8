package onestop.testing;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * A transaction manager that kills its process, in a manner of speaking, at a chosen commit: it
 * throws {@link PowerCut}, which nobody catches, just before or just after.
 */
public final class MortalTransactions extends JdbcTransactionManager {
  private static final long serialVersionUID = 1L;

  /** The death of the process; an error, because nothing in the house may survive it. */
  public static final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;

    /** A death at a place. */
    public PowerCut(String where) {
      super(where);
    }
  }

  private final AtomicInteger commits = new AtomicInteger();
  private int before = -1;
  private int after = -1;

  /** Transactions that live until told otherwise. */
  public MortalTransactions(DataSource source) {
    super(source);
  }

  /** Dies instead of the commit with this number from now on, counted from 1: it is undone. */
  public MortalTransactions dieBeforeCommit(int number) {
    before = commits.get() + number;
    return this;
  }

  /** Dies right after the commit with this number from now on, counted from 1: it stands. */
  public MortalTransactions dieAfterCommit(int number) {
    after = commits.get() + number;
    return this;
  }

  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    int number = commits.incrementAndGet();
    if (number == before) {
      super.doRollback(status);
      throw new PowerCut("before commit " + number);
    }
    super.doCommit(status);
    if (number == after) {
      throw new PowerCut("after commit " + number);
    }
  }
}
