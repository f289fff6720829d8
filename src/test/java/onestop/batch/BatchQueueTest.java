package onestop.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who leads, who goes with whom, and in which order, step by step. */
@Tag("pure")
class BatchQueueTest {
  private final List<String> woken = new ArrayList<>();

  @SafeVarargs
  private Caller<String> caller(String name, Item<String>... items) {
    return new Caller<>(List.of(items), () -> woken.add(name));
  }

  private static Item<String> item(String work, Object key, Object... exclusive) {
    return new Item<>(work, new Keys(key, Set.of(exclusive)), Priority.INTERACTIVE, 0);
  }

  private static Item<String> background(String work, Object key) {
    return new Item<>(work, Keys.ordered(key), Priority.BACKGROUND, 0);
  }

  private static BatchQueue<String> queue(int batch, int lanes) {
    return new BatchQueue<>(new Limits(batch, lanes, 100, 2));
  }

  private static List<String> batch(Step<String> step) {
    return ((Step.Run<String>) step).batch().stream().map(Item::work).toList();
  }

  private void end(BatchQueue<String> queue, Caller<String> leader, Step<String> step) {
    List<Item<String>> batch = ((Step.Run<String>) step).batch();
    batch.forEach(Item::settled);
    queue.ended(leader, batch);
    queue.takeWakes().forEach(Caller::wake);
  }

  @Test
  void theFirstLeadsItsFollowersAreWokenAndTheLaneIsHandedOff() {
    BatchQueue<String> queue = queue(10, 1);
    Caller<String> a = caller("a", item("1", "k1"));
    Caller<String> b = caller("b", item("2", "k2"));
    Caller<String> c = caller("c", item("3", "k1"));
    assertThat(List.of(queue.enter(a), queue.enter(b), queue.enter(c))).containsOnly(true);
    assertThat(queue.waiting()).isEqualTo(3);
    Step<String> lead = queue.next(a);
    assertThat(batch(lead)).as("one of each key").containsExactly("1", "2");
    assertThat(queue.next(b)).isInstanceOf(Step.Park.class);
    assertThat(queue.next(c)).as("no second lane").isInstanceOf(Step.Park.class);
    end(queue, a, lead);
    assertThat(woken).containsExactly("b");
    assertThat(queue.next(a)).isInstanceOf(Step.Done.class);
    queue.takeWakes().forEach(Caller::wake);
    assertThat(woken).as("handed off to who can run").containsExactly("b", "c");
    assertThat(queue.next(b)).isInstanceOf(Step.Done.class);
    assertThat(batch(queue.next(c))).containsExactly("3");
  }

  @Test
  void aSecondLaneIsTakenOnlyWhenHalfABatchWaits() {
    BatchQueue<String> queue = queue(4, 2);
    Caller<String> a = caller("a", item("1", "k1"));
    queue.enter(a);
    queue.next(a);
    Caller<String> b = caller("b", item("2", "k2"));
    queue.enter(b);
    assertThat(queue.next(b)).isInstanceOf(Step.Park.class);
    Caller<String> c = caller("c", item("3", "k3"));
    queue.enter(c);
    assertThat(batch(queue.next(c))).containsExactly("2", "3");
  }

  @Test
  void itemsOfOneExclusiveKeyShareABatchAndNoSecondLane() {
    BatchQueue<String> queue = queue(2, 2);
    Caller<String> a = caller("a", item("1", "k1", "desk"));
    Caller<String> b = caller("b", item("2", "k2", "desk"));
    Caller<String> c = caller("c", item("3", "k3", "desk"));
    Caller<String> d = caller("d", item("4", "k4", "other"));
    for (Caller<String> one : List.of(a, b, c, d)) {
      queue.enter(one);
    }
    assertThat(batch(queue.next(a))).containsExactly("1", "2");
    assertThat(batch(queue.next(c))).as("not the third of the desk").containsExactly("4");
  }

  @Test
  void whatIsPutAsideKeepsItsKeysAndRunsAloneWithinTheLimit() {
    BatchQueue<String> queue = queue(10, 1);
    Item<String> held = item("1", "k1", "desk");
    Item<String> sameDesk = item("2", "k2", "desk");
    Caller<String> a = caller("a", held);
    Caller<String> b = caller("b", sameDesk);
    queue.enter(a);
    queue.enter(b);
    Step<String> lead = queue.next(a);
    held.putAside();
    sameDesk.putAside();
    queue.ended(a, ((Step.Run<String>) lead).batch());
    Caller<String> behind = caller("behind", item("3", "k1"));
    Caller<String> desk = caller("desk", item("4", "k4", "desk"));
    Caller<String> free = caller("free", item("5", "k5"));
    for (Caller<String> one : List.of(behind, desk, free)) {
      queue.enter(one);
    }
    assertThat(queue.next(a)).isEqualTo(new Step.Alone<>(held));
    assertThat(queue.next(b)).as("one of a key at a time").isInstanceOf(Step.Park.class);
    Step<String> next = queue.next(free);
    assertThat(batch(next)).as("holds up nobody else").containsExactly("5");
    end(queue, free, next);
    held.settled();
    queue.takeWakes();
    queue.endedAlone(held, true, item -> item.work().equals("3") && settle(item));
    queue.takeWakes().forEach(Caller::wake);
    assertThat(woken).contains("b", "behind");
    assertThat(queue.next(behind)).as("refused").isInstanceOf(Step.Done.class);
    assertThat(queue.next(b)).isEqualTo(new Step.Alone<>(sameDesk));
  }

  private static boolean settle(Item<String> item) {
    item.settled();
    return true;
  }

  @Test
  void peopleGoBeforeTheBackgroundAndPassItFourTimesAtMost() {
    BatchQueue<String> queue = queue(1, 1);
    Caller<String> lot = caller("lot", background("b1", "s"), background("b2", "t"));
    queue.enter(lot);
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      queue.enter(caller("p" + i, item("p" + i, "k" + i)));
    }
    for (int i = 0; i < 9; i++) {
      Step<String> step = queue.next(lot);
      order.addAll(batch(step));
      end(queue, lot, step);
    }
    assertThat(order)
        .containsExactly("p0", "p1", "p2", "p3", "b1", "p4", "p5", "p6", "b2")
        .doesNotHaveDuplicates();
  }

  @Test
  void aBackgroundItemInFrontOfAnUrgentOneOfItsKeyIsAsUrgent() {
    BatchQueue<String> queue = queue(10, 1);
    Caller<String> lot = caller("lot", background("b1", "s"), background("b2", "t"));
    Caller<String> p = caller("p", item("p", "t"));
    queue.enter(lot);
    queue.enter(p);
    Step<String> first = queue.next(p);
    assertThat(batch(first)).containsExactly("b2");
    end(queue, p, first);
    assertThat(batch(queue.next(p))).containsExactly("p");
  }

  @Test
  void aFullQueueRefusesAndLotsEnterInTheirTurn() {
    BatchQueue<String> queue = new BatchQueue<>(new Limits(2, 1, 2, 1));
    Caller<String> a = caller("a", item("1", "k"), item("2", "k"), item("3", "k"));
    assertThat(queue.enter(a)).as("an empty queue takes any lot").isTrue();
    assertThat(queue.enter(caller("x", item("4", "x")))).isFalse();
    Caller<String> first = caller("first", item("5", "f"), item("6", "g"));
    Caller<String> second = caller("second", item("7", "s"));
    assertThat(queue.next(first)).isInstanceOf(Step.Park.class);
    assertThat(queue.next(second)).isInstanceOf(Step.Park.class);
    Step<String> step = queue.next(a);
    queue.takeWakes().forEach(Caller::wake);
    assertThat(woken).as("there may be room").containsExactly("first");
    end(queue, a, step);
    step = queue.next(a);
    end(queue, a, step);
    assertThat(queue.next(second)).as("not before its turn").isInstanceOf(Step.Park.class);
    step = queue.next(a);
    assertThat(queue.next(first)).isInstanceOf(Step.Park.class);
    queue.takeWakes().forEach(Caller::wake);
    assertThat(woken).contains("second");
    assertThat(queue.waiting()).isEqualTo(2);
  }

  @Test
  void boundsLetSomethingRunAndItemsAreAnsweredOnce() {
    for (int wrong = 0; wrong < 4; wrong++) {
      int[] b = {1, 1, 1, 1};
      b[wrong] = 0;
      assertThatThrownBy(() -> new Limits(b[0], b[1], b[2], b[3]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    Item<String> one = new Item<>("1", Keys.ordered("k"), Priority.BACKGROUND, 42);
    assertThat(one.arrivedNanos()).isEqualTo(42);
    assertThat(one.isOpen()).isTrue();
    one.putAside();
    assertThatThrownBy(one::putAside).isInstanceOf(IllegalStateException.class);
    one.settled();
    assertThatThrownBy(one::settled).isInstanceOf(IllegalStateException.class);
    caller("a", one);
    assertThatThrownBy(() -> caller("b", one)).isInstanceOf(IllegalStateException.class);
  }
}
