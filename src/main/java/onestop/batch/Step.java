package onestop.batch;

import java.util.List;

/** What a caller does next. */
sealed interface Step<W> {
  /** Leads: runs this batch, then tells {@link BatchQueue#ended}. */
  record Run<W>(List<Item<W>> batch) implements Step<W> {}

  /** Runs its own item that was put aside, then tells {@link BatchQueue#endedAlone}. */
  record Alone<W>(Item<W> item) implements Step<W> {}

  /** Follows: sleeps until it is woken, and asks again. */
  record Park<W>() implements Step<W> {}

  /** All its items are answered. */
  record Done<W>() implements Step<W> {}
}
