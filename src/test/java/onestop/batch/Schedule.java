package onestop.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One interleaving of callers on a queue, drawn from a seed: each turn one of them takes its next
 * atomic step, or somebody outside takes or frees a lock, and then everything that the queue
 * promises is checked. Threads are played: a wake-up is a permit, as {@code LockSupport} gives it.
 */
final class Schedule implements Worker<Schedule.Job>, Transactions<Item<Schedule.Job>> {
  private static final int PATIENCE = 200;

  private final Random dice;
  private final Limits limits;
  private final boolean spuriousWakeUps;
  private final BatchQueue<Job> queue;
  private final List<Player> players = new ArrayList<>();
  private final List<Item<Job>> entered = new ArrayList<>();
  private final Set<Object> lockedOutside = new HashSet<>();
  private final Set<Integer> effects = new HashSet<>();
  private final Map<Object, Integer> lastOfKey = new HashMap<>();
  private final Map<Item<Job>, String> answers = new LinkedHashMap<>();
  private final Isolation<Item<Job>> isolation =
      new Isolation<>(this, new Told(), new Retries(4, Duration.ZERO, Duration.ZERO, tried -> {}));
  private int now;
  private int order;
  private int attempts;

  /** What an item does when it is done. */
  enum Manner {
    WORKS,
    FAILS,
    FAILS_WHEN_WRITTEN,
    MEETS_CONFLICTS
  }

  /** The work of an item; what of it took effect is in {@link #effects}. */
  static final class Job {
    private final int number;
    private final Manner manner;
    private int conflicts;

    Job(int number, Manner manner, int conflicts) {
      this.number = number;
      this.manner = manner;
      this.conflicts = conflicts;
    }
  }

  private enum Mood {
    OUTSIDE,
    READY,
    PARKED,
    WORKS,
    HAS_WORKED,
    GONE
  }

  /** A thread. */
  private static final class Player {
    private final Caller<Job> caller;
    private final boolean impatient;
    private Mood mood = Mood.OUTSIDE;
    private boolean permit;
    private Step<Job> step = new Step.Park<>();
    private boolean stayedLocked;

    Player(List<Item<Job>> items, boolean impatient) {
      this.caller = new Caller<>(items, () -> permit = true);
      this.impatient = impatient;
    }

    boolean canMove() {
      return mood != Mood.GONE && (mood != Mood.PARKED || permit);
    }
  }

  private Schedule(long seed) {
    dice = new Random(seed);
    limits =
        new Limits(
            1 + dice.nextInt(6), 1 + dice.nextInt(3), 3 + dice.nextInt(12), 1 + dice.nextInt(3));
    spuriousWakeUps = dice.nextBoolean();
    queue = new BatchQueue<>(limits);
    int callers = 2 + dice.nextInt(14);
    int keys = 1 + dice.nextInt(8);
    int number = 0;
    for (int i = 0; i < callers; i++) {
      boolean lot = dice.nextInt(3) == 0;
      Priority priority = dice.nextInt(3) == 0 ? Priority.BACKGROUND : Priority.INTERACTIVE;
      List<Item<Job>> items = new ArrayList<>();
      for (int n = lot ? 1 + dice.nextInt(limits.queue()) : 1; n > 0; n--) {
        items.add(new Item<>(job(number++), keys(keys), priority, 0));
      }
      players.add(new Player(items, !lot));
    }
  }

  /** Plays the schedule of that seed to its end. */
  static void play(long seed) {
    new Schedule(seed).run();
  }

  private Job job(int number) {
    int kind = dice.nextInt(10);
    Manner manner =
        kind < 6
            ? Manner.WORKS
            : kind == 6
                ? Manner.FAILS
                : kind == 7 ? Manner.FAILS_WHEN_WRITTEN : Manner.MEETS_CONFLICTS;
    return new Job(number, manner, 1 + dice.nextInt(3));
  }

  private Keys keys(int keys) {
    Set<Object> exclusive = new HashSet<>();
    for (int i = dice.nextInt(3); i > 0; i--) {
      exclusive.add("desk" + dice.nextInt(3));
    }
    return new Keys("dossier" + dice.nextInt(keys), exclusive);
  }

  private void run() {
    for (int turn = 0; ; turn++) {
      assertThat(turn).as("turns until everybody is answered").isLessThan(20_000);
      List<Player> able = players.stream().filter(Player::canMove).toList();
      if (able.isEmpty()) {
        break;
      }
      if (dice.nextInt(8) == 0) {
        disturb();
      }
      move(able.get(dice.nextInt(able.size())));
      queue.takeWakes().forEach(Caller::wake);
      now++;
      check();
    }
    assertThat(players).as("nobody sleeps for ever").allMatch(one -> one.mood == Mood.GONE);
    assertThat(answers.keySet())
        .as("each is answered")
        .containsExactlyInAnyOrderElementsOf(entered);
    entered.forEach(this::checkAnswer);
  }

  /** What happens without the queue: locks come and go, threads wake for nothing. */
  private void disturb() {
    Object key = dice.nextBoolean() ? "desk" + dice.nextInt(3) : "dossier" + dice.nextInt(8);
    if (!lockedOutside.remove(key) && dice.nextInt(3) == 0) {
      lockedOutside.add(key);
    }
    if (spuriousWakeUps) {
      players.get(dice.nextInt(players.size())).permit = true;
    }
  }

  private void move(Player player) {
    switch (player.mood) {
      case OUTSIDE -> arrive(player);
      case PARKED -> {
        player.permit = false;
        player.mood = Mood.READY;
      }
      case READY -> ask(player);
      case WORKS -> work(player);
      case HAS_WORKED -> tell(player);
      case GONE -> throw new IllegalStateException("has gone");
    }
  }

  private void arrive(Player player) {
    player.mood = Mood.READY;
    if (player.impatient) {
      int before = queue.waiting();
      if (!queue.enter(player.caller)) {
        assertThat(before + 1).as("refused since the queue is full").isGreaterThan(limits.queue());
        player.mood = Mood.GONE;
        return;
      }
      entered(player);
    }
  }

  private void entered(Player player) {
    for (Item<Job> item : player.caller.items()) {
      entered.add(item);
    }
  }

  private void ask(Player player) {
    boolean before = player.caller.hasEntered();
    player.step = queue.next(player.caller);
    if (!before && player.caller.hasEntered()) {
      entered(player);
    }
    if (player.step instanceof Step.Park) {
      player.mood = Mood.PARKED;
    } else if (player.step instanceof Step.Done) {
      player.mood = Mood.GONE;
    } else {
      player.mood = Mood.WORKS;
    }
  }

  private void work(Player player) {
    if (player.step instanceof Step.Run<Job> run) {
      run(run.batch());
    } else if (player.step instanceof Step.Alone<Job> alone) {
      player.stayedLocked = !runAlone(alone.item());
    }
    player.mood = Mood.HAS_WORKED;
  }

  private void tell(Player player) {
    if (player.step instanceof Step.Run<Job> run) {
      queue.ended(player.caller, run.batch());
    } else if (player.step instanceof Step.Alone<Job> alone) {
      queue.endedAlone(alone.item(), player.stayedLocked, this::expire);
    }
    player.mood = Mood.READY;
  }

  @Override
  public void run(List<Item<Job>> batch) {
    assertThat(batch.size()).isLessThanOrEqualTo(limits.batch());
    isolation.settle(batch);
    assertThat(batch).as("settled or put aside").noneMatch(Item::isOpen);
  }

  @Override
  public boolean runAlone(Item<Job> item) {
    if (expire(item) || !isolation.settleAlone(item, Duration.ZERO)) {
      if (!item.isSettled()) {
        answer(item, "held");
      }
      return false;
    }
    return true;
  }

  @Override
  public boolean expire(Item<Job> item) {
    boolean out = now > PATIENCE;
    if (out) {
      answer(item, "held");
    }
    return out;
  }

  @Override
  public void abandoned(Item<Job> item, Throwable why) {
    throw new IllegalStateException(why);
  }

  private void answer(Item<Job> item, String how) {
    item.settled();
    assertThat(answers.put(item, how)).as("answered once").isNull();
  }

  /** One transaction: all of the group takes effect, or nothing of it does. */
  @Override
  public Attempt<Item<Job>> attempt(List<Item<Job>> group, Duration lockTimeout) {
    attempts++;
    RuntimeException why = new IllegalStateException("attempt " + attempts);
    List<Item<Job>> held = group.stream().filter(this::isLocked).toList();
    if (!held.isEmpty()) {
      boolean locking = dice.nextBoolean();
      return Attempt.rolledBack(
          Attempt.Ending.LOCKED,
          why,
          locking || dice.nextBoolean() ? null : held.get(0),
          locking ? Attempt.Phase.LOCKING : Attempt.Phase.WORKING);
    }
    for (Item<Job> item : group) {
      Attempt.Ending ending = fails(item.work());
      if (ending != Attempt.Ending.COMMITTED) {
        return Attempt.rolledBack(ending, why, culprit(item), Attempt.Phase.WORKING);
      }
    }
    int luck = dice.nextInt(60);
    if (luck == 0) {
      return Attempt.rolledBack(Attempt.Ending.UNAVAILABLE, why, null, Attempt.Phase.LOCKING);
    }
    if (luck > 1 || dice.nextBoolean()) {
      group.forEach(this::takeEffect);
    }
    return luck == 1
        ? Attempt.rolledBack(Attempt.Ending.UNKNOWN, why, null, Attempt.Phase.WORKING)
        : Attempt.committed();
  }

  private boolean isLocked(Item<Job> item) {
    return lockedOutside.contains(item.keys().ordering())
        || item.keys().exclusive().stream().anyMatch(lockedOutside::contains);
  }

  private @Nullable Item<Job> culprit(Item<Job> item) {
    return item.work().manner == Manner.FAILS_WHEN_WRITTEN
            || item.work().manner == Manner.MEETS_CONFLICTS && dice.nextBoolean()
        ? null
        : item;
  }

  private static Attempt.Ending fails(Job job) {
    return switch (job.manner) {
      case WORKS -> Attempt.Ending.COMMITTED;
      case FAILS, FAILS_WHEN_WRITTEN -> Attempt.Ending.FAILED;
      case MEETS_CONFLICTS ->
          job.conflicts-- > 0 ? Attempt.Ending.CONFLICT : Attempt.Ending.COMMITTED;
    };
  }

  private void takeEffect(Item<Job> item) {
    assertThat(effects.add(item.work().number)).as("takes effect once").isTrue();
    int arrived = entered.indexOf(item);
    Integer before = lastOfKey.put(item.keys().ordering(), arrived);
    assertThat(before == null || before < arrived).as("in the order of arrival").isTrue();
  }

  @Override
  public Set<?> exclusive(Item<Job> item) {
    return item.keys().exclusive();
  }

  @Override
  public Set<Item<Job>> locked(List<Item<Job>> group) {
    return dice.nextBoolean()
        ? Set.of()
        : Set.copyOf(
            group.stream().filter(item -> lockedOutside.contains(item.keys().ordering())).toList());
  }

  private final class Told implements Answers<Item<Job>> {
    @Override
    public void committed(Item<Job> item) {
      assertThat(effects).as("answered after its commit").contains(item.work().number);
      answer(item, "committed");
    }

    @Override
    public void failed(Item<Job> item, Attempt<Item<Job>> last) {
      answer(item, last.ending().name());
    }

    @Override
    public void locked(Item<Job> item) {
      if (item.state() == Item.State.RUNNING) {
        item.putAside();
      }
    }
  }

  private void checkAnswer(Item<Job> item) {
    Job job = item.work();
    String how = String.valueOf(answers.get(item));
    boolean effect = effects.contains(job.number);
    switch (how) {
      case "committed" -> assertThat(effect).isTrue();
      case "UNKNOWN" -> {}
      case "FAILED" -> {
        assertThat(effect).isFalse();
        assertThat(job.manner)
            .as("fails for itself alone")
            .isIn(Manner.FAILS, Manner.FAILS_WHEN_WRITTEN);
      }
      case "CONFLICT" -> assertThat(job.manner).isEqualTo(Manner.MEETS_CONFLICTS);
      default -> assertThat(effect).as(how).isFalse();
    }
  }

  /** What holds between any two steps. */
  private void check() {
    int lot = players.stream().mapToInt(one -> one.caller.items().size()).max().orElse(0);
    assertThat(queue.waiting()).isLessThanOrEqualTo(Math.max(limits.queue(), lot));
    Set<Object> taken = new HashSet<>();
    int lanes = 0;
    int alone = 0;
    for (Player player : players) {
      if (player.mood == Mood.WORKS || player.mood == Mood.HAS_WORKED) {
        lanes += player.step instanceof Step.Run ? 1 : 0;
        alone += player.step instanceof Step.Alone ? 1 : 0;
        Set<Object> keys = keysOf(player.step);
        assertThat(taken).as("no two share a key").doesNotContainAnyElementsOf(keys);
        taken.addAll(keys);
      }
    }
    assertThat(lanes).isLessThanOrEqualTo(limits.lanes());
    assertThat(alone).isLessThanOrEqualTo(limits.alone());
    if (lanes == 0) {
      checkThatSomebodyWillLead(taken);
    }
  }

  private static Set<Object> keysOf(Step<Job> step) {
    Set<Object> keys = new HashSet<>();
    Stream<Item<Job>> items =
        step instanceof Step.Run<Job> run
            ? run.batch().stream()
            : step instanceof Step.Alone<Job> alone ? Stream.of(alone.item()) : Stream.of();
    items.forEach(
        item -> {
          assertThat(keys.add(item.keys().ordering())).as("one of each key").isTrue();
          keys.addAll(item.keys().exclusive());
        });
    return keys;
  }

  /** An item that nothing hinders does not wait for a step that nobody is about to take. */
  private void checkThatSomebodyWillLead(Set<Object> running) {
    Set<Object> taken = new HashSet<>(running);
    entered.stream()
        .filter(item -> item.state() == Item.State.ASIDE)
        .forEach(
            item -> {
              taken.add(item.keys().ordering());
              taken.addAll(item.keys().exclusive());
            });
    Set<Object> passed = new HashSet<>();
    boolean free =
        entered.stream()
            .filter(item -> item.state() == Item.State.WAITING)
            .anyMatch(
                item ->
                    passed.add(item.keys().ordering())
                        && !taken.contains(item.keys().ordering())
                        && item.keys().exclusive().stream().noneMatch(taken::contains));
    boolean sleeper =
        players.stream()
            .anyMatch(one -> one.mood == Mood.PARKED && one.caller.hasEntered() && waits(one));
    boolean awake =
        players.stream()
            .anyMatch(one -> one.mood == Mood.READY || one.mood == Mood.PARKED && one.permit);
    assertThat(!free || !sleeper || awake).as("somebody is about to lead").isTrue();
  }

  private static boolean waits(Player player) {
    return player.caller.items().stream().anyMatch(item -> item.state() == Item.State.WAITING);
  }
}
