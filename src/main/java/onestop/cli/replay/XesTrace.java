package onestop.cli.replay;

import java.util.List;
import java.util.Map;

/**
 * One trace as the log has it: text by key, nothing interpreted.
 *
 * @param row its place among the traces of the log, from 1
 * @param attributes its own attributes, nested ones left out; of two with one key the first
 * @param events the attributes of each event, in the log's order
 * @param flaws attributes, its own and its events', of which nothing was taken
 */
record XesTrace(
    int row, Map<String, String> attributes, List<Map<String, String>> events, List<Flaw> flaws) {

  /** An attribute that was passed over, and why. */
  record Flaw(Anomaly.What what, String written) {}
}
