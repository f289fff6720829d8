package onestop.web.api;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.desk.lists.ApplicantList;
import onestop.desk.lists.ListFile;
import onestop.desk.lists.ListOrder;
import onestop.desk.lists.ListReceiving;
import onestop.desk.lists.ListRow;
import onestop.dossiers.life.ReturnBy;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.form.FormAnswers;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.download.EmptyList;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Many applicants of one procedure from a spreadsheet: the body is the bytes of the workbook or of
 * the CSV file. Without {@code confirm} the rows are checked and nothing is stored.
 */
@RestController
@PersonalData(Of.LISTED)
class ListsApi {
  private final ListReceiving lists;
  private final Problems problems;
  private final MessageSource messages;

  ListsApi(ListReceiving lists, Problems problems, MessageSource messages) {
    this.lists = lists;
    this.problems = problems;
    this.messages = messages;
  }

  /**
   * What the rows have in common.
   *
   * @param resolving the agency that decides; the caller's own if left out
   * @param returnBy {@code DESK} if left out
   * @param confirm whether the sound rows are to be received
   */
  record Order(
      @Nullable String resolving, @Nullable ReturnBy returnBy, @Nullable Boolean confirm) {}

  /**
   * A row of the list.
   *
   * @param no its number in the file, from 1
   * @param code the dossier that it is; null if it is none yet
   */
  record RowBody(int no, @Nullable String code, List<FindingBody> findings) {}

  /** What keeps a row from being received; the column is empty if it is the row as a whole. */
  record FindingBody(String column, String sentence) {}

  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/api/v1/lists/{procedure}", consumes = "application/octet-stream")
  List<RowBody> send(
      @PathVariable String procedure,
      Order order,
      @RequestBody(required = false) byte @Nullable [] body,
      @AuthenticationPrincipal SignedIn caller,
      Locale locale) {
    ApplicantList list = ListFile.read(body == null ? new byte[0] : body);
    String resolving = order.resolving();
    List<ListRow> rows =
        lists.check(
            list,
            new ListOrder(
                procedure,
                resolving == null ? caller.officer().agency() : new AgencyCode(resolving),
                Objects.requireNonNullElse(order.returnBy(), ReturnBy.DESK),
                lists.today()),
            caller.caller());
    List<ListRow> answered =
        Boolean.TRUE.equals(order.confirm()) ? lists.receive(rows, caller.caller()) : rows;
    return answered.stream().map(row -> body(row, locale)).toList();
  }

  /** An empty list with the columns of the procedure's form, as a workbook or as CSV. */
  @GetMapping("/api/v1/lists/{procedure}/template.{kind:xlsx|csv}")
  @PersonalData(Of.NOBODY)
  ResponseEntity<byte[]> template(@PathVariable String procedure, @PathVariable String kind) {
    return EmptyList.of(lists.columns(procedure), procedure, kind);
  }

  private RowBody body(ListRow row, Locale locale) {
    DossierCode code = row.earlier();
    return new RowBody(
        row.no(),
        code == null ? null : code.value(),
        row.findings().stream()
            .map(one -> new FindingBody(one.heading(), sentence(one, locale)))
            .toList());
  }

  private String sentence(ListRow.Finding finding, Locale locale) {
    Failure failure = finding.failure();
    FormAnswers.Fault fault = finding.fault();
    if (failure != null) {
      return problems.sentence(failure, locale);
    }
    return fault == null
        ? ""
        : messages.getMessage("form.fault." + fault.slug(), new Object[] {fault.bound()}, locale);
  }
}
