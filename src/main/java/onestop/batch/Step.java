package onestop.batch;

import java.util.List;

/** The next step of a caller. */
sealed interface Step<W> {
  /** The caller leads: it runs this batch, then calls {@link BatchQueue#ended}. */
  record Run<W>(List<Item<W>> batch) implements Step<W> {}

  /** The caller runs its own item that was put aside, then calls {@link BatchQueue#endedAlone}. */
  record Alone<W>(Item<W> item) implements Step<W> {}

  /** The caller follows: it sleeps until it is woken, then asks again. */
  record Park<W>() implements Step<W> {}

  /** All items of the caller are answered. */
  record Done<W>() implements Step<W> {}
}
