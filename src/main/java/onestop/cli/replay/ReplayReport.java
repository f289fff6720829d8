package onestop.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import onestop.apologies.Apologies;
import onestop.apologies.letter.ApologyLetter;
import onestop.apologies.obligation.ApologyObligation;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerEntry;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import org.springframework.context.ApplicationContext;

/**
 * The report of a replay, read from its database: the figures, and the folder's lists, letters and
 * ledger. The log's own dates are not used.
 */
final class ReplayReport {
  private static final int AT_ONCE = 500;

  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Apologies apologies;
  private final Ledger ledger;
  private final ReplayPlan plan;
  private final ZoneId zone;
  private final List<ReplayRow> rows = new ArrayList<>();

  /** A dossier with its clock and its apologies, as they stand at the horizon. */
  private record ReplayRow(
      int row,
      String trace,
      Dossier dossier,
      ClockState clock,
      Verdict verdict,
      List<ApologyObligation> obligations) {
    List<ApologyObligation> letters() {
      return obligations.stream().filter(ApologyObligation::isIssued).toList();
    }
  }

  /** The standing of a dossier against its first due date. */
  private enum Verdict {
    RESOLVED_ON_TIME,
    RESOLVED_LATE,
    OPEN_IN_TIME,
    OPEN_LATE;

    boolean isLate() {
      return this == RESOLVED_LATE || this == OPEN_LATE;
    }

    boolean isResolved() {
      return this == RESOLVED_ON_TIME || this == RESOLVED_LATE;
    }
  }

  /** Reads the whole database once. */
  ReplayReport(ApplicationContext context, ReplayStore store, ReplayPlan plan, ZoneId zone) {
    this.dossiers = context.getBean(Dossiers.class);
    this.clocks = context.getBean(SlaClocks.class);
    this.apologies = context.getBean(Apologies.class);
    this.ledger = context.getBean(Ledger.class);
    this.plan = plan;
    this.zone = zone;
    store.dossiers().forEach((row, received) -> rows.add(row(row, received)));
  }

  private ReplayRow row(int number, ReplayStore.Received received) {
    Dossier dossier = dossiers.get(received.code());
    ClockState clock = clocks.state(received.code());
    return new ReplayRow(
        number,
        received.trace(),
        dossier,
        clock,
        verdict(dossier, clock),
        apologies.of(received.code()));
  }

  private Verdict verdict(Dossier dossier, ClockState clock) {
    Dossier.Result result = dossier.result();
    if (result == null) {
      return plan.horizon().isAfter(clock.dueOriginalAt())
          ? Verdict.OPEN_LATE
          : Verdict.OPEN_IN_TIME;
    }
    return result.resolvedAt().isAfter(clock.dueOriginalAt())
        ? Verdict.RESOLVED_LATE
        : Verdict.RESOLVED_ON_TIME;
  }

  /** Counts the results and reports the faults. */
  ReplayFigures figures(long escalations) {
    List<String> findings = new ArrayList<>();
    long issued = 0;
    long missing = 0;
    long duplicate = 0;
    for (ReplayRow row : rows) {
      int letters = row.letters().size();
      issued += letters;
      if (row.verdict().isLate() && letters == 0) {
        missing++;
        findings.add(row.dossier().code() + ": late, and no letter of apology");
      }
      if (letters > 1) {
        duplicate += letters - 1L;
        findings.add(row.dossier().code() + ": " + letters + " letters of apology");
      }
    }
    if (rows.size() != plan.dossiers().size()) {
      findings.add(plan.dossiers().size() + " dossiers planned, " + rows.size() + " received");
    }
    return new ReplayFigures(
        new ReplayFigures.Dossiers(
            rows.size(),
            rows.stream().filter(row -> row.verdict().isResolved()).count(),
            count(Verdict.RESOLVED_ON_TIME),
            count(Verdict.RESOLVED_LATE),
            count(Verdict.OPEN_IN_TIME),
            count(Verdict.OPEN_LATE)),
        new ReplayFigures.Letters(
            rows.stream().filter(row -> row.verdict().isLate()).count(),
            issued,
            missing,
            duplicate),
        new ReplayFigures.Evidence(escalations, ledger.size(), ledger.head()),
        findings);
  }

  private long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** Writes the files that can be read without the program. */
  void write(Workspace workspace, UnaryOperator<String> texts, ReplayFigures figures) {
    workspace.write("dossiers.csv", dossierList());
    workspace.write("apologies.csv", apologyList(workspace));
    workspace.write("anomalies.csv", anomalyList(texts));
    workspace.write("ledger.ndjson", ledgerLines());
    workspace.write("summary.json", json(figures.asMap()) + "\n");
  }

  private String dossierList() {
    CsvText csv =
        new CsvText(
            zone,
            "row",
            "trace",
            "code",
            "receivedAt",
            "dueAt",
            "resolvedAt",
            "returnedAt",
            "state",
            "verdict",
            "letters");
    for (ReplayRow row : rows) {
      Dossier.Result result = row.dossier().result();
      csv.row(
          row.row(),
          row.trace(),
          row.dossier().code(),
          row.dossier().receivedAt(),
          row.clock().dueOriginalAt(),
          result == null ? null : result.resolvedAt(),
          row.dossier().returnedAt(),
          row.dossier().state(),
          row.verdict(),
          row.letters().size());
    }
    return csv.toString();
  }

  /** One line for each obligation; writes the letters themselves too. */
  private String apologyList(Workspace workspace) {
    CsvText csv =
        new CsvText(
            zone,
            "row",
            "trace",
            "code",
            "appointment",
            "state",
            "dueAt",
            "limitAt",
            "issuedAt",
            "inTime",
            "how",
            "reason",
            "number",
            "file",
            "sha256");
    for (ReplayRow row : rows) {
      for (ApologyObligation obligation : row.obligations()) {
        ApologyObligation.Issue issue = obligation.issue();
        ApologyLetter.Print print = apologies.print(obligation.id()).orElse(null);
        String file = "letters/" + fileName(row.dossier().code(), obligation);
        if (print != null) {
          workspace.write(file, print.pdf());
        }
        csv.row(
            row.row(),
            row.trace(),
            row.dossier().code(),
            obligation.key().appointmentNo(),
            obligation.state(),
            obligation.dueAt(),
            obligation.limitAt(),
            issue == null ? null : issue.at(),
            issue == null ? null : issue.inTime(),
            issue == null ? null : issue.how(),
            obligation.reason(),
            issue == null ? null : issue.number(),
            print == null ? null : file,
            print == null ? null : print.sha256());
      }
    }
    return csv.toString();
  }

  private static String fileName(DossierCode code, ApologyObligation obligation) {
    String name = code.value().replaceAll("[^A-Za-z0-9._-]", "_");
    int appointment = obligation.key().appointmentNo();
    return appointment == 1 ? name + ".pdf" : name + "-" + appointment + ".pdf";
  }

  private String anomalyList(UnaryOperator<String> texts) {
    CsvText csv = new CsvText(zone, "row", "trace", "what", "value", "rule");
    for (Anomaly anomaly : plan.anomalies()) {
      String code = anomaly.what().code();
      csv.row(
          anomaly.row(),
          anomaly.trace(),
          code,
          anomaly.value(),
          texts.apply("replay.rule." + code));
    }
    return csv.toString();
  }

  /** Every entry with its text and its hash: enough to recompute the head by hand. */
  private String ledgerLines() {
    StringBuilder lines = new StringBuilder();
    List<LedgerEntry> page = ledger.entries(0, AT_ONCE);
    while (!page.isEmpty()) {
      for (LedgerEntry entry : page) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("position", entry.position());
        line.put("text", entry.canonicalJson());
        line.put("leafHash", entry.leafHash());
        lines.append(json(line)).append('\n');
      }
      page = ledger.entries(page.get(page.size() - 1).position() + 1, AT_ONCE);
    }
    return lines.toString();
  }

  private static String json(Map<String, Object> object) {
    try {
      return new ObjectMapper().writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
