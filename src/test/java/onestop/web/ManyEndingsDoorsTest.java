package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many steps ended together, as a browser without scripts does it, and through the API. */
@Tag("world")
class ManyEndingsDoorsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final String MORNING = "2026-03-02T08:30";
  private static final int MOST = 1000;

  private static WorkItem at(World world, City city, String step) {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, step);
    return city.dossierItems(code).get(0);
  }

  private static List<DossierEvent> ends(World world, DossierCode code) {
    return world.get(Dossiers.class).events(code).stream()
        .filter(event -> event.kind().equals("STEP_COMPLETED"))
        .toList();
  }

  private static String form(List<String> ids, String rest) {
    return ids.stream().map(id -> "id=" + id).collect(Collectors.joining("&")) + "&" + rest;
  }

  private static HttpResponse<String> post(Visitor visitor, String path, String form) {
    return visitor.postForm(path, form + "&_csrf=" + encoded(visitor.token()));
  }

  private static String body(List<String> ids, String completion) {
    return "{\"items\":["
        + ids.stream().map(id -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(","))
        + "],\"completion\":"
        + completion
        + "}";
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void itemsOfOneStepEndWithOneFormAndEachFailureIsNamed(TestDatabase database) {
    try (World world = World.serving(database, MORNING)) {
      City city = City.in(world);
      List<WorkItem> items = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        items.add(at(world, city, "transfer_dossier"));
      }
      List<String> ids = items.stream().map(WorkItem::id).toList();
      Visitor desk = Visitor.of(world, City.desk().id());
      OfficerId second = new OfficerId("mot.cua.hai");
      world
          .get(Agencies.class)
          .add(
              new Officer(second, "Lý Thị Hai", "Công chức", City.WARD, Set.of(Role.DESK_OFFICER)),
              null);
      world
          .get(Dossiers.class)
          .claim(ids.get(2), new Actor.Officer(second, City.WARD)); // a colleague holds one

      desk.page("/my-work");
      String page = post(desk, "/my-work/finish/choose", form(ids, "back=/my-work")).body();
      assertThat(InboxPagesTest.words(page))
          .contains("Hoàn tất nhiều việc", "Chuyển hồ sơ: 3 việc", "Hoàn tất các việc này")
          .contains("bạn không làm được việc này lúc này");
      assertThat(page).contains("name=\"plain-note\"").doesNotContain("/insert\"");

      HttpResponse<String> done =
          post(
              desk,
              "/my-work/finish",
              form(ids, "back=/my-work&outcome=done&plain-note=" + encoded("chuyển cả tập")));
      assertThat(done.statusCode()).isEqualTo(302);
      String list = desk.page("/my-work").body();
      assertThat(InboxPagesTest.words(list))
          .contains("Đã hoàn tất 2 việc", "1 việc không thực hiện được", "Thử lại 1 việc này")
          .contains(items.get(2).dossier().value(), "Lý Thị Hai");
      assertThat(list)
          .as("the retry sends the form again")
          .contains("name=\"plain-note\"", "value=\"chuyển cả tập\"");
      for (WorkItem item : items.subList(0, 2)) {
        assertThat(ends(world, item.dossier())).hasSize(1);
        assertThat(ends(world, item.dossier()).get(0).details())
            .containsEntry("note", "chuyển cả tập");
        assertThat(city.dossierItems(item.dossier()).get(0).step()).isEqualTo("assign_dossier");
      }
      assertThat(ends(world, items.get(2).dossier())).isEmpty();

      world.get(Dossiers.class).release(ids.get(2), new Actor.Officer(second, City.WARD));
      String retried =
          post(
                  desk,
                  "/my-work/finish/choose",
                  form(ids.subList(2, 3), "outcome=done&plain-note=" + encoded("chuyển cả tập")))
              .body();
      assertThat(retried).contains("value=\"chuyển cả tập\"");
      post(
          desk,
          "/my-work/finish",
          form(ids, "outcome=done&plain-note=" + encoded("chuyển cả tập")));
      assertThat(InboxPagesTest.words(desk.page("/my-work").body()))
          .as("what was done before in the same way has succeeded, and is done once")
          .contains("Đã hoàn tất 3 việc");
      items.forEach(item -> assertThat(ends(world, item.dossier())).hasSize(1));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void itemsOfSeveralStepsAreShownByWhatCanBeEndedTogether() {
    try (World world = World.serving(TestDatabase.H2, MORNING)) {
      City city = City.in(world);
      WorkItem transfer = at(world, city, "transfer_dossier");
      WorkItem sent = at(world, city, "assign_dossier");
      Visitor desk = Visitor.of(world, City.desk().id());
      List<String> ids = List.of(transfer.id(), sent.id(), "no-such-item");
      desk.page("/my-work");
      String page = post(desk, "/my-work/finish/choose", form(ids, "back=")).body();
      assertThat(InboxPagesTest.words(page))
          .contains("Các việc đã chọn thuộc nhiều bước", "Chuyển hồ sơ: 1 việc")
          .contains("Phân công thụ lý: 1 việc", "1 việc đã chọn không còn chờ ở đơn vị bạn")
          .doesNotContain("Hoàn tất các việc này");
      HttpResponse<String> refused = post(desk, "/my-work/finish", form(ids, "outcome=done&back="));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(InboxPagesTest.words(refused.body())).contains("hãy chọn một nhóm");
      assertThat(ends(world, transfer.dossier())).isEmpty();
      assertThat(InboxPagesTest.words(desk.page("/my-work/finish").body()))
          .contains("Chưa có việc nào được chọn");
      HttpResponse<String> none = post(desk, "/my-work/finish", "outcome=done");
      assertThat(none.statusCode()).isEqualTo(400);
      assertThat(InboxPagesTest.words(none.body())).contains("Hãy chọn ít nhất một việc");
      HttpResponse<String> wrong =
          post(desk, "/my-work/finish", form(List.of(transfer.id()), "outcome=refuse"));
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(InboxPagesTest.words(wrong.body())).contains("Hoàn tất các việc này");
      desk.page("/language?to=en");
      assertThat(
              InboxPagesTest.words(
                  post(desk, "/my-work/finish/choose", form(ids.subList(0, 1), "back=")).body()))
          .contains("Complete many items", "Complete these items");
    }
  }

  @Test
  void theApiAnswersForEachItemAndFourEyesHoldForEach() {
    try (World world = World.serving(TestDatabase.H2, MORNING)) {
      City city = City.in(world);
      OfficerId both = new OfficerId("hai.vai");
      world
          .get(Agencies.class)
          .add(
              new Officer(
                  both,
                  "Đỗ Văn Hai",
                  "Phó Chủ tịch",
                  City.WARD,
                  Set.of(Role.SPECIALIST, Role.HEAD_OF_AGENCY)),
              null);
      WorkItem appraise = at(world, city, "appraise_dossier");
      city.complete(
          appraise, new Actor.Officer(both, City.WARD), "done", new StepPayload.Note("của mình"));
      WorkItem own = city.dossierItems(appraise.dossier()).get(0);
      assertThat(own.step()).isEqualTo("sign_result");
      WorkItem other = at(world, city, "sign_result");
      Visitor head = Visitor.of(world, both);
      String lot = body(List.of(own.id(), other.id(), "none"), "{\"outcome\":\"done\"}");
      HttpResponse<String> answer =
          head.apiPost(
              "/api/v1/inbox/complete", "application/json", lot, "Idempotency-Key", "lot-1");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("own-work", "work-item-gone", "{\"id\":\"" + other.id() + "\"}");
      assertThat(
              head.apiPost(
                      "/api/v1/inbox/complete", "application/json", lot, "Idempotency-Key", "lot-1")
                  .body())
          .as("the same call again")
          .isEqualTo(answer.body());
      assertThat(world.get(WorkItems.class).find(own.id())).isPresent();
      assertThat(head.postApi("/api/v1/inbox/complete", body(List.of(own.id()), "{}")).statusCode())
          .isEqualTo(400);
      assertThat(
              head.postApi(
                      "/api/v1/inbox/complete",
                      body(List.of(own.id()), "{\"outcome\":\"done\",\"x\":1}"))
                  .body())
          .contains("completion.x");
      assertThat(
              head.postApi(
                      "/api/v1/inbox/complete",
                      body(
                          List.of(own.id()),
                          "{\"outcome\":\"done\",\"note\":\"" + "x".repeat(4001) + "\"}"))
                  .body())
          .contains("completion.note");
      assertThat(head.postApi("/api/v1/inbox/complete", "{\"items\":[]}").statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void aThousandItemsGoInOneFormAndInOneCall() {
    try (World world = World.serving(TestDatabase.H2, MORNING)) {
      City city = City.in(world);
      List<String> ids =
          city.receive(MARITAL_STATUS, MOST).stream()
              .map(code -> city.dossierItems(code).get(0).id())
              .toList();
      Visitor desk = Visitor.of(world, City.desk().id());
      desk.page("/my-work");
      String page = post(desk, "/my-work/finish/choose", form(ids, "back=")).body();
      assertThat(InboxPagesTest.words(page)).contains("1.000 việc");
      HttpResponse<String> too =
          post(desk, "/my-work/finish", form(ids, "outcome=done&id=one-more"));
      assertThat(too.statusCode()).isEqualTo(400);
      HttpResponse<String> done = post(desk, "/my-work/finish", form(ids, "outcome=done"));
      assertThat(done.statusCode()).isEqualTo(302);
      assertThat(InboxPagesTest.words(desk.page("/my-work").body()))
          .contains("Đã hoàn tất 1000 việc");
      HttpResponse<String> again =
          desk.postApi("/api/v1/inbox/complete", body(ids, "{\"outcome\":\"done\"}"));
      assertThat(again.body()).doesNotContain("\"status\"");
    }
  }
}
