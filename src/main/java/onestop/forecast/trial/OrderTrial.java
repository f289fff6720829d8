package onestop.forecast.trial;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import onestop.forecast.Chance;
import onestop.forecast.Median;
import onestop.forecast.trial.MadeYear.MadeDossier;
import onestop.forecast.trial.MadeYear.MadeOfficer;
import onestop.forecast.trial.MadeYear.MadeProcedure;

/**
 * Works a made year off, each officer taking one item after the other in the given order. The
 * officers know only what an agency knows: due dates, and how long earlier dossiers took.
 */
final class OrderTrial {
  /** As many past cases of a step as count for its expected time. */
  private static final int REMEMBERED = 200;

  private final MadeYear year;
  private final GivingOrder order;
  private final List<List<Waiting>> desks = new ArrayList<>();
  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(Comparator.comparingLong(Turn::at).thenComparingInt(Turn::officer));
  private final PriorityQueue<Done> working =
      new PriorityQueue<>(Comparator.comparingLong(Done::at).thenComparingInt(Done::officer));
  private final List<MadeOfficer> officers;
  private final boolean[] idle;
  private final long[] busyUntil;
  private final History[][] history;
  private int arrived;
  private int ended;
  private long today = -1;
  private int late;
  private long lateMinutes;
  private long latest;

  private OrderTrial(MadeYear year, GivingOrder order) {
    this.year = year;
    this.order = order;
    this.officers = year.officers();
    this.idle = new boolean[officers.size()];
    this.busyUntil = new long[officers.size()];
    this.history = new History[MadeYear.PROCEDURES.size()][];
    for (int i = 0; i < history.length; i++) {
      int[][] steps = MadeYear.PROCEDURES.get(i).steps();
      history[i] = new History[steps.length];
      for (int j = 0; j < steps.length; j++) {
        history[i][j] = new History(steps[j][1]);
      }
    }
    for (int desk = 0; desk < 4; desk++) {
      desks.add(new ArrayList<>());
    }
  }

  /**
   * What a year led to.
   *
   * @param dossiers all of them
   * @param apologies those that ended after they were due: each has its letter of apology
   * @param lateMinutes by how many working minutes these were late, together
   * @param latest by how many the latest was late
   */
  record Ended(int dossiers, int apologies, long lateMinutes, long latest) {}

  static Ended run(MadeYear year, GivingOrder order) {
    return new OrderTrial(year, order).run();
  }

  /** An item at a desk. */
  private record Waiting(MadeDossier dossier, int step, long since) {}

  /** A moment at which an officer looks for work. */
  private record Turn(long at, int officer) {}

  /** An item that an officer has ended. */
  private record Done(long at, Waiting item, int officer) {}

  /** How long a step took in the past. */
  private static final class History {
    private final Deque<Long> lead = new ArrayDeque<>();
    private final Deque<Long> hand = new ArrayDeque<>();
    private long usual;
    private long hands;

    History(long allotted) {
      this.usual = allotted;
      this.hands = allotted;
    }

    void add(long led, long worked) {
      lead.add(led);
      hand.add(worked);
      if (lead.size() > REMEMBERED) {
        lead.remove();
        hand.remove();
      }
    }

    void measure() {
      if (lead.size() >= Median.ENOUGH) {
        usual = median(lead);
        hands = median(hand);
      }
    }
  }

  private static long median(Deque<Long> minutes) {
    return Median.of(minutes.stream().mapToLong(Long::longValue).toArray());
  }

  private Ended run() {
    for (int i = 0; i < officers.size(); i++) {
      turns.add(new Turn(officers.get(i).thereFrom(0), i));
    }
    while (ended < year.dossiers().size()) {
      long at = next();
      measure(at);
      while (arrived < year.dossiers().size() && year.dossiers().get(arrived).arrivesAt() == at) {
        enter(year.dossiers().get(arrived++), 0, at);
      }
      for (Done one = working.peek(); one != null && one.at() == at; one = working.peek()) {
        working.remove();
        done(one);
      }
      for (Turn one = turns.peek(); one != null && one.at() == at; one = turns.peek()) {
        turns.remove();
        turn(one);
      }
    }
    return new Ended(year.dossiers().size(), late, lateMinutes, latest);
  }

  /** The next moment at which something happens. */
  private long next() {
    long at = Long.MAX_VALUE;
    if (arrived < year.dossiers().size()) {
      at = year.dossiers().get(arrived).arrivesAt();
    }
    Done done = working.peek();
    Turn turn = turns.peek();
    return Math.min(Math.min(at, done == null ? at : done.at()), turn == null ? at : turn.at());
  }

  /** The agency measures its pace once a day. */
  private void measure(long at) {
    if (at / MadeYear.DAY != today) {
      today = at / MadeYear.DAY;
      for (History[] steps : history) {
        for (History step : steps) {
          step.measure();
        }
      }
    }
  }

  private void enter(MadeDossier dossier, int step, long at) {
    int desk = procedure(dossier).steps()[step][0];
    desks.get(desk).add(new Waiting(dossier, step, at));
    for (int i = 0; i < idle.length; i++) {
      if (idle[i] && officers.get(i).desk() == desk) {
        idle[i] = false;
        turns.add(new Turn(at, i));
        return;
      }
    }
  }

  private void done(Done done) {
    Waiting item = done.item();
    long at = done.at();
    history[item.dossier().procedure()][item.step()].add(
        at - item.since(), at - Math.max(item.since(), busyUntil[done.officer()]));
    busyUntil[done.officer()] = at;
    if (item.step() + 1 < item.dossier().minutes().length) {
      enter(item.dossier(), item.step() + 1, at);
    } else {
      ended++;
      end(item.dossier(), at);
    }
    turns.add(new Turn(officers.get(done.officer()).thereFrom(at), done.officer()));
  }

  private void turn(Turn turn) {
    MadeOfficer officer = officers.get(turn.officer());
    long there = officer.thereFrom(turn.at());
    List<Waiting> desk = desks.get(officer.desk());
    if (there > turn.at()) {
      turns.add(new Turn(there, turn.officer()));
    } else if (desk.isEmpty()) {
      idle[turn.officer()] = true;
    } else {
      Waiting item = take(desk, turn.at());
      long until = turn.at() + item.dossier().minutes()[item.step()];
      working.add(new Done(until, item, turn.officer()));
    }
  }

  private Waiting take(List<Waiting> desk, long at) {
    Comparator<Waiting> by =
        switch (order) {
          case FIRST_COME -> Comparator.comparingLong(Waiting::since);
          case DUE_DATE -> Comparator.comparingLong(one -> one.dossier().dueAt());
          case NEXT_ITEM -> Comparator.comparing(one -> chance(one, at));
        };
    Waiting first = desk.get(0);
    for (Waiting one : desk) {
      if (by.compare(one, first) < 0) {
        first = one;
      }
    }
    desk.remove(first);
    return first;
  }

  /** Once a dossier is late, its letter has named another day: that is what can be kept now. */
  private Chance chance(Waiting item, long at) {
    MadeDossier dossier = item.dossier();
    History[] steps = history[dossier.procedure()];
    long work = steps[item.step()].hands;
    for (int step = item.step() + 1; step < steps.length; step++) {
      work += steps[step].usual;
    }
    long due = at <= dossier.dueAt() ? dossier.dueAt() : dossier.promisedAt();
    return new Chance(due - at, work);
  }

  private static MadeProcedure procedure(MadeDossier dossier) {
    return MadeYear.PROCEDURES.get(dossier.procedure());
  }

  private void end(MadeDossier dossier, long at) {
    long over = at - dossier.dueAt();
    if (over > 0) {
      late++;
      lateMinutes += over;
      latest = Math.max(latest, over);
    }
  }
}
