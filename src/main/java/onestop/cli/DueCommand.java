package onestop.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.calendar.CalendarCsv;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.calendar.OfficeHours;
import onestop.calendar.WorkingCalendar;
import onestop.cli.DueReckoner.Facts;
import onestop.kernel.Failure;
import onestop.procedures.RulePack;
import onestop.procedures.ShippedRulePacks;
import onestop.sla.clock.ClockTerms;
import onestop.sla.clock.DueDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code onestop due}: the due date of a dossier, the limit of its letter, and the account of both.
 * Needs no database.
 */
@Command(name = "due")
final class DueCommand implements Callable<Integer> {
  private static final List<String> HEADER = List.of("id", "receivedAt", "limit", "pauses");

  @Mixin private final Console console = new Console();

  @Option(names = "--received", paramLabel = "TIME")
  private @Nullable String received;

  @Option(names = "--limit", paramLabel = "LIMIT")
  private @Nullable String limit;

  @Option(names = "--pause", paramLabel = "FROM/TO")
  private List<String> pauses = new ArrayList<>();

  @Option(names = "--explain")
  private boolean explain;

  @Option(names = "--csv", paramLabel = "FILE")
  private @Nullable Path csv;

  @Option(names = "--calendar", paramLabel = "FILE")
  private @Nullable Path calendar;

  @Option(names = "--rule-pack", paramLabel = "ID")
  private String rulePack = "RP-2025";

  @Option(names = "--zone", paramLabel = "ZONE")
  private String zone = "Asia/Ho_Chi_Minh";

  @Override
  public Integer call() {
    DueReckoner reckoner = new DueReckoner(terms());
    if (csv != null) {
      if (received != null || limit != null || !pauses.isEmpty() || explain) {
        throw Failure.badInput("cli", "due-either");
      }
      file(reckoner, csv);
    } else {
      if (received == null || limit == null) {
        throw Failure.badInput("cli", "due-facts");
      }
      one(reckoner, new Facts(received, limit, pauses));
    }
    return Commands.DONE;
  }

  private ClockTerms terms() {
    RulePack pack = ShippedRulePacks.get(rulePack);
    return new ClockTerms(calendar(), pack.clock(), pack.apology(), pack.ladder());
  }

  private WorkingCalendar calendar() {
    ZoneId where;
    try {
      where = ZoneId.of(zone);
    } catch (java.time.DateTimeException e) {
      throw Failure.badInput("cli", "due-zone", "value", zone).causedBy(e);
    }
    if (calendar == null) {
      return Calendars.shipped(where);
    }
    return new WorkingCalendar(
        new CalendarVersion("FILE", 1),
        where,
        OfficeHours.STANDARD,
        CalendarCsv.parse(read(calendar)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Failure unreadable(Path file, Exception e) {
    return Failure.badInput("cli", "due-file", "file", file.toString()).causedBy(e);
  }

  private void one(DueReckoner reckoner, Facts facts) {
    DueDate due = reckoner.explain(facts);
    if (console.wantsJson()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("dueAt", reckoner.text(due.dueAt()));
      result.put("apologyBy", reckoner.text(due.apologyBy()));
      if (explain) {
        result.put("account", due.account().stream().map(DueCommand::json).toList());
      }
      console.printJson(result);
      return;
    }
    Sentences texts = console.sentences();
    console.out().println(texts.text("due.dueAt", reckoner.text(due.dueAt())));
    console.out().println(texts.text("due.apologyBy", reckoner.text(due.apologyBy())));
    if (explain) {
      due.account().forEach(day -> console.out().println(line(day, texts)));
    }
    console.out().flush();
  }

  private static Map<String, Object> json(DueDate.Day day) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("date", day.date().toString());
    row.put("reason", day.reason().name());
    if (day.counted() > 0) {
      row.put("counted", day.counted());
    }
    if (day.holiday() != null) {
      row.put("holiday", day.holiday());
    }
    if (day.minutes() > 0) {
      row.put("minutes", day.minutes());
    }
    if (!day.decreed()) {
      row.put("decreed", false);
    }
    return row;
  }

  private static String line(DueDate.Day day, Sentences texts) {
    String holiday = day.holiday();
    String weekday = day.date().getDayOfWeek().getDisplayName(TextStyle.FULL, texts.locale());
    return "  %s  %-9s  %3s  %s%s%s%s"
        .formatted(
            day.date(),
            weekday,
            day.counted() > 0 ? String.valueOf(day.counted()) : "",
            texts.text("due.reason." + day.reason().name()),
            day.minutes() == 0 ? "" : texts.text("due.minutes", String.valueOf(day.minutes())),
            holiday == null ? "" : ": " + texts.in("calendar", "holiday." + holiday),
            day.decreed() ? "" : " " + texts.text("due.undecreed"));
  }

  /** Computes all rows before it prints the first one: a bad row leaves no partial result. */
  private void file(DueReckoner reckoner, Path file) {
    StringWriter text = new StringWriter();
    int rows = 0;
    try (CsvReader<CsvRecord> reader = rows(file);
        CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      for (CsvRecord row : reader) {
        if (rows == 0 && row.getStartingLineNumber() == 1 && row.getFields().equals(HEADER)) {
          writer.writeRecord("id", "dueAt", "apologyBy");
          continue;
        }
        String[] due = row(reckoner, row);
        writer.writeRecord(row.getField(0), due[0], due[1]);
        rows++;
      }
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw unreadable(file, e);
    }
    if (rows == 0) {
      throw Failure.badInput("cli", "due-empty", "file", file.toString());
    }
    console.out().print(text);
    if (console.wantsJson()) {
      console.printJson(Map.of("rows", rows));
    }
    console.out().flush();
  }

  /** Accepts rows of any length, so that a wrong row can be reported with its line. */
  private static CsvReader<CsvRecord> rows(Path file) throws IOException {
    return CsvReader.builder()
        .skipEmptyLines(true)
        .detectBomHeader(true)
        .allowMissingFields(true)
        .allowExtraFields(true)
        .ofCsvRecord(file);
  }

  private String[] row(DueReckoner reckoner, CsvRecord row) {
    long line = row.getStartingLineNumber();
    if (row.getFieldCount() < 3 || row.getFieldCount() > 4) {
      throw Failure.badInput(
          "cli", "due-row", "line", String.valueOf(line), "fields", row.getFieldCount());
    }
    String written = row.getFieldCount() == 4 ? row.getField(3).strip() : "";
    List<String> between = written.isEmpty() ? List.of() : Arrays.asList(written.split(";", -1));
    try {
      return reckoner.due(new Facts(row.getField(1), row.getField(2), between));
    } catch (Failure failure) {
      throw Failure.badInput(
              "cli",
              "due-bad-row",
              "line",
              String.valueOf(line),
              "why",
              console.sentences().of(failure))
          .causedBy(failure);
    }
  }
}
