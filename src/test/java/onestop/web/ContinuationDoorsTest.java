package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.IntakeRecord.Ground;
import onestop.dossiers.steps.StepPayload;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** Closed dossiers that new ones continue: at the counter, through the API, and when not. */
@Tag("world")
class ContinuationDoorsTest {
  private static final String COPY = "2.000815";
  private static final String MARITAL_STATUS = "1.004873";
  private static final String LINKED = "2.002621";

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.serving("2026-03-02T08:30");

  private World world;
  private City city;
  private Visitor desk;

  private void open(TestDatabase database) {
    world = SHARED.world(database);
    city = SHARED.city(database);
    desk = Visitor.of(world, City.desk().id());
  }

  private Dossier dossier(DossierCode code) {
    return world.get(Dossiers.class).get(code);
  }

  private List<DossierEvent> events(DossierCode code) {
    return world.get(Dossiers.class).events(code);
  }

  /** A dossier of certified copies, received at the counter and resolved. */
  private DossierCode resolved() {
    DossierCode code =
        new DossierCode(
            CounterForm.codeOf(
                desk.post("/receive/" + COPY + "/send", CounterForm.copies(Map.of()))));
    city.resolve(code);
    return code;
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theCounterContinuesAClosedDossierWithAllOfItFilledIn(TestDatabase database) {
    open(database);
    DossierCode earlier = resolved();
    Dossier before = dossier(earlier);
    List<DossierEvent> evidence = events(earlier);
    var clock = world.get(SlaClocks.class).state(earlier);
    String page = HtmlUtils.htmlUnescape(desk.page("/dossiers/" + earlier).body());
    assertThat(page)
        .contains("Lập hồ sơ tiếp tục", "/receive/" + COPY + "?continues=" + earlier.value());

    String form =
        HtmlUtils.htmlUnescape(desk.page("/receive/" + COPY + "?continues=" + earlier).body());
    assertThat(form)
        .contains("Hồ sơ này tiếp tục hồ sơ " + earlier, "value=\"Nguyễn Thị Hà\"")
        .contains("value=\"Bằng tốt nghiệp\"", "name=\"continues\" value=\"" + earlier)
        .contains("value=\"RESULT_ERROR\"", "value=\"COMPLAINT\"")
        .doesNotContain("value=\"APPLIED_AGAIN\"");

    Map<String, String> typed = CounterForm.copies(Map.of("continues", earlier.value()));
    HttpResponse<String> groundless = desk.post("/receive/" + COPY + "/send", typed);
    assertThat(HtmlUtils.htmlUnescape(groundless.body()))
        .contains("Hãy chọn trường hợp tiếp tục", "value=\"Nguyễn Thị Hà\"");
    typed.put("ground", "RESULT_ERROR");
    typed.put("continuesReason", "Sai năm sinh trên bản sao");
    assertThat(HtmlUtils.htmlUnescape(desk.post("/receive/" + COPY + "/send", typed).body()))
        .contains("Hãy ghi Căn cứ pháp lý", "Sai năm sinh trên bản sao</textarea>");
    typed.put("continuesBasis", "Biên bản số 12 ngày 02/03/2026");
    typed.put("quantity", "2");
    assertThat(HtmlUtils.htmlUnescape(desk.post("/receive/" + COPY + "/send", typed).body()))
        .contains("Mỗi lần chỉ lập một hồ sơ tiếp tục");
    typed.put("quantity", "1");
    DossierCode later =
        new DossierCode(CounterForm.codeOf(desk.post("/receive/" + COPY + "/send", typed)));
    assertThat(CounterForm.codeOf(desk.post("/receive/" + COPY + "/send", typed)))
        .as("the same form again")
        .isEqualTo(later.value());

    assertThat(dossier(earlier)).as("untouched").isEqualTo(before);
    assertThat(events(earlier)).isEqualTo(evidence);
    assertThat(world.get(SlaClocks.class).state(earlier)).isEqualTo(clock);
    assertThat(events(later).get(0).details())
        .containsEntry("continues", earlier.value())
        .containsEntry("ground", "RESULT_ERROR")
        .containsEntry("reason", "Sai năm sinh trên bản sao")
        .containsEntry("legalBasis", "Biên bản số 12 ngày 02/03/2026");
    assertThat(InboxPagesTest.words(desk.page("/dossiers/" + later).body()))
        .contains("Hồ sơ này tiếp tục hồ sơ " + earlier, "Kết quả đã cấp có sai sót")
        .contains("Biên bản số 12 ngày 02/03/2026");
    assertThat(desk.page("/dossiers/" + earlier).body())
        .contains("href=\"/dossiers/" + later + "\"");
    assertThat(
            HtmlUtils.htmlUnescape(desk.page("/receive/" + COPY + "?continues=" + earlier).body()))
        .contains("Đã có hồ sơ tiếp tục hồ sơ " + earlier + ": " + later);
    desk.page("/language?to=en");
    assertThat(InboxPagesTest.words(desk.page("/dossiers/" + later).body()))
        .contains("This dossier continues dossier " + earlier);
    assertThat(desk.api("/api/v1/dossiers/" + earlier + "/continuations").body())
        .contains("\"continuedBy\":[\"" + later + "\"]");
    assertThat(desk.api("/api/v1/dossiers/" + later + "/continuations").body())
        .contains("\"ground\":\"RESULT_ERROR\"", "\"grounds\":[]");
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
  }

  private String body(Map<String, String> changes) {
    Map<String, String> said = new HashMap<>();
    said.put("key", "k" + System.identityHashCode(changes) + changes.hashCode());
    said.put("ground", "COMPLAINT");
    said.put("reason", "Khiếu nại đúng");
    said.put("basis", "QĐ 15/QĐ-UBND");
    said.putAll(changes);
    return """
    {"idempotencyKey":"%s","procedure":"%s","receivingAgency":"%s","subject":"Xin lại",
     "applicant":{"name":"Trần Thị Ngọc Ánh"},"channel":"DESK",
     "desk":{"papers":[{"code":"form","originals":1}],
       "continues":{"dossier":"%s","ground":"%s","reason":"%s","legalBasis":"%s"}}}
    """
        .formatted(
            said.get("key"),
            MARITAL_STATUS,
            City.WARD.value(),
            said.get("dossier"),
            said.get("ground"),
            said.get("reason"),
            said.get("basis"));
  }

  private HttpResponse<String> send(Visitor visitor, Map<String, String> changes) {
    return visitor.postApi("/api/dossiers", body(changes));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theApiContinuesOnlyWhatIsClosedOnAGroundThatFits(TestDatabase database) {
    open(database);
    DossierCode open = city.receive(MARITAL_STATUS).code();
    HttpResponse<String> early = send(desk, Map.of("dossier", open.value()));
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.body()).contains("continues-open", open.value());
    assertThat(InboxPagesTest.words(desk.page("/dossiers/" + open).body()))
        .doesNotContain("Lập hồ sơ tiếp tục");

    world.get(Dossiers.class).withdraw(open, "Người nộp xin rút", City.desk());
    assertThat(send(desk, Map.of("dossier", open.value(), "ground", "RESULT_ERROR")).body())
        .contains("continues-ground");
    assertThat(send(desk, Map.of("dossier", open.value(), "reason", " ")).statusCode())
        .isEqualTo(400);
    assertThat(send(desk, Map.of("dossier", open.value(), "basis", "x".repeat(301))).statusCode())
        .isEqualTo(400);
    assertThat(send(desk, Map.of("dossier", "000.00.01.H26-260302-9999")).body())
        .contains("continues-elsewhere");
    assertThat(send(desk, Map.of("dossier", "'; drop table dossier")).statusCode())
        .isBetween(400, 409);
    assertThat(
            send(
                    Visitor.of(world, City.officer(City.POLICE, Role.DESK_OFFICER).id()),
                    Map.of("dossier", open.value()))
                .statusCode())
        .isEqualTo(403);

    Map<String, String> right =
        Map.of("dossier", open.value(), "ground", "APPLIED_AGAIN", "key", "again-" + database);
    HttpResponse<String> made = send(desk, right);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(send(desk, right).statusCode()).as("the same again").isEqualTo(200);
    Map<String, String> other = new HashMap<>(right);
    other.put("ground", "COMPLAINT");
    assertThat(send(desk, other).body()).as("another under its key").contains("key-taken");
    assertThat(desk.api("/api/v1/dossiers/" + open + "/continuations").body())
        .contains("\"continuedBy\":[\"000.00.01.H26-260302-", Ground.APPLIED_AGAIN.name());

    JdbcClient jdbc = world.get(JdbcClient.class);
    assertThatThrownBy(
            () -> jdbc.sql("update dossier_continuation set continues = dossier_code").update())
        .as("the link is evidence")
        .isInstanceOf(DataAccessException.class);
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLegIsContinuedByItsWhole(TestDatabase database) {
    open(database);
    DossierCode whole = city.receive(LINKED).code();
    city.complete(whole, "check_form", "done", new StepPayload.Note(""));
    List<Dossier> legs = world.get(Dossiers.class).legs(whole);
    assertThat(legs).isNotEmpty();
    DossierCode leg = legs.get(0).code();
    assertThat(desk.api("/api/v1/dossiers/" + leg + "/continuations").body())
        .contains("\"grounds\":[]");
    assertThat(send(desk, Map.of("dossier", leg.value())).body()).contains("continues-leg");
  }
}
