package onestop.cli.replay;

/**
 * Something in the log that cannot be replayed as it stands, and what was done instead.
 *
 * @param row the trace's place in the log, from 1
 * @param trace the trace's name
 * @param value what the log says, as written there
 */
record Anomaly(int row, String trace, What what, String value) {

  /** The kinds, each with its rule; the rule's sentence is {@code replay.rule.<code>}. */
  enum What {
    /** The end is earlier than the start: ended at the start. */
    END_BEFORE_START,
    /** A work item was done before its dossier came in: done at the start. */
    EVENT_BEFORE_START,
    /** A work item was done when the dossier had ended: not replayed. */
    EVENT_AFTER_END,
    /** Work items stand in another order than their times: done in the order of their times. */
    EVENT_OUT_OF_ORDER,
    /** A work item without a time: done right after the one before it. */
    EVENT_WITHOUT_TIME,
    /** A work item without a resource: done by the one responsible for the dossier. */
    EVENT_WITHOUT_RESOURCE,
    /** A step of a work item's life other than its completion: not replayed. */
    EVENT_NOT_COMPLETION,
    /** No deadline in this trace, though others have one: not received, nothing can be owed. */
    NO_DEADLINE,
    /** No start, but work items: received when the first of them was done. */
    NO_START,
    /** Neither start nor work items: not received. */
    NO_START_NO_EVENT,
    /** The deadline is before the start: taken as given, the dossier is late when it comes in. */
    DEADLINE_BEFORE_START,
    /** The trace has no name, or one without a letter or a digit: named after its row. */
    NO_NAME,
    /** The name was used by an earlier trace: a dossier of its own all the same. */
    NAME_AGAIN,
    /** A key that its trace or event has already: the first one holds. */
    KEY_AGAIN,
    /** An attribute without its key or its value: passed over. */
    ATTRIBUTE_INCOMPLETE;

    /** The code in {@code anomalies.csv}. */
    String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
