package onestop.ledger.verify;

import static onestop.ledger.verify.Json.number;
import static onestop.ledger.verify.Json.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What dossiers are judged by: every version of every calendar, office hours, rule packs. */
final class Terms {
  private static final int LAST_YEAR = 2199;

  private final Map<String, Map<LocalDate, String>> days = new HashMap<>();
  private final Map<String, WorkCalendar> calendars = new ConcurrentHashMap<>();
  private final Map<String, Object> rules;

  /** Reads {@code calendar.csv} and {@code rules.json}. */
  Terms(Path calendar, Path rules) {
    byte[] lines = LogFolder.required(rules);
    this.rules = Json.object(lines, 0, lines.length - (lines[lines.length - 1] == '\n' ? 1 : 0));
    String csv = new String(LogFolder.required(calendar), StandardCharsets.UTF_8);
    for (String row : csv.lines().skip(1).toList()) {
      String[] cells = row.split(",", -1);
      try {
        var of = days.computeIfAbsent(cells[0] + " " + cells[1], version -> new HashMap<>());
        if (!cells[2].isEmpty() && of.put(LocalDate.parse(cells[2]), cells[3]) != null) {
          throw new Unusable("calendar", calendar, row);
        }
      } catch (RuntimeException e) {
        throw new Unusable("calendar", calendar, row);
      }
    }
    for (Map<LocalDate, String> special : days.values()) {
      int undecreed =
          special.keySet().stream()
              .filter(day -> !"PROVISIONAL".equals(special.get(day)))
              .mapToInt(day -> day.getYear() + 1)
              .max()
              .orElse(LAST_YEAR + 1);
      for (int year = undecreed; year <= LAST_YEAR; year++) {
        WorkCalendar.addFixedHolidays(special, year);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> rows(String name) {
    return (List<Map<String, Object>>) rules.getOrDefault(name, List.of());
  }

  /** The rule pack of that id and version. */
  DueDate.Pack pack(String id, long version) {
    for (Map<String, Object> pack : rows("packs")) {
      if (text(pack, "id").equals(id) && number(pack, "version") == version) {
        boolean ahead = text(pack, "timing").equals("BEFORE_DUE");
        // a file of before there were two tolerances has one for all letters
        boolean two = pack.containsKey("silenceToleranceSeconds");
        String onSilence = two ? "silenceToleranceSeconds" : "issueGraceSeconds";
        return new DueDate.Pack(
            LocalTime.parse(text(pack, "sameDayCutoff")),
            number(pack, "shortLimitHours"),
            ahead ? (int) number(pack, "leadWorkingDays") : 0,
            text(pack, "onSilence").equals("NOTICE"),
            Duration.ofSeconds(number(pack, "issueGraceSeconds")),
            Duration.ofSeconds(number(pack, onSilence)));
      }
    }
    throw new Unusable("unknown", id + " " + version);
  }

  /** That version of a calendar, with that revision of an agency's office hours. */
  WorkCalendar calendar(String version, String agency, long revision) {
    if (!days.containsKey(version)) {
      throw new Unusable("unknown", version);
    }
    return calendars.computeIfAbsent(
        version + (revision == 0 ? "" : " " + agency + " " + revision),
        key -> made(days.getOrDefault(version, Map.of()), agency, revision));
  }

  private WorkCalendar made(Map<LocalDate, String> special, String agency, long revision) {
    TreeMap<LocalDate, WorkCalendar.Hours> hours = new TreeMap<>();
    hours.put(LocalDate.MIN, WorkCalendar.Hours.parse(text(rules, "standardHours"), ""));
    long found = 0;
    for (Map<String, Object> row : rows("officeHours")) {
      if (text(row, "agency").equals(agency) && number(row, "revision") <= revision) {
        LocalDate from = LocalDate.parse(text(row, "validFrom"));
        hours.tailMap(from, true).clear(); // the newest word on a day holds
        hours.put(from, WorkCalendar.Hours.parse(text(row, "processing"), text(row, "reception")));
        found++;
      }
    }
    if (found < revision) {
      throw new Unusable("unknown", agency + " " + revision);
    }
    return new WorkCalendar(ZoneId.of(text(rules, "zone")), special, hours);
  }
}
