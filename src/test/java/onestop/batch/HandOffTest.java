package onestop.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is woken when a lane or a key becomes free: one caller that can use it, and nobody else. */
@Tag("pure")
class HandOffTest {
  private final List<String> woken = new ArrayList<>();
  private final BatchQueue<String> queue = new BatchQueue<>(new Limits(10, 1, 100, 2));

  @SafeVarargs
  private Caller<String> caller(String name, Item<String>... items) {
    return new Caller<>(List.of(items), () -> woken.add(name));
  }

  private static Item<String> item(String work, Object key, Object... exclusive) {
    return new Item<>(work, new Keys(key, Set.of(exclusive)), Priority.INTERACTIVE, 0);
  }

  /** Runs the caller's next batch, which puts all its items aside. */
  private void putAside(Caller<String> leader) {
    List<Item<String>> batch = ((Step.Run<String>) queue.next(leader)).batch();
    batch.forEach(Item::putAside);
    queue.ended(leader, batch);
    queue.takeWakes();
  }

  private List<String> wakes() {
    woken.clear();
    queue.takeWakes().forEach(Caller::wake);
    return woken;
  }

  @Test
  void wakesWhoCanRunAndNotWhoWaitsForAKey() {
    Item<String> locked = item("1", "k1");
    Caller<String> leader = caller("leader", locked);
    Caller<String> behind = caller("behind", item("2", "k1"));
    Caller<String> free = caller("free", item("3", "k2"));
    queue.enter(leader);
    putAside(leader);
    queue.enter(behind);
    queue.enter(free);
    assertThat(queue.next(leader)).isEqualTo(new Step.Alone<>(locked));
    assertThat(wakes()).containsExactly("free");
  }

  @Test
  void wakesAnyWaitingCallerIfOnlyABusyOneHasAnItemThatCanRun() {
    Item<String> locked = item("1", "k1");
    Caller<String> busy = caller("busy", locked, item("2", "k1"));
    queue.enter(busy);
    putAside(busy);
    assertThat(queue.next(busy)).isEqualTo(new Step.Alone<>(locked));
    assertThat(locked.state()).isEqualTo(Item.State.ALONE);
    queue.enter(caller("behind", item("3", "k1")));
    assertThat(wakes()).isEmpty();
    locked.settled();
    queue.endedAlone(locked, false, item -> false);
    assertThat(wakes()).as("it can lead for the busy one").containsExactly("behind");
  }

  @Test
  void wakesNobodyWhoWorks() {
    Item<String> first = item("1", "k1", "a");
    Item<String> second = item("2", "k2", "desk");
    Item<String> third = item("3", "k3", "desk");
    Caller<String> busy = caller("busy", first, second);
    Caller<String> other = caller("other", third);
    queue.enter(busy);
    queue.enter(other);
    putAside(busy);
    assertThat(queue.next(other)).isEqualTo(new Step.Alone<>(third));
    assertThat(queue.next(busy)).isEqualTo(new Step.Alone<>(first));
    wakes();
    third.settled();
    queue.endedAlone(third, false, item -> false);
    assertThat(wakes()).as("its second item may run, but it works").isEmpty();
  }
}
