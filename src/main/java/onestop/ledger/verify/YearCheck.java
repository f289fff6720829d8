package onestop.ledger.verify;

import static onestop.ledger.verify.Json.moment;
import static onestop.ledger.verify.Json.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.ledger.verify.Report.Finding;

/**
 * Every dossier's raw events against the log: each letter that was owed is there once and in time,
 * and no other. Memory grows with the letters, not with the dossiers.
 */
final class YearCheck {
  private static final int LINES_AT_ONCE = 20_000;

  private final Terms terms;
  private final Report report;
  private final Map<String, Told> log = new HashMap<>();
  private final List<Map<String, Object>> changes = new ArrayList<>();
  private Instant from = Instant.MIN;
  private Instant to = Instant.MAX;
  private long dossiers;
  private long owed;
  private long letters;
  private long waived;

  /** What the log tells of a dossier's obligation. */
  static final class Told {
    final List<Letter> letters = new ArrayList<>(1);
    Instant openedAt = Instant.MAX;
    Instant onTimeAt = Instant.MAX;
    Instant breachedAt = Instant.MAX;
    boolean waived;
    boolean voided;
    boolean matched;

    /**
     * When a letter came to be owed: that is out, or waived, or missing. One in preparation is owed
     * to nobody yet, one whose dossier ended in time before it was out to nobody any more.
     */
    Instant owedAt(Instant certainAt) {
      boolean settled = waived || !letters.isEmpty();
      boolean missing = !settled && !voided && certainAt != Instant.MAX;
      return !settled && !missing ? Instant.MAX : openedAt != Instant.MAX ? openedAt : certainAt;
    }
  }

  /** What the events of one dossier give: whether a letter is owed, and what does not hold. */
  private record Judged(Told told, boolean isOwed, List<Finding> findings) {}

  YearCheck(Terms terms, Report report) {
    this.terms = terms;
    this.report = report;
  }

  /** Takes what matters of an entry of the log; one that does not say it is named. */
  void take(Entry entry) {
    Told told = log.computeIfAbsent(entry.dossier(), dossier -> new Told());
    try {
      switch (entry.kind()) {
        case Entry.ISSUED -> told.letters.add(Letter.of(entry));
        case "APOLOGY_OPENED" -> told.openedAt = entry.at();
        case "APOLOGY_STATED_ON_TIME" -> told.onTimeAt = entry.at();
        case "APOLOGY_BREACHED" -> told.breachedAt = entry.at();
        case "APOLOGY_WAIVED" -> told.waived = true;
        case "APOLOGY_VOID" -> told.voided = true;
        default -> {
          // drafts and prints say nothing of whether a letter was owed
        }
      }
    } catch (Unusable e) {
      report.add(new Finding("ENTRY_FORMAT", entry.dossier(), entry.index()));
    }
  }

  /** Judges every dossier of the file; then the letters of the period that belong to none. */
  void run(Path events) {
    try (BufferedReader reader = Files.newBufferedReader(events, StandardCharsets.UTF_8)) {
      List<List<byte[]>> pieces = new ArrayList<>();
      String dossier = "";
      long lines = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int at = line.indexOf("\"dossier\":\"");
        String its = at < 0 ? "" : line.substring(at + 11).split("\"", 2)[0];
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (its.isEmpty()) {
          head(Json.object(bytes, 0, bytes.length));
          continue;
        }
        if (!its.equals(dossier)) {
          if (lines > LINES_AT_ONCE) {
            judge(pieces);
            lines = 0;
          }
          pieces.add(new ArrayList<>());
        }
        pieces.get(pieces.size() - 1).add(bytes);
        dossier = its;
        lines++;
      }
      judge(pieces);
    } catch (IOException e) {
      throw new Unusable("unreadable", events);
    }
    if (to == Instant.MAX) {
      throw new Unusable("period", events);
    }
    log.forEach(
        (dossier, told) -> {
          for (Letter letter : told.letters) {
            letters += isWithin(letter.at()) ? 1 : 0;
            if (!told.matched && isWithin(letter.at())) {
              report.add(new Finding("LETTER_WITHOUT_DOSSIER", dossier, letter.index()));
            }
          }
        });
    report.figure("dossiers", dossiers);
    report.figure("owed", owed);
    report.figure("letters", letters);
    report.figure("waived", waived);
  }

  private void head(Map<String, Object> event) {
    if (text(event, "event").equals("PERIOD")) {
      from = moment(event, "from");
      to = moment(event, "to");
    } else {
      changes.add(event);
    }
  }

  private void judge(List<List<byte[]>> pieces) {
    for (Judged judged : pieces.parallelStream().map(this::judged).toList()) {
      judged.findings().forEach(report::add);
      dossiers++;
      owed += judged.isOwed() ? 1 : 0;
      waived += judged.isOwed() && judged.told().waived ? 1 : 0;
      judged.told().matched = true;
    }
    pieces.clear();
  }

  private Judged judged(List<byte[]> lines) {
    List<Map<String, Object>> events = new ArrayList<>();
    lines.forEach(line -> events.add(Json.object(line, 0, line.length)));
    String code = text(events.get(0), "dossier");
    Told told = log.getOrDefault(code, new Told());
    List<Finding> findings = new ArrayList<>();
    try {
      Dossier dossier = new Dossier(terms, changes, events);
      Dossier.Owed when = dossier.owed(told.onTimeAt, to);
      boolean answered = told.waived || dossier.pack().notice() && told.breachedAt != Instant.MAX;
      if (told.matched) {
        findings.add(new Finding("DOSSIER_TWICE", code, -1));
      }
      if (dossier.undocumented > 0) {
        findings.add(new Finding("NO_DOCUMENT", code, -1, dossier.undocumented));
      }
      List<String> dates = dossier.differences();
      for (int i = 0; i < dates.size(); i += 3) {
        findings.add(
            new Finding("DUE_DATE", code, -1, dates.get(i), dates.get(i + 1), dates.get(i + 2)));
      }
      if (told.letters.isEmpty() && when.certainAt() != Instant.MAX && !answered) {
        findings.add(new Finding("LETTER_MISSING", code, -1, when.certainAt()));
      }
      for (Letter letter : told.letters) {
        letter.judge(dossier, when, told, findings);
      }
      return new Judged(told, isWithin(told.owedAt(when.certainAt())), findings);
    } catch (RuntimeException e) {
      throw e instanceof Unusable why ? why : new Unusable("events", code);
    }
  }

  private boolean isWithin(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
