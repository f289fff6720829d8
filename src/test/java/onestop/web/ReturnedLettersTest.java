package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.apologies.letter.LetterPress;
import onestop.delivery.DeliveryState;
import onestop.delivery.OutboundMessage.Channel;
import onestop.delivery.Outbox;
import onestop.delivery.OutboxEntry;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierEvent;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** Letters that failed or came back are work of the agency that sent them. */
@Tag("world")
class ReturnedLettersTest {
  private static final String LIST = "/letters/returned";

  private World world;
  private Outbox outbox;
  private DossierCode code;
  private Visitor desk;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLetterThatDidNotArriveComesBackToTheDesk(TestDatabase database) {
    try (World opened = World.serving(database, "2026-03-02T10:00")) {
      world = opened;
      City city = City.in(world);
      outbox = world.get(Outbox.class);
      code = city.receive("1.004873").code();
      DossierCode other = city.receive("1.004873").code();
      world.advanceTo("2026-03-06T10:00");
      world.get(LetterPress.class).print(10);
      desk = Visitor.of(world, City.desk().id());
      assertThat(desk.page("/letters").body()).doesNotContain("chưa đến nơi");
      isWorkWhenEveryWayHasFailed(other);
      isSentToACorrectedAddress();
      comesBackAndIsHandedOver();
      belongsToItsAgencies();
      refusesWhatCannotBeSent();
    }
  }

  private OutboxEntry last() {
    List<OutboxEntry> ways = outbox.of("letter:" + code + ":1:applicant");
    return ways.get(ways.size() - 1);
  }

  private void leave(OutboxEntry entry, DeliveryState state) {
    world
        .get(JdbcClient.class)
        .sql(
            "update outbox_message set state = ?, settled_at = ?, next_attempt_at = null,"
                + " detail = '550 no such user' where id = ?")
        .params(state.name(), OffsetDateTime.parse("2026-03-06T10:00:00+07:00"), entry.id())
        .update();
  }

  private static String read(Visitor visitor, String path) {
    return HtmlUtils.htmlUnescape(visitor.page(path).body());
  }

  private HttpResponse<String> act(OutboxEntry one, String act, String... more) {
    Map<String, String> form = new HashMap<>(Map.of("act", act, "reason", "Bưu điện báo sai"));
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return desk.post(LIST + "/" + one.id(), form);
  }

  private void isWorkWhenEveryWayHasFailed(DossierCode other) {
    OutboxEntry mail = last();
    assertThat(mail.channel()).isEqualTo(Channel.EMAIL);
    OutboxEntry elsewhere = outbox.of("letter:" + other + ":1:applicant").get(0);
    leave(elsewhere, DeliveryState.SENT);
    leave(mail, DeliveryState.FAILED);
    assertThat(read(desk, "/letters")).contains("1 thư gửi cho người dân chưa đến nơi", LIST);
    assertThat(read(desk, LIST))
        .contains(
            LIST + "/" + mail.id(), "Trần Thị Ngọc Ánh", "anh@example.org", "550 no such user")
        .doesNotContain(other.value());
    assertThat(read(desk, LIST + "/" + mail.id()))
        .contains("Gửi bản giấy", "Đã trao tận tay", "Số 5 ngõ 7")
        .doesNotContain("Thư bị trả lại</span>");
    assertThat(desk.api("/api/v1/returned-letters").body())
        .contains("\"id\":" + mail.id(), "\"BY_MAIL\"", "\"state\":\"FAILED\"");
  }

  private void isSentToACorrectedAddress() {
    OutboxEntry failed = last();
    assertThat(act(failed, "by-mail", "email", "ngoc.anh@example.org").statusCode()).isEqualTo(302);
    OutboxEntry way = last();
    assertThat(way.id()).isNotEqualTo(failed.id());
    assertThat(way.recipient()).isEqualTo("ngoc.anh@example.org");
    assertThat(way.state()).isEqualTo(DeliveryState.QUEUED);
    assertThat(outbox.get(failed.id()).state()).isEqualTo(DeliveryState.FALLBACK);
    assertThat(world.get(Dossiers.class).get(code).applicant().email())
        .isEqualTo("ngoc.anh@example.org");
    List<DossierEvent> events = world.get(Dossiers.class).events(code);
    DossierEvent corrected = events.get(events.size() - 1);
    assertThat(corrected.kind()).isEqualTo("CONTACT_CORRECTED");
    assertThat(corrected.details()).isEqualTo(Map.of("fields", List.of("email")));
    assertThat(corrected.actor().name()).isEqualTo(City.desk().id().value());
    assertThat(read(desk, "/dossiers/" + code)).contains("Sửa địa chỉ của người nộp");
    assertThat(read(desk, LIST)).as("it is on its way").contains("Không có thư nào gửi hỏng");

    // the address of before is sent to without an event
    leave(way, DeliveryState.FAILED);
    assertThat(act(way, "on-paper", "address", "Số 5 ngõ 7").statusCode()).isEqualTo(302);
    assertThat(last().channel()).isEqualTo(Channel.PRINT);
    assertThat(last().recipient()).isEqualTo("Trần Thị Ngọc Ánh");
    assertThat(world.get(Dossiers.class).events(code)).hasSameSizeAs(events);
    assertThat(act(way, "on-paper", "address", "Số 5 ngõ 7").statusCode())
        .as("once")
        .isEqualTo(409);
  }

  private void comesBackAndIsHandedOver() {
    OutboxEntry paper = last();
    leave(paper, DeliveryState.SENT);
    assertThat(read(desk, LIST + "?code=" + code)).contains(LIST + "/" + paper.id(), "Đã gửi");
    assertThat(act(paper, "come-back").statusCode()).isEqualTo(302);
    assertThat(outbox.get(paper.id()).state()).isEqualTo(DeliveryState.FAILED);
    assertThat(read(desk, LIST)).contains(LIST + "/" + paper.id(), "Bưu điện báo sai");
    assertThat(act(paper, "hand-over", "reason", " ").statusCode()).isEqualTo(400);
    assertThat(act(paper, "hand-over", "reason", "Trao bà Ánh, CCCD").statusCode()).isEqualTo(302);
    assertThat(outbox.get(paper.id()).state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(outbox.attempts(paper.id()))
        .extracting(step -> step.outcome())
        .containsExactly("RETURNED", "DELIVERED");
    assertThat(read(desk, LIST)).contains("Không có thư nào gửi hỏng");
  }

  private void belongsToItsAgencies() {
    OutboxEntry paper = last();
    leave(paper, DeliveryState.FAILED);
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.DESK_OFFICER).id());
    assertThat(read(police, LIST)).contains("Không có thư nào gửi hỏng");
    assertThat(read(police, LIST + "?code=" + code)).doesNotContain(LIST + "/" + paper.id());
    assertThat(police.page(LIST + "/" + paper.id()).statusCode()).isEqualTo(404);
    assertThat(
            police
                .post(LIST + "/" + paper.id(), Map.of("act", "send-again", "reason", "thử"))
                .statusCode())
        .isEqualTo(404);
    Visitor specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    assertThat(read(specialist, LIST)).contains(LIST + "/" + paper.id());
    assertThat(read(specialist, LIST + "/" + paper.id())).doesNotContain("name=\"act\"");
    assertThat(
            specialist
                .post(LIST + "/" + paper.id(), Map.of("act", "send-again", "reason", "thử"))
                .statusCode())
        .isEqualTo(403);
    assertThat(outbox.get(paper.id()).state()).isEqualTo(DeliveryState.FAILED);
    OutboxEntry copy = outbox.of("letter:" + code + ":1:desk").get(0);
    leave(copy, DeliveryState.FAILED);
    assertThat(desk.page(LIST + "/" + copy.id()).statusCode())
        .as("the desk's own copy is the operator's")
        .isEqualTo(404);
  }

  private void refusesWhatCannotBeSent() {
    OutboxEntry paper = last();
    for (String[] wrong :
        List.of(
            new String[] {"by-mail", "email", ""},
            new String[] {"by-mail", "email", "khong phai dia chi"},
            new String[] {"by-mail", "email", "a@b"},
            new String[] {"on-paper", "address", " "},
            new String[] {"on-paper", "address", "x".repeat(301)},
            new String[] {"on-paper", "address", "Số 5 \uD83D\uDE00"},
            new String[] {"", "address", "Số 5"})) {
      HttpResponse<String> refused = act(paper, wrong[0], wrong[1], wrong[2]);
      assertThat(refused.statusCode()).as(String.join(" ", wrong)).isEqualTo(400);
      assertThat(HtmlUtils.htmlUnescape(refused.body()))
          .contains("Bưu điện báo sai", "class=\"wrong\"");
    }
    assertThat(outbox.get(paper.id()).state()).isEqualTo(DeliveryState.FAILED);
    assertThat(
            desk.postApi(
                    "/api/v1/returned-letters/" + paper.id(),
                    "{\"act\": \"SEND_AGAIN\", \"reason\": \"Máy in đã sửa\"}")
                .body())
        .contains("\"state\":\"QUEUED\"");
  }
}
