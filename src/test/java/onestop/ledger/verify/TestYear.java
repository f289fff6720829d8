package onestop.ledger.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Role;
import onestop.calendar.Calendars;
import onestop.calendar.Limit;
import onestop.calendar.WorkingCalendar;
import onestop.ledger.CanonicalJson;
import onestop.procedures.ApologyRule;
import onestop.procedures.ClockConventions;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.ClockTerms;
import onestop.sla.clock.SlaClock;

/**
 * An invented year: dossiers of three working days, received one a quarter of an hour, every fifth
 * late and with its letter in the log. The files are those of {@code onestop export}; a test
 * changes lists before it writes, or files afterwards.
 */
final class TestYear {
  static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final WorkingCalendar CALENDAR = Calendars.shipped(HANOI);
  private static final SlaClock CLOCK =
      new SlaClock(
          new ClockTerms(
              CALENDAR,
              new ClockConventions(LocalTime.of(15, 0), 8),
              new ApologyRule(
                  ApologyRule.Timing.BEFORE_DUE,
                  1,
                  ApologyRule.OnSilence.ISSUE,
                  null,
                  Duration.ofMinutes(5),
                  1,
                  null,
                  null,
                  Role.HEAD_OF_AGENCY,
                  ApologyRule.LinkedLetters.EACH_DOSSIER),
              List.of()));

  final TestLog.Key key = TestLog.logKey();
  final List<Map<String, Object>> events = new ArrayList<>();
  final List<String> calendar = new ArrayList<>();
  final List<Told> told = new ArrayList<>();

  /** How many seconds after its limit the rules call an officer's letter in time. */
  int officerGrace;

  /** An entry before it is written down. */
  record Told(String kind, String dossier, Instant at, Map<String, Object> facts) {
    byte[] text() {
      return TestLog.entry(kind, dossier, at.toString(), facts);
    }
  }

  TestYear(int dossiers) {
    events.add(
        row("event", "PERIOD", "from", "2026-01-01T00:00:00Z", "to", "2027-01-01T00:00:00Z"));
    calendar.add("calendar,version,date,kind,holiday");
    try {
      Files.readAllLines(Path.of("src/main/resources/calendar/public-holidays-vn.csv")).stream()
          .filter(line -> line.startsWith("2"))
          .forEach(line -> calendar.add("VN,1," + line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < dossiers; i++) {
      dossier(i, morning(i / 32).plusSeconds(i % 32 * 900L), isLate(i));
    }
    told.sort(Comparator.comparing(Told::at));
  }

  static String code(int i) {
    return "H26.12-%06d".formatted(i);
  }

  static boolean isLate(int i) {
    return i % 5 == 0;
  }

  /** The opening of office on the n-th working day. */
  Instant morning(int n) {
    return CALENDAR.at(CALENDAR.plusWorkingDays(LocalDate.of(2026, 3, 2), n), LocalTime.of(8, 0));
  }

  /** Adds a dossier, and if it is late its letter. */
  void dossier(int i, Instant receivedAt, boolean late) {
    String code = code(i);
    Instant due = CLOCK.original(receivedAt, new ClockStart.Term.OfLimit(new Limit.WorkingDays(3)));
    Instant by =
        CLOCK.apologyBy(ClockTerms.History.of(receivedAt, ClockStart.Term.parse("3wd")), due);
    Instant closedAt = late ? due.plusSeconds(90_000) : by.minusSeconds(3_600);
    events.add(
        row(
            "dossier",
            code,
            "event",
            "RECEIVED",
            "agency",
            "H26.12",
            "at",
            receivedAt,
            "calendar",
            "VN",
            "calendarVersion",
            1,
            "hoursRevision",
            0,
            "rulePack",
            "RP-T",
            "rulePackVersion",
            1,
            "term",
            "3wd"));
    events.add(row("dossier", code, "event", "CLOSED", "at", closedAt, "as", "RESOLVED"));
    events.add(
        row(
            "dossier",
            code,
            "event",
            "STATED",
            "apologyBy",
            by,
            "calendarVersion",
            1,
            "dueCurrentAt",
            due,
            "dueOriginalAt",
            due));
    if (late) {
      Map<String, Object> facts =
          row("appointmentNo", 1, "cause", "LATENESS", "dueAt", due, "limitAt", by);
      told.add(new Told("APOLOGY_OPENED", code, by.minusSeconds(14_400), facts));
      Map<String, Object> issue = new LinkedHashMap<>(facts);
      issue.putAll(
          row(
              "contentSha256",
              "c" + i,
              "how",
              "ON_SILENCE",
              "inTime",
              true,
              "issuedAt",
              by,
              "number",
              i + "/PXL"));
      told.add(new Told("LETTER_ISSUED", code, by, issue));
      told.add(
          new Told(
              "LETTER_PRINTED",
              code,
              by.plusSeconds(60),
              row("contentSha256", "c" + i, "pdfSha256", "p" + i)));
    }
  }

  static Map<String, Object> row(Object... pairs) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], pairs[i + 1]);
    }
    return row;
  }

  /** The position of the entry of that kind for that dossier. */
  int entry(String kind, int dossier) {
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i).kind().equals(kind) && told.get(i).dossier().equals(code(dossier))) {
        return i;
      }
    }
    throw new AssertionError(kind + " " + dossier);
  }

  /** The event of that kind of that dossier. */
  Map<String, Object> event(String kind, int dossier) {
    return events.stream()
        .filter(row -> kind.equals(row.get("event")) && code(dossier).equals(row.get("dossier")))
        .findFirst()
        .orElseThrow();
  }

  /** The year as it stood at a moment: what a backup of then brings back. */
  TestYear asOf(Instant moment) {
    TestYear then = new TestYear(0);
    Set<Object> known = new HashSet<>();
    for (Map<String, Object> event : events) {
      boolean before = !(event.get("at") instanceof Instant at) || !at.isAfter(moment);
      if ("RECEIVED".equals(event.get("event")) && before) {
        known.add(event.get("dossier"));
      }
      if (before && known.contains(event.get("dossier"))) {
        then.events.add(event);
      }
    }
    then.events.set(0, row("event", "PERIOD", "from", "2026-01-01T00:00:00Z", "to", moment));
    told.stream().filter(one -> !one.at().isAfter(moment)).forEach(then.told::add);
    return then;
  }

  TestLog log() {
    TestLog log = new TestLog(key);
    told.forEach(one -> log.entries().add(one.text()));
    return log;
  }

  /** Writes evidence and log. */
  TestYear write(Path folder) {
    writeEvidence(folder);
    log().publish(folder.resolve("log"));
    return this;
  }

  void writeEvidence(Path folder) {
    List<String> lines = events.stream().map(CanonicalJson::write).toList();
    String rules =
        CanonicalJson.write(
            row(
                "zone",
                HANOI.getId(),
                "standardHours",
                "08:00-12:00 13:00-17:00",
                "officeHours",
                List.of(),
                "packs",
                List.of(
                    row(
                        "id",
                        "RP-T",
                        "version",
                        1,
                        "sameDayCutoff",
                        "15:00",
                        "shortLimitHours",
                        8,
                        "timing",
                        "BEFORE_DUE",
                        "leadWorkingDays",
                        1,
                        "onSilence",
                        "ISSUE",
                        "issueGraceSeconds",
                        officerGrace,
                        "silenceToleranceSeconds",
                        300))));
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("events.ndjson"), lines, StandardCharsets.UTF_8);
      Files.write(folder.resolve("calendar.csv"), calendar, StandardCharsets.UTF_8);
      Files.writeString(folder.resolve("rules.json"), rules + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Run verify(Path folder, Object... more) {
    List<Object> args =
        new ArrayList<>(
            List.of(
                "year",
                folder,
                "--key",
                key.vkey(),
                "--dossiers",
                folder.resolve("events.ndjson"),
                "--calendar",
                folder.resolve("calendar.csv"),
                "--rules",
                folder.resolve("rules.json")));
    args.addAll(List.of(more));
    return Run.of(args.toArray());
  }
}
