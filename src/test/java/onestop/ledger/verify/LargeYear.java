package onestop.ledger.verify;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.ledger.CanonicalJson;

/**
 * Writes a city's year for a measurement: {@code LargeYear FOLDER LETTERS}. Five entries for an
 * obligation and one for its print, as an officer's letter has them; on five dossiers with a letter
 * come three without. Prints the key to verify with.
 */
final class LargeYear {
  /** So many that a year of letters ends within the days of the calendar. */
  private static final int A_DAY = 5_000;

  private LargeYear() {}

  public static void main(String[] args) throws IOException {
    System.out.println(write(Path.of(args[0]), Integer.parseInt(args[1])));
  }

  static String write(Path folder, int letters) throws IOException {
    TestYear days = new TestYear(0);
    TestLog log = new TestLog(days.key);
    days.writeEvidence(folder);
    try (Writer events = Files.newBufferedWriter(folder.resolve("events.ndjson"))) {
      events.write(CanonicalJson.write(days.events.get(0)) + "\n");
      days.events.clear();
      int all = letters / 5 * 8;
      for (int day = 0; day * A_DAY < all; day++) {
        for (int i = day * A_DAY; i < Math.min(all, (day + 1) * A_DAY); i++) {
          days.dossier(i, days.morning(day).plusMillis(i % A_DAY * 3_000L), i % 8 < 5);
        }
        for (Map<String, Object> event : days.events) {
          events.write(CanonicalJson.write(event) + "\n");
        }
        told(days.told).forEach(one -> log.entries().add(one.text()));
        days.events.clear();
        days.told.clear();
      }
    }
    log.publish(folder.resolve("log"));
    return days.key.vkey();
  }

  /** The entries of a day in order of time, with those that an officer's steps leave. */
  private static List<TestYear.Told> told(List<TestYear.Told> day) {
    List<TestYear.Told> all = new ArrayList<>(day);
    for (TestYear.Told one : day) {
      if (one.kind().equals("APOLOGY_OPENED")) {
        Map<String, Object> facts = new LinkedHashMap<>(one.facts());
        facts.put("agency", "H26.12");
        facts.put("rulePack", "RP-T");
        facts.put("reason", "VERIFICATION_TOOK_LONGER");
        for (String step : List.of("APOLOGY_DRAFTED", "APOLOGY_LIMIT_MOVED", "APOLOGY_SIGNED")) {
          all.add(
              new TestYear.Told(
                  step, one.dossier(), one.at().plusSeconds(60L * step.length()), facts));
        }
      }
    }
    all.sort(Comparator.comparing(TestYear.Told::at));
    return all;
  }
}
