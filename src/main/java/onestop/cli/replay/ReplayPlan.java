package onestop.cli.replay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The acts of a replay and their times: the log in the terms of the register, with dirty rows
 * corrected by rule.
 *
 * @param dossiers in the log's order
 * @param actions in the order in which they happen
 * @param anomalies every place where a rule was needed, in the log's order
 * @param horizon the last moment of an event in the log; deadlines do not count
 */
record ReplayPlan(
    List<PlannedDossier> dossiers, List<Action> actions, List<Anomaly> anomalies, Instant horizon) {

  /**
   * One dossier of the register.
   *
   * @param row the trace's place in the log, from 1: the identity
   * @param name the trace's name, for display
   */
  record PlannedDossier(
      int row,
      String name,
      Instant startAt,
      Instant deadlineAt,
      @Nullable Instant endAt,
      Person person,
      List<PlannedEvent> events) {}

  /** The person responsible, the department, and the channel of the request. */
  record Person(String responsible, String department, String channel) {}

  /** One work item, completed. */
  record PlannedEvent(String activity, String resource, Instant at) {}

  /** The kind of an action; actions of one dossier at one moment are in this order. */
  enum Kind {
    RECEIVE,
    STEP,
    END
  }

  /**
   * One action.
   *
   * @param dossier index into {@link #dossiers}
   * @param event index into the dossier's events; 0 unless a step
   */
  record Action(Instant at, int dossier, Kind kind, int event) {}
}
