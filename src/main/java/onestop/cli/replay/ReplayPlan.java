package onestop.cli.replay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen, and when: the log in the words of the register, dirty rows mended by rule.
 *
 * @param dossiers in the log's order
 * @param actions in the order in which they happen
 * @param anomalies every place where a rule was needed, in the log's order
 * @param horizon the last moment at which something happened in the log; deadlines do not count
 */
record ReplayPlan(
    List<PlannedDossier> dossiers, List<Action> actions, List<Anomaly> anomalies, Instant horizon) {

  /**
   * One dossier of the register.
   *
   * @param row the trace's place in the log, from 1: the identity
   * @param name the trace's name, for people
   */
  record PlannedDossier(
      int row,
      String name,
      Instant startAt,
      Instant deadlineAt,
      @Nullable Instant endAt,
      Person person,
      List<PlannedEvent> events) {}

  /** Who is responsible, in which department, and how the request came in. */
  record Person(String responsible, String department, String channel) {}

  /** One work item, completed. */
  record PlannedEvent(String activity, String resource, Instant at) {}

  /** What kind of thing happens; at one moment to one dossier in this order. */
  enum Kind {
    RECEIVE,
    STEP,
    END
  }

  /**
   * One thing that happens.
   *
   * @param dossier index into {@link #dossiers}
   * @param event index into the dossier's events; 0 unless a step
   */
  record Action(Instant at, int dossier, Kind kind, int event) {}
}
