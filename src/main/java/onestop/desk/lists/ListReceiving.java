package onestop.desk.lists;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import onestop.desk.Caller;
import onestop.desk.lists.ListColumns.Column;
import onestop.desk.lists.ListRow.Finding;
import onestop.desk.receiving.ReceivingCounter;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.refusals.CounterRefusal;
import onestop.dossiers.refusals.CounterRefusals;
import onestop.engine.CommandGateway.Outcome;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.PlainText;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import org.springframework.stereotype.Service;

/**
 * Receives the applicants of a list at the caller's counter. A list is checked as a whole before
 * anything is stored; each sound row becomes a dossier, once on a day, and a row that fails affects
 * no other.
 */
@Service
public final class ListReceiving {
  private static final int ROWS_AT_ONCE = 200;

  private final ReceivingCounter counter;
  private final Dossiers dossiers;
  private final CounterRefusals refusals;
  private final Catalogue catalogue;
  private final Clock clock;

  ListReceiving(
      ReceivingCounter counter,
      Dossiers dossiers,
      CounterRefusals refusals,
      Catalogue catalogue,
      Clock clock) {
    this.counter = counter;
    this.refusals = refusals;
    this.dossiers = dossiers;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** The columns of a procedure's list. */
  public ListColumns columns(String procedure) {
    Procedure version = catalogue.current(procedure);
    return ListColumns.of(version, catalogue.form(version).orElse(null));
  }

  /** Today: the day of a list that is first shown now. */
  public LocalDate today() {
    return LocalDate.now(clock);
  }

  /**
   * The rows with what is wrong with them, and with the dossiers that they have become before.
   * Stores nothing.
   *
   * @throws Failure {@code desk/list-…} for a list whose columns are not those of the procedure
   */
  public List<ListRow> check(ApplicantList list, ListOrder order, Caller caller) {
    Procedure version = catalogue.current(order.procedure());
    AgencyCode desk = caller.officer().agency();
    ListReader reader =
        new ListReader(
            new ListReader.Reference(
                version,
                catalogue.form(version).orElse(null),
                catalogue.fees(version).orElse(null)),
            order,
            desk);
    List<Column> head = reader.columns().of(list);
    List<ListRow> rows =
        list.lines().stream().map(line -> admitted(reader.read(head, line), reader)).toList();
    List<String> keys = rows.stream().filter(ListRow::isSound).map(ListReader::key).toList();
    Map<String, DossierCode> before = dossiers.submitted("list:" + desk.value(), keys);
    List<CounterRefusal> today =
        refusals.since(desk, today().atStartOfDay(clock.getZone()).toInstant());
    return rows.stream()
        .map(row -> row.isSound() ? row.with(before.get(ListReader.key(row))) : row)
        .map(row -> row.earlier() == null ? notRefused(row, today) : row)
        .toList();
  }

  /** The row, or why it is not received if the own counter has refused its application today. */
  private static ListRow notRefused(ListRow row, List<CounterRefusal> today) {
    Intake intake = row.intake();
    return intake == null
        ? row
        : today.stream()
            .filter(refusal -> isSame(refusal, intake))
            .findFirst()
            .map(refusal -> refused(row, refusal))
            .orElse(row);
  }

  private static ListRow refused(ListRow row, CounterRefusal refusal) {
    Failure failure =
        Failure.conflict(
            "desk", "list-row-refused", "number", refusal.number(), "reason", refusal.reason());
    return new ListRow(row.no(), row.name(), null, List.of(new Finding("", failure, null)), null);
  }

  private static boolean isSame(CounterRefusal refusal, Intake intake) {
    String one = refusal.applicant().phone();
    String other = intake.applicant().phone();
    return refusal.procedure().code().equals(intake.procedureCode())
        && PlainText.words(refusal.applicant().name())
            .equals(PlainText.words(intake.applicant().name()))
        && (one == null || other == null || one.equals(other));
  }

  private ListRow admitted(ListRow row, ListReader reader) {
    Intake intake = row.intake();
    if (intake == null) {
      return row;
    }
    try {
      dossiers.refusal(intake);
      return row;
    } catch (Failure failure) {
      return new ListRow(row.no(), row.name(), null, List.of(reader.finding(failure)), null);
    }
  }

  /**
   * Receives the sound rows; those received before are answered with their dossiers.
   *
   * @return all rows in their order: each with its dossier, or with its findings
   * @throws Failure {@code web/not-your-desk}
   */
  public List<ListRow> receive(List<ListRow> rows, Caller caller) {
    List<ListRow> done = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
      done.addAll(portion(rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)), caller));
    }
    return done;
  }

  private List<ListRow> portion(List<ListRow> rows, Caller caller) {
    List<Intake> intakes =
        rows.stream()
            .map(ListRow::intake)
            .filter(Objects::nonNull)
            .map(intake -> counter.admitted(intake, caller))
            .toList();
    var outcomes = counter.receiveAll(intakes, caller).iterator();
    return rows.stream()
        .map(row -> row.intake() == null ? row : done(row, outcomes.next()))
        .toList();
  }

  private ListRow done(ListRow row, Outcome<IntakeResult> outcome) {
    try {
      return row.with(new DossierCode(counter.receipt(outcome.orThrow()).code()));
    } catch (Failure failure) {
      return new ListRow(
          row.no(), row.name(), row.intake(), List.of(new Finding("", failure, null)), null);
    } catch (RuntimeException broken) {
      Failure failure = Failure.badInput("desk", "list-row-broken").causedBy(broken);
      return new ListRow(
          row.no(), row.name(), row.intake(), List.of(new Finding("", failure, null)), null);
    }
  }
}
