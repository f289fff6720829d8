package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import onestop.agencies.Role;
import onestop.facts.PresentFigures;
import onestop.inbox.Inbox;
import onestop.inbox.InboxItem;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.PastWork;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The board of a ward an hour before the close of a Wednesday: of the dossiers due then one can be
 * saved and one cannot; one is late, one has time.
 */
@Tag("world")
class BoardDoorsTest {
  private static final String HOUSEHOLD_BUSINESS = "1.001612";

  private static World world;
  private static City city;
  private static DossierCode late;
  private static DossierCode saved;
  private static DossierCode lost;
  private static DossierCode calm;
  private static Visitor head;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    PastWork.pass(world, city);
    late = at(PastWork.PROCEDURE);
    world.advanceTo("2026-03-06T09:00");
    saved = at(PastWork.PROCEDURE);
    lost = at(HOUSEHOLD_BUSINESS);
    world.advanceTo("2026-03-11T15:00");
    calm = at(PastWork.PROCEDURE);
    world.advanceTo(world.get(SlaClocks.class).state(saved).dueOriginalAt().minusSeconds(60 * 60));
    head = Visitor.of(world, City.officer(City.WARD, Role.UNIT_HEAD).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static DossierCode at(String procedure) {
    DossierCode code = city.receive(procedure).code();
    city.workUntil(code, "appraise_dossier");
    return code;
  }

  @Test
  void theBoardNamesWhatWillBeLateAndWhatOfItCanBeSaved() {
    String page = InboxPagesTest.words(head.page("/board").body());
    assertThat(page)
        .contains("sẽ có 2 hồ sơ trễ hẹn, trong đó 1 hồ sơ còn kịp nếu giao ngay")
        .contains("Còn 1 giờ làm việc, việc còn lại khoảng 52 phút")
        .contains("Chỉ còn 1 giờ làm việc, mà việc còn lại khoảng")
        .contains("Chưa có người nhận")
        .contains("Còn kịp nếu giao ngay (1 hồ sơ)", "Không còn kịp hẹn (1 hồ sơ)")
        .contains("Dưới 1 ngày làm việc")
        .contains(saved.value(), lost.value())
        .doesNotContain(calm.value());
    assertThat(page.indexOf(saved.value())).isLessThan(page.indexOf(lost.value()));
    assertThat(InboxPagesTest.words(head.page("/board?lang=en").body())).isNotEmpty();
  }

  @Test
  void theFiguresAreThoseOfTheFirstPage() throws Exception {
    JsonNode board = new ObjectMapper().readTree(head.api("/api/v1/board").body());
    PresentFigures.Dossiers figures = world.get(PresentFigures.class).picture().dossiers(City.WARD);
    assertThat(board.get("open").asLong()).isEqualTo(figures.open()).isEqualTo(4);
    assertThat(board.get("late").asLong()).isEqualTo(figures.openOverdue()).isEqualTo(1);
    assertThat(board.get("willBeLate").asInt()).isEqualTo(2);
    assertThat(board.get("saved").asInt()).isEqualTo(1);
    assertThat(board.get("items").get(0).get("dossier").asText()).isEqualTo(saved.value());
    assertThat(board.get("items").get(0).get("saved").asBoolean()).isTrue();
    assertThat(board.get("items").get(1).get("dossier").asText()).isEqualTo(lost.value());
    assertThat(board.get("items").get(1).get("saved").asBoolean()).isFalse();
    long desks = 0;
    long lateAtDesks = 0;
    long predicted = 0;
    for (JsonNode desk : board.get("desks")) {
      desks += desk.get("items").asLong();
      lateAtDesks += desk.get("late").asLong();
      predicted += desk.get("predicted").asLong();
    }
    long ages = 0;
    for (JsonNode age : board.get("ages")) {
      ages += age.get("items").asLong();
    }
    assertThat(ages).isEqualTo(desks);
    assertThat(predicted).isEqualTo(board.get("willBeLate").asLong());
    assertThat(lateAtDesks).as("each late dossier waits once").isEqualTo(figures.openOverdue());
    assertThat(late).isNotNull();
  }

  @Test
  void itemsWhoseClockDoesNotRunAreAFigureOfTheirOwn() {
    city.workUntil(city.receive(PastWork.PROCEDURE).code(), "return_result");
    JdbcClient jdbc = world.get(JdbcClient.class);
    String all = "select count(*) from inbox_item where agency = '" + City.WARD + "'";
    long waiting = jdbc.sql(all).query(Long.class).single();
    long running =
        jdbc.sql(all + " and closed_at is null and waiting_since is null")
            .query(Long.class)
            .single();
    assertThat(waiting).isGreaterThan(running);
    assertThat(InboxPagesTest.words(head.page("/board").body()))
        .contains(
            "Đang tính thời hạn: " + running + " việc",
            "Không tính thời hạn: " + (waiting - running) + " việc",
            "Tổng cộng: " + waiting + " việc");
  }

  /** From the number to the list to the act: the dossier is given out and is no longer at risk. */
  @Test
  void aRescueLeadsToItsAssignment() {
    InboxItem item = world.get(Inbox.class).of(saved).get(0);
    String board = head.page("/board").body();
    assertThat(board).contains("value=\"" + item.workItemId() + "\"", "action=\"/assignments\"");
    String form = head.page("/assignments?id=" + item.workItemId() + "&back=/board").body();
    assertThat(form).contains("href=\"/board\"", saved.value());
  }

  @Test
  void aBoardIsSeenByTheHeadsOfItsAgencyAndOfThoseAbove() {
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.UNIT_HEAD).id());
    assertThat(police.page("/board?agency=" + City.WARD.value()).statusCode()).isEqualTo(403);
    assertThat(police.api("/api/v1/board?agency=" + City.WARD.value()).body())
        .contains("beyond-your-unit");
    Visitor unitOfCity = Visitor.of(world, City.officer(City.CENTRE, Role.UNIT_HEAD).id());
    assertThat(unitOfCity.page("/board?agency=" + City.WARD.value()).statusCode()).isEqualTo(403);
    Visitor specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    assertThat(specialist.page("/board").statusCode()).isEqualTo(403);

    Visitor chair = Visitor.of(world, City.officer(City.CENTRE, Role.HEAD_OF_AGENCY).id());
    String seen = chair.page("/board?agency=" + City.WARD.value()).body();
    assertThat(InboxPagesTest.words(seen)).contains("1 hồ sơ còn kịp nếu giao ngay", saved.value());
    assertThat(seen)
        .as("acts belong to the ward's own heads, names to its officers")
        .doesNotContain("Trần Thị Ngọc Ánh", "action=\"/assignments\"");
  }
}
