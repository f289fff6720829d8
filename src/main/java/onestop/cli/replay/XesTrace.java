package onestop.cli.replay;

import java.util.List;
import java.util.Map;

/**
 * One trace as written in the log: text by key, not interpreted.
 *
 * @param row its place among the traces of the log, from 1
 * @param attributes its own attributes, without nested ones; of two with the same key, the first
 * @param events the attributes of each event, in the log's order
 * @param flaws the attributes, its own and its events', that were skipped
 */
record XesTrace(
    int row, Map<String, String> attributes, List<Map<String, String>> events, List<Flaw> flaws) {

  /** A skipped attribute, and the reason. */
  record Flaw(Anomaly.What what, String written) {}
}
