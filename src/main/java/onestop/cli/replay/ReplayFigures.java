package onestop.cli.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of the engine, counted in its database.
 *
 * @param findings the faults found, one line each; empty if there are none
 */
public record ReplayFigures(
    Dossiers dossiers, Letters letters, Evidence evidence, List<String> findings) {

  /** Dossiers by verdict; an open one is judged at the horizon. */
  public record Dossiers(
      long received,
      long resolved,
      long resolvedOnTime,
      long resolvedLate,
      long openInTime,
      long openLate) {}

  /** Letters of apology: owed by dossiers past their deadline, issued to citizens. */
  public record Letters(long owed, long issued, long missing, long duplicate) {}

  /** The other recorded evidence. */
  public record Evidence(long escalations, long ledgerEntries, String ledgerHead) {}

  /** The figures under the names and in the order of the summary. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("received", dossiers.received());
    map.put("resolved", dossiers.resolved());
    map.put("resolvedOnTime", dossiers.resolvedOnTime());
    map.put("resolvedLate", dossiers.resolvedLate());
    map.put("openInTime", dossiers.openInTime());
    map.put("openLate", dossiers.openLate());
    map.put("apologiesOwed", letters.owed());
    map.put("apologiesIssued", letters.issued());
    map.put("missing", letters.missing());
    map.put("duplicate", letters.duplicate());
    map.put("escalations", evidence.escalations());
    map.put("ledgerEntries", evidence.ledgerEntries());
    map.put("ledgerHead", evidence.ledgerHead());
    return map;
  }
}
