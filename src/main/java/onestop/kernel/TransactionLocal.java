package onestop.kernel;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A value that lives as long as the transaction of the present thread, made when first asked for;
 * an inner transaction of its own has its own value.
 */
public final class TransactionLocal<T> {
  private final Supplier<T> initial;

  /** With the value that each transaction begins with. */
  public TransactionLocal(Supplier<T> initial) {
    this.initial = initial;
  }

  /**
   * The value of the present transaction.
   *
   * @throws IllegalStateException outside a transaction
   */
  @SuppressWarnings("unchecked")
  public T get() {
    @Nullable Object bound = TransactionSynchronizationManager.getResource(this);
    if (bound == null) {
      bound = initial.get();
      TransactionSynchronizationManager.registerSynchronization(new Life());
      TransactionSynchronizationManager.bindResource(this, bound);
    }
    return (T) bound;
  }

  /** The value, if there is a transaction and somebody has asked for its value before. */
  @SuppressWarnings("unchecked")
  public Optional<T> peek() {
    return Optional.ofNullable((T) TransactionSynchronizationManager.getResource(this));
  }

  private final class Life implements TransactionSynchronization {
    private @Nullable Object aside;

    @Override
    public void suspend() {
      aside = TransactionSynchronizationManager.unbindResourceIfPossible(TransactionLocal.this);
    }

    @Override
    public void resume() {
      if (aside != null) {
        TransactionSynchronizationManager.bindResource(TransactionLocal.this, aside);
      }
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(TransactionLocal.this);
    }
  }
}
