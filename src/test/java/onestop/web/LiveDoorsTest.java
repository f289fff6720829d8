package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItem;
import onestop.inbox.InboxSignals;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import onestop.web.page.live.LiveStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A list that is open hears of changes, and shows who else has an item open. */
@Tag("world")
class LiveDoorsTest {
  private static final OfficerId SECOND = new OfficerId("can.bo.hai");

  private World world;
  private City city;
  private Visitor desk;

  @BeforeEach
  void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    Officer like = world.get(Agencies.class).officer(City.desk().id());
    world
        .get(Agencies.class)
        .add(new Officer(SECOND, "Lê Thị Hai", like.titleVi(), City.WARD, like.roles()), null);
    desk = Visitor.of(world, City.desk().id());
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** The lines of a stream, and whether it has ended. */
  private record Heard(List<String> lines, CompletableFuture<Void> end) {
    static Heard of(HttpResponse<Stream<String>> answer) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
      List<String> lines = new CopyOnWriteArrayList<>();
      return new Heard(lines, CompletableFuture.runAsync(() -> answer.body().forEach(lines::add)));
    }

    long events() {
      return lines.stream().filter(line -> line.equals("event:changed")).count();
    }
  }

  @Test
  void thoseOfTheAgencyAreToldAndNobodyElseUntilTheyLogOut() {
    Visitor colleague = Visitor.of(world, SECOND);
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.SPECIALIST).id());
    Heard here = Heard.of(desk.stream("/my-work/live"));
    Heard there = Heard.of(colleague.stream("/my-work/live"));
    Heard elsewhere = Heard.of(police.stream("/my-work/live"));
    InboxSignals signals = world.get(InboxSignals.class);
    signals.round();
    long before = here.events();
    DossierCode code = city.receive("1.004873").code();
    signals.round();
    await().until(() -> here.events() > before && there.events() > before);
    WorkItem item = city.dossierItems(code).get(0);
    long received = here.events();
    world.get(Dossiers.class).claim(item.id(), City.desk());
    signals.round();
    await().until(() -> here.events() > received);
    assertThat(here.lines()).noneMatch(line -> line.contains(code.value()));
    assertThat(elsewhere.events()).isZero();

    desk.post("/logout", Map.of());
    await().until(() -> here.end().isDone());
    assertThat(there.end().isDone()).isFalse();
    assertThat(desk.page("/my-work/live").statusCode()).as("without a login").isEqualTo(302);
  }

  @Test
  void anOfficerHasFourStreamsAtMostAndAClearRefusal() {
    List<Heard> open = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      open.add(Heard.of(desk.stream("/my-work/live")));
    }
    HttpResponse<String> refused = desk.page("/my-work/live");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("Đang có quá nhiều trang mở cùng lúc");
    assertThat(world.get(LiveStreams.class).size()).isEqualTo(4);
    assertThat(desk.page("/my-work").statusCode()).as("the page itself").isEqualTo(200);
    world.get(LiveStreams.class).stop();
    open.forEach(heard -> await().until(() -> heard.end().isDone()));
    for (String seconds : List.of("-1", "1801", "x")) {
      assertThat(desk.page("/my-work/live?seconds=" + seconds).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void whoHasAnItemOpenIsSeenByTheOthersForTwoMinutes() {
    Visitor colleague = Visitor.of(world, SECOND);
    WorkItem item = city.dossierItems(city.receive("1.004873").code()).get(0);
    String list = "/my-work?tab=unassigned";
    assertThat(InboxPagesTest.words(desk.page(list).body())).doesNotContain("Đang mở:");
    colleague.page("/my-work/" + item.id());
    assertThat(InboxPagesTest.words(desk.page(list).body())).contains("Đang mở: Lê Thị Hai");
    assertThat(InboxPagesTest.words(desk.page("/my-work/" + item.id()).body()))
        .contains("Đang mở: Lê Thị Hai");
    assertThat(InboxPagesTest.words(colleague.page(list).body()))
        .as("oneself is no other")
        .contains("Đang mở: Nguyễn Văn desk_officer")
        .doesNotContain("Đang mở: Lê Thị Hai");
    assertThat(colleague.post("/my-work/" + item.id() + "/left", Map.of()).statusCode())
        .isEqualTo(204);
    assertThat(InboxPagesTest.words(desk.page(list).body())).doesNotContain("Đang mở:");
    assertThat(colleague.post("/my-work/" + item.id() + "/here", Map.of()).statusCode())
        .isEqualTo(204);
    world.outageUntil("2026-03-02T08:31");
    assertThat(InboxPagesTest.words(desk.page(list).body())).contains("Đang mở: Lê Thị Hai");
    world.outageUntil("2026-03-02T08:34");
    assertThat(InboxPagesTest.words(desk.page(list).body())).doesNotContain("Đang mở:");
    Visitor clerk = Visitor.of(world, City.officer(City.WARD, Role.RECORDS_CLERK).id());
    assertThat(clerk.post("/my-work/" + item.id() + "/here", Map.of()).statusCode())
        .as("not at that desk")
        .isEqualTo(404);
  }
}
