package onestop.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The memory of the current transaction: the rows it has read and locked, and its pending rows.
 * Pending rows are written just before the commit, table by table, a table after those it refers
 * to. A read that declares a table writes the pending rows of that table, and of those it refers
 * to, earlier.
 *
 * <p>A separate inner transaction has its own memory. Rolling back to a savepoint also restores the
 * memory.
 *
 * <p>What is true if we die: before the commit none of the writes has taken effect, after it all
 * have.
 */
@Component
public final class UnitOfWork {
  private final WriteOrder references = new WriteOrder();
  private volatile List<Memory<?>> order = List.of();

  /**
   * Declares a part of the memory that is never written: values that were read and do not change
   * before the transaction ends. It is created for each transaction at its first use.
   */
  public <M> Memory<M> memory(Supplier<M> initial) {
    return new Memory<>(this, "", initial, memory -> {});
  }

  /**
   * Declares a part of the memory that holds rows of a table.
   *
   * @param after the tables that its rows refer to
   * @param write writes all pending rows, so that none is pending afterwards; may be called again
   * @throws IllegalStateException if the references between tables form a cycle
   */
  public synchronized <M> Memory<M> rows(
      String table, Set<String> after, Supplier<M> initial, Consumer<M> write) {
    Memory<M> made = new Memory<>(this, table, initial, write);
    List<Memory<?>> all = new ArrayList<>(order);
    all.add(made);
    order =
        references.with(table, after).stream()
            .flatMap(one -> all.stream().filter(memory -> memory.table.equals(one)))
            .<Memory<?>>map(memory -> memory)
            .toList();
    return made;
  }

  /** The tables that have a part of the memory, in write order. */
  List<String> tables() {
    return order.stream().map(memory -> memory.table).distinct().toList();
  }

  /** The declared references of a table. */
  Set<String> references(String table) {
    return references.of(table);
  }

  /** Whether a transaction is active, so that writes can be deferred to its commit. */
  boolean isActive() {
    return TransactionSynchronizationManager.isSynchronizationActive();
  }

  /** Writes the pending rows of these tables and of the tables they refer to. */
  void flush(Collection<String> tables) {
    Unit unit = current();
    if (unit != null) {
      unit.write(references.closure(tables));
    }
  }

  /**
   * Registers work to run after the transaction has committed.
   *
   * @throws IllegalStateException outside a transaction
   */
  public void afterCommit(Runnable work) {
    begin().afterCommit.add(work);
  }

  private @Nullable Unit current() {
    return (Unit) TransactionSynchronizationManager.getResource(this);
  }

  private Unit begin() {
    Unit unit = current();
    if (unit == null) {
      unit = new Unit();
      TransactionSynchronizationManager.registerSynchronization(unit);
      TransactionSynchronizationManager.bindResource(this, unit);
    }
    return unit;
  }

  /**
   * One part of the memory.
   *
   * @param <M> the value held
   */
  public static final class Memory<M> {
    private final UnitOfWork work;
    private final String table;
    private final Supplier<M> initial;
    private final Consumer<M> write;

    private Memory(UnitOfWork work, String table, Supplier<M> initial, Consumer<M> write) {
      this.work = work;
      this.table = table;
      this.initial = initial;
      this.write = write;
    }

    /**
     * The value of the current transaction; created at the first call.
     *
     * @throws IllegalStateException outside a transaction
     */
    public M get() {
      Unit unit = work.begin();
      M known = in(unit);
      if (known == null) {
        known = initial.get();
        unit.values.put(this, known);
        unit.onRollback(() -> unit.values.remove(this));
      }
      return known;
    }

    /**
     * The value of the current transaction, if there is a transaction and it has used the value
     * before.
     */
    public Optional<M> peek() {
      Unit unit = work.current();
      return unit == null ? Optional.empty() : Optional.ofNullable(in(unit));
    }

    /**
     * As {@link #get}, for a caller that adds a pending row.
     *
     * @throws IllegalStateException after the transaction's final write, and outside a transaction
     */
    M toWrite() {
      if (isSealed()) {
        throw new IllegalStateException("kept back after the last writing: " + table);
      }
      return get();
    }

    /** Whether the transaction has made its final write. */
    public boolean isSealed() {
      Unit unit = work.current();
      return unit != null && unit.sealed;
    }

    /**
     * Registers the undo of the change just made; it runs on a rollback to an earlier savepoint.
     */
    public void onRollback(Runnable undo) {
      Unit unit = work.current();
      if (unit != null) {
        unit.onRollback(undo);
      }
    }

    @SuppressWarnings("unchecked")
    private @Nullable M in(Unit unit) {
      return (M) unit.values.get(this);
    }

    private void writeIn(Unit unit) {
      M known = in(unit);
      if (known != null) {
        write.accept(known);
      }
    }
  }

  private record Mark(Object savepoint, int undone) {}

  /** One transaction. */
  private final class Unit implements TransactionSynchronization {
    private final Map<Memory<?>, Object> values = new IdentityHashMap<>();
    private final List<Runnable> undo = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean sealed;

    void onRollback(Runnable step) {
      if (!marks.isEmpty()) {
        undo.add(step);
      }
    }

    void write(Set<String> wanted) {
      for (Memory<?> memory : order) {
        if (wanted.contains(memory.table)) {
          memory.writeIn(this);
        }
      }
    }

    /**
     * Runs before all other synchronizations: rows that they add afterwards are refused, or written
     * at once.
     */
    @Override
    public int getOrder() {
      return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      order.forEach(memory -> memory.writeIn(this));
      sealed = true;
    }

    @Override
    public void savepoint(Object savepoint) {
      marks.add(new Mark(savepoint, undo.size()));
    }

    @Override
    public void savepointRollback(Object savepoint) {
      int kept = marks.size();
      while (kept > 0 && !marks.get(kept - 1).savepoint().equals(savepoint)) {
        kept--;
      }
      if (kept == 0) {
        // the savepoint is older than every value
        values.clear();
        undo.clear();
        marks.clear();
        return;
      }
      marks.subList(kept, marks.size()).clear();
      for (int i = undo.size() - 1; i >= marks.get(kept - 1).undone(); i--) {
        undo.remove(i).run();
      }
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(UnitOfWork.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(UnitOfWork.this, this);
    }

    @Override
    public void afterCommit() {
      afterCommit.forEach(Runnable::run);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(UnitOfWork.this);
    }
  }
}
