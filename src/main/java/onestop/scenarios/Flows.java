package onestop.scenarios;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import onestop.engine.FlowObserver;
import onestop.scenarios.ScenarioReport.Coverage;

/** The flows of all models, and those taken. */
final class Flows implements FlowObserver {
  private final Map<String, Set<String>> known = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> taken = new ConcurrentHashMap<>();

  @Override
  public void known(String processKey, String flow) {
    add(known, processKey, flow);
  }

  @Override
  public void taken(String processKey, String flow) {
    add(taken, processKey, flow);
  }

  private static void add(Map<String, Set<String>> to, String processKey, String flow) {
    to.computeIfAbsent(processKey, any -> new ConcurrentSkipListSet<>()).add(flow);
  }

  Coverage of(String processKey) {
    return new Coverage(
        known.getOrDefault(processKey, Set.of()), taken.getOrDefault(processKey, Set.of()));
  }
}
