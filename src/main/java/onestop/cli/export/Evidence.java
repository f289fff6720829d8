package onestop.cli.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import onestop.calendar.Calendars;
import onestop.calendar.OfficeHours;
import onestop.kernel.Failure;
import onestop.ledger.CanonicalJson;
import onestop.procedures.ApologyRule;
import onestop.procedures.Catalogue;
import onestop.procedures.RulePack;
import onestop.store.Sql;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the files that {@code onestop-verify.jar year} needs: {@code events.ndjson}, {@code
 * calendar.csv}, {@code rules.json}, {@code letters.csv}. All files show the database at one
 * moment; no line names a person; memory does not grow with the number of dossiers. Each file
 * appears complete or not at all.
 */
public final class Evidence {
  private static final String UNFINISHED = ".part";

  private final EvidenceStore store;
  private final Catalogue catalogue;
  private final ZoneId zone;
  private final TransactionTemplate snapshot;

  /** The numbers of exported dossiers, events and letters. */
  public record Counts(long dossiers, long events, long letters) {}

  /** Exports from the database of a running application. */
  public Evidence(ApplicationContext context) {
    this.store = new EvidenceStore(context.getBean(Sql.class));
    this.catalogue = context.getBean(Catalogue.class);
    this.zone = context.getBean(ZoneId.class);
    this.snapshot = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.snapshot.setReadOnly(true);
  }

  /**
   * Writes the files of that period into an existing folder.
   *
   * @throws Failure {@code cli/out-unwritable}
   */
  public Counts write(Period period, Path folder) {
    try {
      return Objects.requireNonNull(snapshot.execute(status -> writeAll(period, folder)));
    } catch (UncheckedIOException e) {
      throw unwritable(folder, Objects.requireNonNull(e.getCause()));
    }
  }

  static Failure unwritable(Path folder, IOException e) {
    String reason = e.getClass().getSimpleName();
    return Failure.badInput("cli", "out-unwritable", "out", folder.toString(), "reason", reason)
        .causedBy(e);
  }

  private Counts writeAll(Period period, Path folder) {
    long[] lines = new long[3];
    Map<String, RulePack> packs = new TreeMap<>();
    file(
        folder.resolve("events.ndjson"),
        out -> {
          out.accept(
              CanonicalJson.write(
                  Map.of("event", "PERIOD", "from", period.from(), "to", period.to())));
          store.calendarChanges().forEach(change -> out.accept(CanonicalJson.write(change)));
          store.dossiers(
              period,
              row -> {
                out.accept(CanonicalJson.write(row));
                lines[1]++;
                if (row.containsKey("rulePack")) {
                  lines[0]++;
                  String id = String.valueOf(row.get("rulePack"));
                  int version = (int) row.getOrDefault("rulePackVersion", 0);
                  packs.computeIfAbsent(id + " " + version, key -> catalogue.rulePack(id, version));
                }
              });
        });
    file(folder.resolve("calendar.csv"), this::calendar);
    file(folder.resolve("rules.json"), out -> out.accept(rules(new ArrayList<>(packs.values()))));
    file(
        folder.resolve("letters.csv"),
        out -> {
          out.accept("dossier,number,contentSha256,pdfSha256");
          store.letters(
              period,
              line -> {
                out.accept(line);
                lines[2]++;
              });
        });
    return new Counts(lines[0], lines[1], lines[2]);
  }

  private void calendar(Consumer<String> out) {
    out.accept("calendar,version,date,kind,holiday");
    // a calendar without special days has this one row, so that the export contains it
    out.accept(Calendars.WEEKDAYS.calendar() + "," + Calendars.WEEKDAYS.version() + ",,,");
    store.calendarDays(out);
  }

  private String rules(List<RulePack> packs) {
    Map<String, Object> rules = new LinkedHashMap<>();
    rules.put("zone", zone.getId());
    rules.put("standardHours", hours(OfficeHours.STANDARD));
    rules.put("officeHours", store.officeHours());
    rules.put("packs", packs.stream().map(Evidence::pack).toList());
    return CanonicalJson.write(rules);
  }

  private static String hours(OfficeHours hours) {
    return String.join(" ", hours.intervals().stream().map(Object::toString).toList());
  }

  private static Map<String, Object> pack(RulePack pack) {
    ApologyRule apology = pack.apology();
    return Map.of(
        "id", pack.id(),
        "version", pack.version(),
        "sameDayCutoff", pack.clock().sameDayCutoff().toString(),
        "shortLimitHours", pack.clock().shortLimitHours(),
        "timing", apology.timing(),
        "leadWorkingDays", apology.leadWorkingDays(),
        "onSilence", apology.onSilence(),
        "issueGraceSeconds", apology.officerGrace().toSeconds(),
        "silenceToleranceSeconds", apology.silenceGrace().toSeconds());
  }

  private static void file(Path file, Consumer<Consumer<String>> lines) {
    Path part = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
        lines.accept(
            line -> {
              try {
                out.write(line);
                out.write('\n');
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }
      // if we die here, only the unfinished file exists, and the next run writes it again
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
