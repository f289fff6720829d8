package onestop.desk.lists;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import onestop.desk.lists.ListColumns.Column;
import onestop.desk.lists.ListRow.Finding;
import onestop.dossiers.Intake;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.FeeOrder;
import onestop.dossiers.life.HandedPaper;
import onestop.dossiers.life.IntakeRecord;
import onestop.files.FileHash;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.mail.MailAddress;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.fee.FeeRate;
import onestop.procedures.fee.FeeSchedule;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormAnswers;
import onestop.procedures.form.FormElement.Field;
import org.jspecify.annotations.Nullable;

/**
 * Makes an application of each row of a list, or names what is wrong with it. Pure; for one list
 * only, row by row in their order.
 */
final class ListReader {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "applicant.name", "name",
          "applicant.address", "address",
          "applicant.phone", "phone",
          "applicant.email", "email",
          "applicant.idNumber", "idNumber",
          "subject", "subject");

  private final Reference reference;
  private final ListOrder order;
  private final AgencyCode desk;
  private final ListColumns columns;
  private final Map<String, Integer> equal = new HashMap<>();

  /** What the catalogue has of the procedure. */
  record Reference(
      Procedure procedure, @Nullable ApplicationForm form, @Nullable FeeSchedule fees) {}

  ListReader(Reference reference, ListOrder order, AgencyCode desk) {
    this.reference = reference;
    this.order = order;
    this.desk = desk;
    this.columns = ListColumns.of(reference.procedure(), reference.form());
  }

  /** The columns that a list of the procedure may have. */
  ListColumns columns() {
    return columns;
  }

  ListRow read(List<Column> head, ApplicantList.Line line) {
    Map<String, String> texts = ListColumns.texts(head, line);
    String key = key(texts);
    List<Finding> findings = new ArrayList<>();
    requireWholeNumbers(texts, findings);
    requireAddress(texts.get("email"), findings);
    List<HandedPaper> papers = papers(texts, findings);
    IntakeRecord.FilledForm form = form(texts, findings);
    Intake intake = null;
    try {
      intake = intake(texts, key, new IntakeRecord(papers, order.returnBy(), form, fee(form)));
    } catch (Failure failure) {
      findings.add(finding(failure));
    }
    return new ListRow(
        line.no(),
        texts.getOrDefault("name", ""),
        findings.isEmpty() ? intake : null,
        findings,
        null);
  }

  /**
   * The same texts on the same day give the same key, in whatever file and column they stand, so
   * that a list sent again, corrected or not, receives no row twice; rows that are equal in one
   * list are counted.
   */
  private String key(Map<String, String> texts) {
    StringBuilder all = new StringBuilder(order.day() + "\n" + order.procedure());
    new TreeMap<>(texts).forEach((k, v) -> all.append('\n').append(k).append('\t').append(v));
    String digest = FileHash.of(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 40);
    return order.day() + "/" + digest + "/" + equal.merge(digest, 1, Integer::sum);
  }

  private Intake intake(Map<String, String> texts, String key, IntakeRecord record) {
    Intake intake =
        new Intake(
            "list:" + desk.value(),
            key,
            order.procedure(),
            desk,
            order.resolving(),
            new Applicant(
                texts.getOrDefault("name", ""),
                texts.get("address"),
                texts.get("phone"),
                texts.get("email"),
                texts.get("idNumber")),
            texts.getOrDefault("subject", reference.procedure().nameVi()),
            Channel.DESK,
            record.codes(),
            null,
            null,
            null,
            record);
    intake.requirePrintable();
    return intake;
  }

  /** The finding of a failure, at the column of its field. */
  Finding finding(Failure failure) {
    String field =
        failure.slug().equals("applicant-name")
            ? "applicant.name"
            : String.valueOf(failure.arguments().get("field"));
    String key = COLUMNS.getOrDefault(field, "a." + field);
    return new Finding(heading(key), failure, null);
  }

  private String heading(String key) {
    return columns.column(key).map(Column::heading).orElse("");
  }

  private void requireAddress(@Nullable String text, List<Finding> findings) {
    try {
      if (text != null) {
        MailAddress.of("applicant.email", text);
      }
    } catch (Failure failure) {
      findings.add(finding(failure));
    }
  }

  /** A number cell of a spreadsheet loses the nought that these numbers begin with. */
  private void requireWholeNumbers(Map<String, String> texts, List<Finding> findings) {
    String phone = texts.getOrDefault("phone", "").replaceAll("[ .-]", "");
    if (phone.matches("[1-9]\\d{8}")) {
      findings.add(nought("phone", texts));
    }
    String id = texts.getOrDefault("idNumber", "").replaceAll("[ .-]", "");
    if (id.matches("[1-9]\\d{10}") || id.matches("[1-9]\\d{9}") || id.matches(".*\\dE\\+?\\d+")) {
      findings.add(nought("idNumber", texts));
    }
  }

  private Finding nought(String key, Map<String, String> texts) {
    return new Finding(
        heading(key),
        Failure.badInput("desk", "list-nought", "value", String.valueOf(texts.get(key))),
        null);
  }

  private List<HandedPaper> papers(Map<String, String> texts, List<Finding> findings) {
    List<HandedPaper> papers = new ArrayList<>();
    for (Paper paper : reference.procedure().papers()) {
      String prefix = "p." + paper.code() + ".";
      int[] counts = new int[3];
      int at = 0;
      boolean wrong = false;
      for (String kind : List.of("originals", "certified", "copies")) {
        String text = texts.getOrDefault(prefix + kind, "0");
        if (text.matches("\\d{1,3}")) {
          counts[at] = Integer.parseInt(text);
        } else {
          wrong = true;
          findings.add(
              new Finding(
                  heading(prefix + kind),
                  Failure.badInput("desk", "list-count", "value", text, "max", HandedPaper.MOST),
                  null));
        }
        at++;
      }
      if (counts[0] + counts[1] + counts[2] > 0) {
        papers.add(new HandedPaper(paper.code(), counts[0], counts[1], counts[2], null));
      } else if (paper.required() && !wrong) {
        findings.add(
            new Finding(
                heading(prefix + "originals"),
                Failure.badInput("desk", "list-paper-missing", "paper", paper.nameVi()),
                null));
      }
    }
    return papers;
  }

  private IntakeRecord.@Nullable FilledForm form(
      Map<String, String> texts, List<Finding> findings) {
    ApplicationForm form = reference.form();
    if (form == null) {
      return null;
    }
    Map<String, Object> raw = new LinkedHashMap<>();
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    for (Column column : columns.all()) {
      String text = texts.get(column.key());
      Field field = column.field();
      if (text == null || field == null) {
        continue;
      }
      Object answer = ListColumns.answer(field, text);
      String[] path = column.key().split("\\.");
      if (path.length == 2) {
        raw.put(path[1], answer);
      } else {
        rows.computeIfAbsent(path[1], table -> new LinkedHashMap<>()).put(path[3], answer);
      }
    }
    rows.forEach((table, row) -> raw.put(table, List.of(row)));
    FormAnswers answers = form.check(raw, order.day());
    for (FormAnswers.Fault fault : answers.faults()) {
      String heading = heading("a." + fault.path());
      findings.add(new Finding(heading.isEmpty() ? fault.label().vi() : heading, null, fault));
    }
    return answers.faults().isEmpty()
        ? new IntakeRecord.FilledForm(form.id(), form.version(), answers.answers())
        : null;
  }

  /** The fee that the catalogue knows, owed; where it knows none the counter charges it later. */
  private @Nullable FeeOrder fee(IntakeRecord.@Nullable FilledForm form) {
    FeeSchedule fees = reference.fees();
    if (fees == null || fees.isFree()) {
      return null;
    }
    List<FeeRate> rates = fees.ratesFor(Channel.DESK.name());
    if (rates.isEmpty() || rates.get(0).isFree()) {
      return null;
    }
    OptionalLong amount = rates.get(0).amount(form == null ? Map.of() : form.answers());
    return amount.isPresent() && amount.getAsLong() > 0
        ? new FeeOrder(amount.getAsLong(), rates.get(0).code(), null, null)
        : null;
  }

  /** The name of the list's key of a row that is sound. */
  static String key(ListRow row) {
    return Objects.requireNonNull(row.intake()).idempotencyKey();
  }
}
