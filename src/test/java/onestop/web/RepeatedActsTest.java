package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A form that is sent twice acts once, and its second answer says what the first one did. */
@Tag("world")
class RepeatedActsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final int TIMES = 4;
  private static final Pattern KEY = Pattern.compile("name=\"key\"[^>]* value=\"([^\"]+)\"");

  private static World world;
  private static City city;
  private static Visitor desk;
  private static Visitor specialist;
  private static Visitor colleague;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    for (int i = 0; i < 30; i++) {
      city.receive(MARITAL_STATUS);
    }
    Officer like = world.get(Agencies.class).officer(specialistId());
    OfficerId second = new OfficerId("chuyen.vien.hai");
    world
        .get(Agencies.class)
        .add(new Officer(second, "Lê Thị Hai", like.titleVi(), City.WARD, like.roles()), null);
    desk = Visitor.of(world, City.desk().id());
    specialist = Visitor.of(world, specialistId());
    colleague = Visitor.of(world, second);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static OfficerId specialistId() {
    return City.officer(City.WARD, Role.SPECIALIST).id();
  }

  @Test
  void aPressOfTheButtonGivesOneItemHoweverOftenItIsSent() {
    String list = "/my-work?tab=unassigned";
    Matcher key = KEY.matcher(desk.page(list).body());
    assertThat(key.find()).isTrue();
    Map<String, String> form = Map.of("back", list, "key", key.group(1));
    String token = desk.token();
    List<String> targets =
        atOnce(() -> desk.post("/my-work/next", form, token).headers().firstValue("Location"))
            .stream()
            .map(target -> target.orElseThrow().replaceFirst("\\?.*|;.*", ""))
            .toList();
    assertThat(new HashSet<>(targets)).hasSize(1);
    assertThat(targets.get(0)).containsPattern("/my-work/[^/]+$");
    assertThat(held()).hasSize(1);

    Map<String, String> another = Map.of("back", list, "key", key.group(1) + "+");
    assertThat(desk.post("/my-work/next", another, token).headers().firstValue("Location"))
        .hasValueSatisfying(target -> assertThat(target).doesNotContain(targets.get(0)));
    assertThat(held()).hasSize(2);
    giveAllBack();
  }

  @Test
  void aProgramGetsTheSameItemUnderTheSameKey() {
    List<String> bodies = atOnce(() -> next("press-1").body());
    assertThat(new HashSet<>(bodies)).hasSize(1);
    assertThat(held()).hasSize(1);
    assertThat(next("press-1").body()).isEqualTo(bodies.get(0));
    assertThat(next("press-2").body()).isNotEqualTo(bodies.get(0));
    assertThat(desk.apiPost("/api/v1/inbox/next", "application/json", "").body())
        .as("without a key each call is one of its own")
        .isNotEqualTo(bodies.get(0));
    assertThat(held()).hasSize(3);
    assertThat(next("k".repeat(121)).statusCode()).isEqualTo(400);

    String id = bodies.get(0).replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    WorkItem item = world.get(WorkItems.class).get(id);
    assertThat(complete(desk, item).statusCode()).isEqualTo(302);
    HttpResponse<String> ended = next("press-1");
    assertThat(ended.statusCode()).isEqualTo(409);
    assertThat(ended.body()).contains("inbox:next-ended");
    giveAllBack();
  }

  private static HttpResponse<String> next(String key) {
    return desk.apiPost("/api/v1/inbox/next", "application/json", "", "Idempotency-Key", key);
  }

  @Test
  void aStepThatIsEndedTwiceByOneOfficerIsSaidToBeDone() {
    WorkItem item = toAppraise();
    assertThat(complete(specialist, item).statusCode()).isEqualTo(302);
    while (specialist.page("/my-work").body().contains("role=\"status\"><span>")) {
      // reads what was said before
    }
    HttpResponse<String> again = complete(specialist, item);
    assertThat(again.statusCode()).isEqualTo(302);
    String said = specialist.page("/my-work").body();
    assertThat(InboxPagesTest.words(said))
        .contains("bạn đã hoàn thành lúc 02/03/2026 08:30", "Mở hồ sơ " + item.dossier())
        .contains("lần gửi này không ghi thêm gì");
    assertThat(said).contains("href=\"/dossiers/" + item.dossier() + "\"");
    assertThat(completions(item.dossier(), item.step())).isEqualTo(1);

    HttpResponse<String> program = completeByApi(specialist, item);
    assertThat(program.statusCode()).isEqualTo(200);
    assertThat(program.body())
        .contains("\"dossier\":\"" + item.dossier() + "\"", "\"step\":\"appraise_dossier\"")
        .contains("\"outcome\":\"" + item.normalOutcome() + "\"", "\"by\":\"" + specialistId());
  }

  /** What was recorded stands, and nobody is told that something else was. */
  @Test
  void anotherOutcomeOrOtherEntriesForAnEndedStepAreAConflict() {
    WorkItem item = toAppraise();
    String path = "/my-work/" + item.id() + "/complete";
    Map<String, String> sent =
        Map.of("outcome", item.normalOutcome(), "plain-note", "Đủ giấy tờ, đúng quy định");
    assertThat(specialist.post(path, sent).statusCode()).isEqualTo(302);
    assertThat(specialist.post(path, sent).statusCode()).as("the same").isEqualTo(302);
    String other =
        item.outcomes().stream()
            .filter(one -> !one.equals(item.normalOutcome()))
            .findFirst()
            .orElseThrow();
    for (Map<String, String> changed :
        List.of(
            Map.of("outcome", other, "plain-note", "Đủ giấy tờ, đúng quy định"),
            Map.of("outcome", item.normalOutcome(), "plain-note", "Thiếu một bản sao"),
            Map.of("outcome", item.normalOutcome()),
            Map.of("outcome", "nonsense", "plain-note", "Đủ giấy tờ, đúng quy định"))) {
      HttpResponse<String> refused = specialist.post(path, changed);
      assertThat(refused.statusCode()).as(changed.toString()).isEqualTo(409);
      assertThat(InboxPagesTest.words(refused.body()))
          .contains("đã được bạn hoàn thành lúc 02/03/2026 08:30 với kết quả hoặc nội dung khác")
          .contains(changed.getOrDefault("plain-note", ""));
    }
    String program = "/api/work-items/" + item.id() + "/complete";
    assertThat(
            specialist
                .postApi(
                    program, "{\"outcome\": \"" + item.normalOutcome() + "\", \"note\": \"x y\"}")
                .body())
        .contains("desk:step-ended-otherwise", "\"outcome\":\"" + item.normalOutcome() + "\"");
    assertThat(
            specialist
                .postApi(
                    program,
                    "{\"outcome\": \"%s\", \"note\": \"Đủ giấy tờ, đúng quy định\"}"
                        .formatted(item.normalOutcome()))
                .statusCode())
        .isEqualTo(200);
    assertThat(completions(item.dossier(), item.step())).isEqualTo(1);
  }

  /** This node has not seen the item: it was ended through another one. */
  @Test
  void aProgramThatRepeatsACompletionAtAnotherNodeIsAnsweredAsAtTheFirst() {
    WorkItem item = toAppraise();
    city.complete(item.dossier(), item.step(), item.normalOutcome(), new StepPayload.Note(""));
    assertThat(completeByApi(specialist, item).statusCode()).isEqualTo(200);
    assertThat(completeByApi(specialist, item).body())
        .contains("\"dossier\":\"" + item.dossier() + "\"", "\"step\":\"" + item.step() + "\"");
    assertThat(completeByApi(colleague, item).statusCode()).isEqualTo(409);
    Visitor other = Visitor.of(world, City.officer(City.POLICE, Role.SPECIALIST).id());
    assertThat(completeByApi(other, item).statusCode()).isEqualTo(404);
    for (String id : List.of("nowhere", "x".repeat(65), "a_b", item.id() + "0")) {
      HttpResponse<String> none =
          specialist.postApi("/api/work-items/" + id + "/complete", "{\"outcome\": \"done\"}");
      assertThat(none.statusCode()).as(id).isEqualTo(404);
    }
  }

  @Test
  void aCompletionThatComesAfterAColleaguesIsAConflictAndKeepsWhatWasTyped() {
    WorkItem item = toAppraise();
    assertThat(complete(specialist, item).statusCode()).isEqualTo(302);
    HttpResponse<String> late =
        colleague.post(
            "/my-work/" + item.id() + "/complete",
            Map.of("outcome", item.normalOutcome(), "plain-note", "Đã gọi điện"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(InboxPagesTest.words(late.body()))
        .contains("đã được Nguyễn Văn specialist hoàn thành lúc 02/03/2026 08:30")
        .contains("Đã gọi điện");
    assertThat(completeByApi(colleague, item).statusCode()).isEqualTo(409);
    assertThat(completeByApi(colleague, item).body()).contains("desk:step-ended");
  }

  @Test
  void whatTheFormSaysOfItsItemIsEnoughAndOpensNothingElse() {
    WorkItem item = toAppraise();
    city.complete(
        item.dossier(), item.step(), item.normalOutcome(), city.filled(item, item.normalOutcome()));
    String of = item.dossier() + " " + item.step() + " " + item.createdAt();
    // an id that this node has never seen stands for an item opened on another one
    HttpResponse<String> told =
        specialist.post("/my-work/elsewhere/complete", Map.of("outcome", "done", "of", of));
    assertThat(told.statusCode()).isEqualTo(302);
    for (String nonsense :
        List.of(
            "",
            "x",
            item.dossier() + " " + item.step(),
            item.dossier() + " " + item.step() + " yesterday",
            item.dossier() + " other_step " + item.createdAt(),
            item.dossier() + " " + item.step() + " 2027-01-01T00:00:00Z",
            "none " + item.step() + " " + item.createdAt(),
            "../ x 2026-01-01T00:00:00Z")) {
      assertThat(
              specialist
                  .post("/my-work/elsewhere/complete", Map.of("outcome", "done", "of", nonsense))
                  .statusCode())
          .as(nonsense)
          .isEqualTo(404);
    }
    Visitor other = Visitor.of(world, City.officer(City.POLICE, Role.SPECIALIST).id());
    assertThat(
            other
                .post("/my-work/elsewhere/complete", Map.of("outcome", "done", "of", of))
                .statusCode())
        .as("of another agency")
        .isEqualTo(404);
    assertThat(completeByApi(other, item).statusCode()).isEqualTo(404);
  }

  @Test
  void aThousandItemsGoAtOnceEachFailureIsNamedAndTriedAgain() {
    List<String> ids = new ArrayList<>();
    List<WorkItem> free = free(3);
    free.forEach(item -> ids.add(item.id()));
    IntStream.range(0, 997).forEach(i -> ids.add("none-" + i));
    assertThat(bulk("claim", ids).statusCode()).isEqualTo(302);
    assertThat(desk.page("/my-work/rows?tab=unit").body())
        .as("the script takes nothing away")
        .contains("data-row=")
        .doesNotContain("id=\"bulk\"");
    String page = desk.page("/my-work?tab=unit").body();
    assertThat(InboxPagesTest.words(page))
        .contains("Đã nhận 3 việc.", "997 việc không thực hiện được", "Thử lại 997 việc này");
    assertThat(page.split("<li><b>Việc không còn trong danh sách", -1)).hasSize(998);
    assertThat(desk.page("/my-work?tab=unit").body())
        .as("shown once")
        .doesNotContain("id=\"bulk\"");

    world.get(Dossiers.class).release(free.get(1).id(), City.desk());
    bulk("release", free.stream().map(WorkItem::id).toList());
    assertThat(InboxPagesTest.words(desk.page("/my-work?tab=unit").body()))
        .contains("Đã trả lại 2 việc.", "1 việc không thực hiện được")
        .contains("Hồ sơ " + free.get(1).dossier() + ", ");

    ids.add("one-too-many");
    HttpResponse<String> refused = bulk("claim", ids);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(InboxPagesTest.words(refused.body()))
        .contains("nhiều nhất 1000 việc; bạn đã chọn 1001");
    assertThat(held()).isEmpty();
  }

  @Test
  void portionsOfOneActEndInOneSummary() {
    List<WorkItem> free = free(2);
    String token = desk.token();
    for (String part : List.of("first", "more", "more")) {
      String id = part.equals("first") ? free.get(0).id() : "none-" + part;
      HttpResponse<String> portion =
          desk.post("/my-work/claim", Map.of("id", id, "part", part), token);
      assertThat(portion.statusCode()).isEqualTo(200);
      assertThat(portion.body()).contains(part.equals("first") ? "\"done\":1" : "\"missed\":1");
    }
    assertThat(InboxPagesTest.words(desk.page("/my-work").body()))
        .contains("Đã nhận 1 việc.", "2 việc không thực hiện được");
    giveAllBack();
  }

  @Test
  void theWholeListIsOneChoice() {
    String list = "/my-work?tab=unassigned";
    String page = desk.page(list).body();
    long all = free(100).size();
    assertThat(InboxPagesTest.words(page)).contains("Cả danh sách này: " + all + " việc");
    assertThat(desk.page("/my-work/ids?tab=unassigned").body())
        .contains(free(1).get(0).id(), "\"left\":0");
    desk.post("/my-work/claim", Map.of("back", list, "whole", "yes"));
    assertThat(held()).hasSize((int) all);
    giveAllBack();
    assertThat(held()).isEmpty();
  }

  @Test
  void aViewShowsTheItemsThatItCountsAndLeavesTheTabsAlone() {
    desk.post("/my-work/views", Map.of("name", "Sắp xếp cũ", "query", "sort=oldest"));
    desk.post("/my-work/views", Map.of("name", "Trống", "query", ""));
    desk.post("/my-work/views", Map.of("name", "Cả đơn vị", "query", "tab=unit"));
    String views = desk.api("/api/v1/inbox/views").body();
    assertThat(views).contains("\"query\":\"tab=mine&sort=oldest\"", "\"query\":\"tab=mine\"");
    for (String address : List.of("/my-work", "/my-work?tab=mine", "/my-work?tab=unit")) {
      String page = desk.page(address).body();
      assertThat(page.split("aria-current=\"page\"", -1)).as(address).hasSize(3);
      assertThat(page).as(address).doesNotContain("Danh sách đã lưu:");
    }
    String opened = desk.page("/my-work?tab=mine&view=2").body();
    assertThat(InboxPagesTest.words(opened)).contains("Danh sách đã lưu: Trống");
    assertThat(desk.page("/my-work?tab=unit&view=2").body())
        .as("the number of another view")
        .doesNotContain("Danh sách đã lưu:");
    assertThat(InboxPagesTest.words(desk.page("/my-work?sort=oldest&tab=mine").body()))
        .contains("Danh sách đã lưu: Sắp xếp cũ", "Sắp xếp cũ 0");
    for (int no = 1; no <= 3; no++) {
      desk.post("/my-work/views/" + no + "/delete", Map.of());
    }
  }

  private static WorkItem toAppraise() {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, "appraise_dossier");
    WorkItem item = city.dossierItems(code).get(0);
    assertThat(item.step()).isEqualTo("appraise_dossier");
    return item;
  }

  private static HttpResponse<String> complete(Visitor by, WorkItem item) {
    return by.post("/my-work/" + item.id() + "/complete", Map.of("outcome", item.normalOutcome()));
  }

  private static HttpResponse<String> completeByApi(Visitor by, WorkItem item) {
    return by.postApi(
        "/api/work-items/" + item.id() + "/complete",
        "{\"outcome\": \"" + item.normalOutcome() + "\"}");
  }

  private static long completions(DossierCode code, String step) {
    return world.get(Dossiers.class).events(code).stream()
        .filter(event -> event.kind().equals("STEP_COMPLETED") && step.equals(event.step()))
        .count();
  }

  /** Free items of the desk. */
  private static List<WorkItem> free(int most) {
    Matcher ids =
        Pattern.compile("\"([^\"]+)\"")
            .matcher(
                desk.page("/my-work/ids?tab=unassigned")
                    .body()
                    .replaceFirst("(?s).*\\[(.*)\\].*", "$1"));
    return ids.results()
        .map(id -> world.get(WorkItems.class).get(id.group(1)))
        .limit(most)
        .collect(Collectors.toList());
  }

  private static List<String> held() {
    Matcher ids =
        Pattern.compile("\"([^\"]+)\"")
            .matcher(
                desk.page("/my-work/ids?tab=mine").body().replaceFirst("(?s).*\\[(.*)\\].*", "$1"));
    return ids.results().map(id -> id.group(1)).toList();
  }

  private static void giveAllBack() {
    bulk("release", held());
    desk.page("/my-work");
  }

  private static HttpResponse<String> bulk(String act, List<String> ids) {
    String body =
        ids.stream().map(id -> "id=" + id).collect(Collectors.joining("&"))
            + "&_csrf="
            + URLEncoder.encode(desk.token(), StandardCharsets.UTF_8);
    return desk.postForm("/my-work/" + act, body);
  }

  private static <T> List<T> atOnce(Callable<T> call) {
    ExecutorService threads = Executors.newFixedThreadPool(TIMES);
    CyclicBarrier start = new CyclicBarrier(TIMES);
    try {
      List<Future<T>> sent = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        sent.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.call();
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> one : sent) {
        answers.add(one.get());
      }
      return answers;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdown();
    }
  }
}
