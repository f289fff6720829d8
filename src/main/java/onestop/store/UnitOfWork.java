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
 * The memory of the present transaction: what it has read and locked, and what it will write. All
 * of it is written just before the commit, table by table, a table after those it refers to; and
 * earlier, when a read declares a table, what is kept back for that table and those it refers to.
 *
 * <p>An inner transaction of its own has its own memory. A savepoint that is rolled back takes the
 * memory back too.
 *
 * <p>What is true if we die: before the commit nothing of it happened, after it all of it.
 */
@Component
public final class UnitOfWork {
  private final WriteOrder references = new WriteOrder();
  private volatile List<Memory<?>> order = List.of();

  /**
   * A part of the memory, made anew for each transaction when it is first asked for. It is written
   * nowhere: what was read and will not change before the end.
   */
  public <M> Memory<M> memory(Supplier<M> initial) {
    return new Memory<>(this, "", initial, memory -> {});
  }

  /**
   * A part of the memory that holds rows of a table.
   *
   * @param after the tables that it refers to
   * @param write writes what is kept back, and keeps nothing back any more; may be called again
   * @throws IllegalStateException if tables would wait for each other
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

  /** The tables that are kept back, in the order in which they are written. */
  List<String> tables() {
    return order.stream().map(memory -> memory.table).distinct().toList();
  }

  /** The tables that rows of a table refer to, as it was declared. */
  Set<String> references(String table) {
    return references.of(table);
  }

  /** Whether there is a transaction whose end this can wait for. */
  boolean isActive() {
    return TransactionSynchronizationManager.isSynchronizationActive();
  }

  /** Writes what is kept back for these tables and those that they refer to. */
  void flush(Collection<String> tables) {
    Unit unit = current();
    if (unit != null) {
      unit.write(references.closure(tables));
    }
  }

  /**
   * Has something done when the transaction has committed.
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
   * @param <M> what is remembered
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
     * What the present transaction remembers.
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

    /** The same, if there is a transaction that has asked for it before. */
    public Optional<M> peek() {
      Unit unit = work.current();
      return unit == null ? Optional.empty() : Optional.ofNullable(in(unit));
    }

    /**
     * The same, for somebody who keeps something back in it.
     *
     * @throws IllegalStateException after the transaction's last writing, and outside a transaction
     */
    M toWrite() {
      if (isSealed()) {
        throw new IllegalStateException("kept back after the last writing: " + table);
      }
      return get();
    }

    /** Whether the transaction has written for the last time. */
    public boolean isSealed() {
      Unit unit = work.current();
      return unit != null && unit.sealed;
    }

    /**
     * What takes a change back that was just made, if a savepoint from before it is rolled back.
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

    /** Before all others: what they append later is refused, or written at once. */
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
        // from before anybody remembered anything
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
