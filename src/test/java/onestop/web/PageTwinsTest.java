package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Everything that a page does, a program can do too: every door of a page has its twin in the API,
 * or a reason for having none. {@code DoorTableTest} holds the table to the running application, so
 * a page without a line here fails the build.
 */
@Tag("pure")
class PageTwinsTest {
  /** Acts and reads of pages; behind each the calls of the API by which a program does the same. */
  private static final String TWINS =
      """
      GET / = GET /api/counters
      GET /absences = GET /api/v1/absences
      POST /absences = POST /api/v1/absences
      POST /absences/{no}/back = POST /api/v1/absences/{no}/back
      GET /account/notices = GET /api/v1/notices/choice
      POST /account/notices = PUT /api/v1/notices/choice
      POST /account/password = PUT /api/me/password
      GET /agencies = GET /api/agencies
      GET /agencies/{code} = GET /api/agencies/{code}/officers, GET /api/agencies/{code}/delegations, GET /api/agencies/{code}/hours
      POST /agencies/{code}/delegations/add = POST /api/delegations
      POST /agencies/{code}/delegations/{number}/end = POST /api/delegations/{number}/end
      POST /agencies/{code}/hours/apply = POST /api/agencies/{code}/hours
      POST /agencies/{code}/hours/try = POST /api/agencies/{code}/hours
      GET /agencies/{code}/registers = GET /api/v1/agencies/{code}/registers
      POST /agencies/{code}/registers = PUT /api/v1/agencies/{code}/registers/{procedure}
      POST /agencies/{code}/registers/{procedure}/remove = DELETE /api/v1/agencies/{code}/registers/{procedure}
      GET /assignments = GET /api/v1/assignments/officers
      POST /assignments = POST /api/v1/assignments, POST /api/v1/assignments/free
      POST /assignments/insert = GET /api/v1/text-blocks
      POST /assignments/choose = GET /api/v1/assignments/officers
      GET /audit = GET /api/counters, GET /api/ledger
      GET /audit/dossiers/{code} = GET /api/dossiers/{code}/events, GET /api/dossiers/{code}/due, GET /api/dossiers/{code}/ledger
      GET /audit/facts = GET /api/v1/facts
      POST /audit/facts/explain = POST /api/v1/facts/explanations
      GET /audit/hearing = GET /api/hearing
      GET /audit/hearing.csv = GET /api/hearing.csv
      GET /audit/hearing.json = GET /api/hearing
      GET /audit/hearing/changes = GET /api/hearing/changes
      GET /audit/hearing/list = GET /api/hearing/list
      GET /audit/ledger = GET /api/ledger/entries
      GET /audit/ledger.{kind:csv|xlsx|pdf} = GET /api/audit/ledger.{kind:csv|xlsx|pdf}
      GET /audit/lookups = GET /api/v1/lookups
      GET /bench = GET /api/models
      POST /bench/{process}/check = POST /api/models/{file}/lint
      GET /bench/{process}/drawing = GET /api/models/{file}/versions/{version}
      POST /bench/{process}/versions = POST /api/models/{file}/versions, GET /api/models/{file}/versions
      GET /bench/{process}/versions/{version} = GET /api/models/{file}/versions/{version}/difference
      GET /bench/{process}/versions/{version}/scenarios = GET /api/models/{file}/versions/{version}/scenarios
      POST /bench/{process}/versions/{version}/scenarios = PUT /api/models/{file}/versions/{version}/scenarios
      GET /bench/{process}/versions/{version}/trial = GET /api/models/{file}/versions/{version}/trial
      GET /bench/{process}/versions/{version}/letter = GET /api/models/{file}/versions/{version}/trial/letter
      POST /bench/{process}/versions/{version}/{act} = POST /api/models/{file}/versions/{version}/trial, POST /api/models/{file}/versions/{version}/{step}
      GET /board = GET /api/v1/board
      POST /board/remind = POST /api/v1/board/remind
      GET /calendar = GET /api/calendars/{calendar}
      POST /calendar/apply = POST /api/calendars/{calendar}/apply
      POST /calendar/dry-run = POST /api/calendars/{calendar}/dry-run
      GET /deliveries = GET /api/deliveries
      GET /deliveries/{id} = GET /api/deliveries/{id}
      POST /deliveries/{id} = POST /api/deliveries/{id}/send-again, POST /api/deliveries/{id}/settle-as-sent, POST /api/deliveries/{id}/confirm-delivery
      GET /dossiers = GET /api/dossiers
      GET /dossiers/{code} = GET /api/dossiers/{code}, GET /api/dossiers/{code}/due, GET /api/dossiers/{code}/apologies, GET /api/dossiers/{code}/escalations, GET /api/v1/dossiers/{code}/handover
      POST /dossiers/{code}/corrections = POST /api/dossiers/{code}/corrections
      POST /dossiers/{code}/escalations/{level}/answer = POST /api/dossiers/{code}/escalations/{level}/answer
      GET /dossiers/{code}/fees = GET /api/v1/dossiers/{code}/fees
      POST /dossiers/{code}/fees/charge = POST /api/v1/dossiers/{code}/fees
      POST /dossiers/{code}/fees/correct = POST /api/v1/dossiers/{code}/fees/{no}/correct
      POST /dossiers/{code}/fees/pay = POST /api/v1/dossiers/{code}/fees/payments
      GET /dossiers/{code}/fees/{no}.pdf = GET /api/v1/dossiers/{code}/fees/{no}.pdf
      GET /dossiers/{code}/files = GET /api/v1/dossiers/{code}/files
      POST /dossiers/{code}/files/add = POST /api/v1/dossiers/{code}/files
      POST /dossiers/{code}/files/result = POST /api/v1/dossiers/{code}/files/result
      POST /dossiers/{code}/files/uploads = POST /api/v1/dossiers/{code}/files/uploads
      POST /dossiers/{code}/files/uploads/{id} = POST /api/v1/dossiers/{code}/files/uploads/{id}
      POST /dossiers/{code}/files/uploads/{id}/drop = DELETE /api/v1/dossiers/{code}/files/uploads/{id}
      POST /dossiers/{code}/files/uploads/{id}/file = POST /api/v1/dossiers/{code}/files/uploads/{id}/file
      GET /dossiers/{code}/files/{no} = GET /api/v1/dossiers/{code}/files/{no}
      POST /dossiers/{code}/files/{no}/remove = POST /api/v1/dossiers/{code}/files/{no}/remove
      GET /dossiers/{code}/handover.pdf = GET /api/v1/dossiers/{code}/handover.pdf
      POST /dossiers/{code}/notes = POST /api/v1/dossiers/{code}/notes
      POST /dossiers/{code}/notes/{no}/edit = PUT /api/v1/dossiers/{code}/notes/{no}
      POST /dossiers/{code}/notes/{no}/record = POST /api/v1/dossiers/{code}/notes/{no}/record
      POST /dossiers/{code}/notes/{no}/strike = DELETE /api/v1/dossiers/{code}/notes/{no}
      POST /dossiers/{code}/notes/insert = GET /api/v1/text-blocks
      POST /dossiers/{code}/opinions/{no}/remind = POST /api/v1/dossiers/{code}/opinions/{no}/remind
      POST /dossiers/{code}/opinions/{no}/withdraw = POST /api/v1/dossiers/{code}/opinions/{no}/withdraw
      GET /dossiers/{code}/papers/{kind}-{no}.pdf = GET /api/dossiers/{code}/papers/{kind}-{no}.pdf
      POST /dossiers/{code}/withdraw/insert = GET /api/v1/text-blocks
      POST /dossiers/{code}/take-back = POST /api/v1/work-items/{id}/take-back
      POST /dossiers/{code}/withdraw = POST /api/dossiers/{code}/withdraw
      GET /fees = GET /api/v1/fees
      GET /fees.csv = GET /api/v1/fees
      GET /letters = GET /api/apologies, GET /api/apologies/to-sign
      GET /letters/returned = GET /api/v1/returned-letters
      GET /letters/returned/{id} = GET /api/v1/returned-letters/{id}
      POST /letters/returned/{id} = POST /api/v1/returned-letters/{id}
      POST /letters/{id}/insert = GET /api/v1/text-blocks
      POST /letters/sign = POST /api/apologies/sign
      GET /letters/{id} = GET /api/apologies/{id}, GET /api/apologies/{id}/sheet
      POST /letters/{id}/draft = POST /api/apologies/{id}/draft
      GET /letters/{id}/letter.pdf = GET /api/apologies/{id}/letter.pdf
      POST /letters/{id}/on-time = POST /api/apologies/{id}/on-time
      POST /letters/{id}/preview = POST /api/apologies/{id}/preview.pdf
      GET /letters/{id}/preview.pdf = GET /api/apologies/{id}/preview.pdf
      POST /letters/{id}/preview.pdf = POST /api/apologies/{id}/preview.pdf
      POST /letters/{id}/sign = POST /api/apologies/{id}/draft, POST /api/apologies/sign
      POST /letters/{id}/waive = POST /api/apologies/{id}/waive
      POST /lookup = POST /api/lookup
      POST /lookup/evaluation = POST /api/lookup/evaluation
      GET /mentions = GET /api/v1/mentions, GET /api/v1/mentions/reminders
      POST /mentions/reminded = POST /api/v1/mentions/reminded
      POST /mentions/seen = POST /api/v1/mentions/seen
      GET /my-work = GET /api/v1/inbox, GET /api/v1/inbox/views, GET /api/v1/inbox/columns
      POST /my-work/claim = POST /api/v1/inbox/claim
      POST /my-work/columns = PUT /api/v1/inbox/columns
      GET /my-work/finish = GET /api/v1/inbox, GET /api/work-items/{id}/forms
      POST /my-work/finish = POST /api/v1/inbox/complete
      POST /my-work/finish/choose = GET /api/v1/inbox, GET /api/work-items/{id}/forms
      GET /my-work/ids = GET /api/v1/inbox
      POST /my-work/next = POST /api/v1/inbox/next
      POST /my-work/release = POST /api/v1/inbox/release
      POST /my-work/undo = POST /api/v1/inbox/release, POST /api/v1/inbox/claim, POST /api/v1/inbox/take-back, POST /api/v1/assignments, POST /api/v1/assignments/free
      GET /my-work/rows = GET /api/v1/inbox
      POST /my-work/views = POST /api/v1/inbox/views
      POST /my-work/views/{no}/delete = DELETE /api/v1/inbox/views/{no}
      GET /my-work/{id} = GET /api/work-items/{id}, GET /api/work-items/{id}/forms, GET /api/work-items/{id}/register-number, GET /api/v1/work-items/{id}/draft, GET /api/v1/work-items/{id}/presence
      POST /my-work/{id}/claim = POST /api/work-items/{id}/claim
      POST /my-work/{id}/complete = POST /api/work-items/{id}/complete
      POST /my-work/{id}/draft = PUT /api/v1/work-items/{id}/draft
      POST /my-work/{id}/draft/discard = DELETE /api/v1/work-items/{id}/draft
      POST /my-work/{id}/give-back = POST /api/work-items/{id}/give-back
      POST /my-work/{id}/here = PUT /api/v1/work-items/{id}/presence
      POST /my-work/{id}/insert = GET /api/v1/text-blocks
      POST /my-work/{id}/left = DELETE /api/v1/work-items/{id}/presence
      GET /my-work/{id}/opinion = GET /api/v1/work-items/{id}/opinions
      POST /my-work/{id}/opinion = POST /api/v1/work-items/{id}/opinions
      POST /my-work/{id}/release = POST /api/work-items/{id}/release
      GET /notices = GET /api/v1/notices
      POST /notices/read = POST /api/v1/notices/read
      POST /notices/{no}/open = POST /api/v1/notices/{no}/read
      GET /opinions = GET /api/v1/opinions
      GET /opinions/{code}/{no} = GET /api/v1/opinions/{code}/{no}, GET /api/v1/dossiers/{code}/opinions
      POST /opinions/{code}/{no}/answer = POST /api/v1/opinions/{code}/{no}/answer
      GET /opinions/{code}/{no}/files/{file} = GET /api/v1/opinions/{code}/{no}/files/{file}
      POST /opinions/{code}/{no}/pass-on = POST /api/v1/opinions/{code}/{no}/pass-on
      GET /operations = GET /api/operations
      POST /operations/sweep = POST /api/operations/sweep
      GET /people = GET /api/agencies/{code}/officers
      POST /people/new/add = POST /api/officers
      GET /people/{id} = GET /api/officers/{id}, GET /api/officers/{id}/account
      POST /people/{id}/{act} = POST /api/officers/{id}/disable, POST /api/officers/{id}/enable, POST /api/officers/{id}/end-sessions, PUT /api/officers/{id}/password, PUT /api/officers/{id}/roles/{role}, DELETE /api/officers/{id}/roles/{role}
      GET /procedures = GET /api/procedures
      GET /procedures/{procedure} = GET /api/v1/procedures/{procedure}, GET /api/v1/procedures/{procedure}/load
      GET /procedures/{procedure}/versions/{version} = GET /api/v1/procedures/{procedure}/versions/{version}
      GET /procedures/{procedure}/versions/{version}/file = GET /api/v1/procedures/{procedure}/versions/{version}
      GET /receive = GET /api/procedures, GET /api/v1/counter/procedures
      GET /receive/batch.pdf = GET /api/v1/counter/receipts.pdf
      GET /receive/done/{code} = GET /api/dossiers/{code}, GET /api/dossiers/{code}/papers/{kind}-{no}.pdf
      GET /receive/refusals = GET /api/v1/refusals
      GET /receive/refusals/{year}/{no}.pdf = GET /api/v1/refusals/{year}/{no}.pdf
      POST /receive/star = PUT /api/v1/counter/procedures/{procedure}/star, DELETE /api/v1/counter/procedures/{procedure}/star
      GET /receive/{procedure} = GET /api/procedures/{code}/form, GET /api/v1/counter/procedures/{procedure}/appointment, GET /api/v1/counter/applicants
      POST /receive/{procedure}/list/check = POST /api/v1/lists/{procedure}
      POST /receive/{procedure}/list/confirm = POST /api/v1/lists/{procedure}
      POST /receive/{procedure}/list/receipts.pdf = GET /api/v1/counter/receipts.pdf
      POST /receive/{procedure}/send = POST /api/dossiers, POST /api/dossiers/bulk, POST /api/v1/refusals, POST /api/v1/dossiers/{code}/fees, POST /api/v1/counter/supplement.pdf
      GET /reports/evaluations = GET /api/reports/evaluations
      GET /reports/evaluations/dossiers = GET /api/reports/evaluations/dossiers
      GET /reports/{report:[a-z-]+} = GET /api/reports/{report}
      GET /reports/{report:[a-z-]+}.{format:xlsx|pdf|csv} = GET /api/reports/{report}
      GET /reports/{report:[a-z-]+}/dossiers = GET /api/reports/{report}/dossiers
      GET /search = GET /api/v1/search
      GET /text-blocks = GET /api/v1/text-blocks
      POST /text-blocks = POST /api/v1/text-blocks
      POST /text-blocks/{no} = PUT /api/v1/text-blocks/{no}
      POST /text-blocks/{no}/remove = DELETE /api/v1/text-blocks/{no}
      """;

  /** Doors without a twin, and why. */
  private static final Map<String, String> ALONE =
      Map.ofEntries(
          Map.entry("GET /account/password", "an empty form"),
          Map.entry("GET /audit/purpose", "an empty form"),
          Map.entry("POST /audit/purpose", "a program states the purpose with each call"),
          Map.entry("POST /bench", "an empty drawing; a program sends a whole file"),
          Map.entry("GET /bench/{process}", "the editor"),
          Map.entry("POST /bench/{process}/sketch", "what its designer alone sees in the editor"),
          Map.entry("POST /bench/{process}/sketch/discard", "as the drawing itself"),
          Map.entry("GET /guides", "text for people"),
          Map.entry("GET /guides/{name}", "text for people"),
          Map.entry("GET /language", "Accept-Language of each call"),
          Map.entry("POST /language", "Accept-Language of each call"),
          Map.entry("GET /login", "a program logs in with each call"),
          Map.entry("POST /login", "a program logs in with each call"),
          Map.entry("POST /logout", "a program logs in with each call"),
          Map.entry("GET /lookup", "an empty form"),
          Map.entry("GET /my-work/live", "a page hears that its list has changed; a tag tells it"),
          Map.entry("GET /people/new", "an empty form"),
          Map.entry("GET /receive/batch", "the codes that the receiving answered"),
          Map.entry("GET /receive/{procedure}/list", "an empty form"),
          Map.entry(
              "GET /receive/{procedure}/list/template.{kind:xlsx|csv}",
              "a file to be filled in by people"),
          Map.entry("GET /reports", "the names of the reports, in the API’s description"));

  /** Doors of no page: for machines, or of files that all may read. */
  private static final List<String> NO_PAGES =
      List.of("(none)", "/actuator", "/assets/", "/error", "/log/", "/proof", "/webjars/", "/api/");

  private static Map<String, List<String>> twins() {
    Map<String, List<String>> twins = new TreeMap<>();
    TWINS
        .lines()
        .map(line -> line.split(" = ", 2))
        .forEach(
            line ->
                assertThat(twins.put(line[0], List.of(line[1].split(", ")))).as(line[0]).isNull());
    return twins;
  }

  private static Stream<String> doors() {
    return DoorTable.read().stream().map(DoorTable.Door::mapping).distinct();
  }

  private static boolean isOfAPage(String door) {
    String path = door.substring(door.indexOf(' ') + 1);
    return NO_PAGES.stream().noneMatch(path::startsWith);
  }

  @Test
  void everyDoorOfAPageHasATwinOrAReason() {
    List<String> without = new ArrayList<>();
    Map<String, List<String>> twins = twins();
    doors()
        .filter(PageTwinsTest::isOfAPage)
        .filter(door -> !twins.containsKey(door) && !ALONE.containsKey(door))
        .forEach(without::add);
    assertThat(without).as("doors of pages that no program can use").isEmpty();
  }

  @Test
  void everyNamedDoorIsThere() {
    TreeSet<String> known = new TreeSet<>(doors().toList());
    TreeSet<String> named = new TreeSet<>(ALONE.keySet());
    twins()
        .forEach(
            (page, calls) -> {
              named.add(page);
              named.addAll(calls);
            });
    named.removeAll(known);
    assertThat(named).as("named here, and not in the table of doors").isEmpty();
    assertThat(ALONE.keySet()).doesNotContainAnyElementsOf(twins().keySet());
  }
}
