package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Role;
import onestop.delivery.Attachment;
import onestop.delivery.DeliveryAttempt;
import onestop.delivery.DeliveryState;
import onestop.delivery.OutboundMessage;
import onestop.delivery.Outbox;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who decides about messages of unknown fate, by page and API, and what is on record of it. */
@Tag("world")
class DeliveryDoorsTest {
  private static final String JSON = "application/json";
  private static final DossierCode CODE = new DossierCode("000.00.01.H26-260211-0007");

  private World world;
  private Visitor operator;
  private int messages;

  /** A message in a state as if the relay had left it there. */
  private long message(DeliveryState state) {
    Outbox outbox = world.get(Outbox.class);
    OutboundMessage mail =
        new OutboundMessage.Email(
            "tranngocanh@example.vn", "Thư", "Kính gửi", List.<Attachment>of());
    long id =
        outbox.enqueue(
            "letter:" + CODE + ":" + ++messages + ":applicant",
            CODE,
            List.of(mail, new OutboundMessage.PrintJob("Trần Ngọc Ánh", "1 Phố", "Thư", List.of())),
            world.now());
    assertThat(
            world
                .get(JdbcClient.class)
                .sql(
                    "update outbox_message set state = ?, attempts = 1,"
                        + " detail = '550 <tranngocanh@example.vn> unknown' where id = ?")
                .params(state.name(), id)
                .update())
        .isEqualTo(1);
    return id;
  }

  private DeliveryState state(long id) {
    return world.get(Outbox.class).get(id).state();
  }

  private static Map<String, String> form(String act, String reason) {
    return new HashMap<>(Map.of("act", act, "reason", reason, "confirmed", "yes"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anOperatorSettlesWhatIsUnknownAndNobodyElseDoes(TestDatabase database) {
    try (World opened = World.serving(database, "2026-02-11T10:00")) {
      world = opened;
      City.in(world);
      operator = visitor(Role.OPERATOR);
      listsWhatWaitsForADecisionWithoutSayingWhose();
      decidesOnThePage();
      refusesWhatIsNotToBeDecided();
      decidesByTheApi();
      keepsEverybodyElseOut();
    }
  }

  private Visitor visitor(Role role) {
    return Visitor.of(world, City.officer(City.CENTRE, role).id());
  }

  private void listsWhatWaitsForADecisionWithoutSayingWhose() {
    long unknown = message(DeliveryState.AMBIGUOUS);
    long failed = message(DeliveryState.FAILED);
    long sent = message(DeliveryState.SENT);
    String list = operator.page("/deliveries").body();
    assertThat(list)
        .contains(link(unknown), link(failed), CODE.value(), "t***@example.vn", "Thư xin lỗi")
        .contains("href=\"/deliveries\" aria-current=\"page\"")
        .doesNotContain(link(sent), "tranngocanh", "Trần Ngọc Ánh");
    assertThat(operator.page("/deliveries?state=failed").body())
        .contains(link(failed))
        .doesNotContain(link(unknown));
    assertThat(operator.page("/deliveries?state=&channel=email").body())
        .contains(link(unknown), link(sent));
    assertThat(operator.page("/deliveries?state=&dossier=X-1").body())
        .contains("Không có thư nào như vậy");
    assertThat(operator.page("/deliveries?state=nonsense").statusCode()).isEqualTo(400);
    assertThat(operator.page("/deliveries/" + unknown).body())
        .contains("t***@example.vn")
        .doesNotContain("tranngocanh", "Trần Ngọc Ánh");
    assertThat(operator.page("/deliveries/4711").statusCode()).isEqualTo(404);
  }

  private static String link(long id) {
    return "\"/deliveries/" + id + "\"";
  }

  private void decidesOnThePage() {
    long sent = decide("settle-as-sent", DeliveryState.SENT);
    decide("send-again", DeliveryState.QUEUED);
    decide("confirm-delivery", DeliveryState.DELIVERED);
    HttpResponse<String> later =
        operator.post("/deliveries/" + sent, form("confirm-delivery", "ký nhận số 12"));
    assertThat(later.statusCode()).isEqualTo(302);
    assertThat(state(sent)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(operator.page("/deliveries/" + sent).body())
        .contains("ký nhận số 12", "Nguyễn Văn " + Role.OPERATOR.code());
  }

  private long decide(String act, DeliveryState after) {
    long id = message(DeliveryState.AMBIGUOUS);
    HttpResponse<String> answer =
        operator.post("/deliveries/" + id, form(act, "nhật ký máy chủ thư, 10:05"));
    assertThat(answer.statusCode()).as(act).isEqualTo(302);
    assertThat(state(id)).isEqualTo(after);
    List<DeliveryAttempt> log = world.get(Outbox.class).attempts(id);
    DeliveryAttempt last = log.get(log.size() - 1);
    assertThat(last.actor()).isEqualTo(City.officer(City.CENTRE, Role.OPERATOR).id().value());
    assertThat(last.detail()).isEqualTo("nhật ký máy chủ thư, 10:05");
    assertThat(last.at()).isEqualTo(world.now());
    return id;
  }

  private void refusesWhatIsNotToBeDecided() {
    long id = message(DeliveryState.AMBIGUOUS);
    String page = "/deliveries/" + id;
    Map<String, String> unconfirmed = form("send-again", "x");
    unconfirmed.remove("confirmed");
    assertThat(operator.post(page, unconfirmed).body())
        .contains("Hãy đánh dấu xác nhận", ">x</textarea>");
    assertThat(operator.post(page, form("send-again", "  ")).body()).contains("phải có lý do");
    assertThat(operator.post(page, form("send-again", "x".repeat(501))).body()).contains("quá dài");
    assertThat(operator.post(page, form("", "x")).body()).contains("Hãy chọn một quyết định");
    assertThat(operator.post(page, form("burn", "x")).body()).contains("burn");
    assertThat(state(id)).isEqualTo(DeliveryState.AMBIGUOUS);

    operator.post(page, form("send-again", "mất kết nối"));
    assertThat(operator.post(page, form("send-again", "bấm hai lần")).body())
        .contains("không thể chuyển sang");
    for (DeliveryState settled :
        Set.of(DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.FALLBACK)) {
      long one = message(settled);
      assertThat(operator.post("/deliveries/" + one, form("send-again", "x")).body())
          .as(settled.name())
          .contains("không thể chuyển sang");
      assertThat(state(one)).isEqualTo(settled);
    }
  }

  private void decidesByTheApi() {
    long id = message(DeliveryState.FAILED);
    String url = "/api/deliveries/" + id;
    assertThat(operator.api("/api/deliveries?state=FAILED,AMBIGUOUS").body())
        .contains("\"id\":" + id, "t***@example.vn", "\"resting\":[]")
        .doesNotContain("tranngocanh", "Ngọc Ánh");
    assertThat(operator.apiPost(url + "/settle-as-sent", JSON, "{\"reason\":\" \"}").statusCode())
        .isEqualTo(400);
    assertThat(operator.apiPost(url + "/settle-as-sent", JSON, "{\"reason\":\"log 17\"}").body())
        .contains("\"state\":\"SENT\"", "log 17");
    HttpResponse<String> again =
        operator.apiPost(
            url + "/send-again", JSON, "{\"reason\":\"again\"}", "Accept-Language", "en");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body())
        .contains("urn:onestop:problem:delivery:not-to-be-decided", "cannot become");
    assertThat(operator.api(url).body()).contains("\"acts\":[\"CONFIRM_DELIVERY\"]");
    assertThat(operator.apiPost(url + "/confirm-delivery", JSON, "{\"reason\":\"k\"}").body())
        .contains("\"state\":\"DELIVERED\"");
    assertThat(operator.api("/api/deliveries/4711").statusCode()).isEqualTo(404);
  }

  private void keepsEverybodyElseOut() {
    long id = message(DeliveryState.AMBIGUOUS);
    for (Role role : Role.values()) {
      Visitor visitor = visitor(role);
      boolean may = role == Role.OPERATOR || role == Role.ADMINISTRATOR;
      assertThat(visitor.page("/deliveries").statusCode())
          .as(role.name())
          .isEqualTo(may ? 200 : 403);
      assertThat(visitor.api("/api/deliveries").statusCode()).isEqualTo(may ? 200 : 403);
      assertThat(visitor.page("/calendar").body().contains("href=\"/deliveries\"")).isEqualTo(may);
      if (!may) {
        assertThat(visitor.post("/deliveries/" + id, form("send-again", "x")).statusCode())
            .isEqualTo(403);
        assertThat(
                visitor
                    .apiPost("/api/deliveries/" + id + "/send-again", JSON, "{\"reason\":\"x\"}")
                    .statusCode())
            .isEqualTo(403);
      }
    }
    assertThat(state(id)).isEqualTo(DeliveryState.AMBIGUOUS);
    HttpResponse<String> english =
        visitor(Role.ADMINISTRATOR).page("/language?to=en&back=/deliveries/" + id);
    assertThat(english.statusCode()).isEqualTo(302);
    Visitor administrator = visitor(Role.ADMINISTRATOR);
    administrator.page("/language?to=en&back=/");
    assertThat(administrator.page("/deliveries/" + id).body())
        .contains("Not known whether it left", "Send again", "answer for the decision");
  }
}
