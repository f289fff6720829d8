package onestop.cli.replay;

/**
 * An entry of the log that cannot be replayed unchanged, and the rule applied instead.
 *
 * @param row the trace's place in the log, from 1
 * @param trace the trace's name
 * @param value the value as written in the log
 */
record Anomaly(int row, String trace, What what, String value) {

  /**
   * The kinds of anomalies, each with its rule; the rule's sentence is {@code replay.rule.<code>}.
   */
  enum What {
    /** The end is earlier than the start: ended at the start. */
    END_BEFORE_START,
    /** A work item was done before its dossier was received: done at the start. */
    EVENT_BEFORE_START,
    /** A work item was done after the dossier had ended: not replayed. */
    EVENT_AFTER_END,
    /**
     * The order of work items differs from that of their times: done in the order of their times.
     */
    EVENT_OUT_OF_ORDER,
    /** A work item without a time: done right after the one before it. */
    EVENT_WITHOUT_TIME,
    /** A work item without a resource: done by the person responsible for the dossier. */
    EVENT_WITHOUT_RESOURCE,
    /** A step of a work item's life other than its completion: not replayed. */
    EVENT_NOT_COMPLETION,
    /**
     * No deadline in this trace, though others have one: not received, because no letter can be
     * owed.
     */
    NO_DEADLINE,
    /** No start, but work items: received when the first of them was done. */
    NO_START,
    /** Neither start nor work items: not received. */
    NO_START_NO_EVENT,
    /** The deadline is before the start: taken as given, the dossier is late at its receipt. */
    DEADLINE_BEFORE_START,
    /** The trace has no name, or one without a letter or a digit: named after its row. */
    NO_NAME,
    /** The name was used by an earlier trace: still a separate dossier. */
    NAME_AGAIN,
    /** A key that its trace or event already has: the first value is used. */
    KEY_AGAIN,
    /** An attribute without its key or its value: skipped. */
    ATTRIBUTE_INCOMPLETE;

    /** The code in {@code anomalies.csv}. */
    String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
