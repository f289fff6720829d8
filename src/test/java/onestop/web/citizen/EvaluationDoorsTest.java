package onestop.web.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import onestop.agencies.Role;
import onestop.dossiers.steps.StepPayload;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** A citizen evaluates the work after the result; officers see sums, auditors what differs. */
@Tag("world")
class EvaluationDoorsTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.serving("2026-03-02T10:00");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String MARITAL_STATUS = "1.004873";
  private static final String PHONE = "5678";

  private static World world() {
    return SHARED.world(TestDatabase.H2);
  }

  /** A dossier whose result was handed over, late with a letter or in time without. */
  private static DossierCode returned(World world, City city) {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.resolve(code);
    city.complete(code, "return_result", "done", new StepPayload.Note(""));
    return code;
  }

  private static DossierCode returned() {
    return returned(world(), SHARED.city(TestDatabase.H2));
  }

  @Test
  void isAskedForAfterTheResultAndTakenOnce() {
    DossierCode open = SHARED.city(TestDatabase.H2).receive(MARITAL_STATUS).code();
    assertThat(look(open)).doesNotContain("Gửi đánh giá");
    HttpResponse<String> early = evaluate(open, PHONE, "guidance=5");
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(text(early)).contains("chưa trả kết quả; đánh giá được sau khi nhận kết quả");

    DossierCode code = returned();
    assertThat(look(code))
        .contains("Gửi đánh giá", "Rất hài lòng", "nhận được thư xin lỗi", "từ 5 phiếu trở lên");
    HttpResponse<String> given = evaluate(code, PHONE, "guidance=5&letter=NO");
    assertThat(given.statusCode()).isEqualTo(200);
    assertThat(text(given)).contains("Xin cảm ơn", code.value()).doesNotContain("Gửi đánh giá");
    assertThat(given.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(given.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
    assertThat(look(code)).contains("Hồ sơ này đã được đánh giá").doesNotContain("Gửi đánh giá");
    HttpResponse<String> again = evaluate(code, PHONE, "guidance=1");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(text(again)).contains("mỗi hồ sơ đánh giá một lần");
    assertThat(count(code)).isEqualTo(1);
  }

  @Test
  void isTakenOnlyFromTheHolderOfTheReceiptWithinTheLimitsOfTheLookUp() {
    DossierCode code = returned();
    for (int guess = 0; guess < 5; guess++) {
      HttpResponse<String> wrong = evaluate(code, "000" + guess, "guidance=1");
      assertThat(wrong.statusCode()).isEqualTo(404);
      assertThat(text(wrong)).contains("Không có hồ sơ nào khớp").doesNotContain("Gửi đánh giá");
    }
    assertThat(evaluate(code, PHONE, "guidance=1").statusCode()).isEqualTo(429);
    assertThat(post("/lookup", form(code, PHONE, "")).statusCode()).isEqualTo(429);
    assertThat(count(code)).isZero();
    world().advanceTo(world().now().plusSeconds(15));
    assertThat(evaluate(code, PHONE, "guidance=1").statusCode()).isEqualTo(200);
    HttpResponse<String> foreign =
        send(
            "/lookup/evaluation",
            "application/x-www-form-urlencoded",
            form(returned(), PHONE, "guidance=1"),
            "Sec-Fetch-Site",
            "cross-site");
    assertThat(foreign.statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          guidance=6               | Điểm của câu hỏi
          attitude=0               | Điểm của câu hỏi
          response=vui             | Điểm của câu hỏi
          letter=MAYBE             | YES, NO, UNSURE
          remark=%20%20            | ít nhất một câu hỏi
          timeliness=4&remark=LONG | nhiều nhất là 500
          """)
  void refusesWhatIsNoAnswerAndKeepsWhatWasTyped(String typed, String says) {
    DossierCode code = returned();
    String long501 = "x".repeat(501);
    HttpResponse<String> refused = evaluate(code, PHONE, typed.replace("LONG", long501));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(text(refused)).contains(says, "Gửi đánh giá");
    if (typed.contains("LONG")) {
      assertThat(refused.body()).contains(long501).containsPattern("value=\"4\"[^>]*checked");
    }
    assertThat(count(code)).isZero();
  }

  @Test
  void keepsNoNumberThatLeadsToAPersonAndNoMomentOfTheDay() {
    DossierCode code = returned();
    String remark =
        "Gọi 0912 345 678 hay 024.3825.1234, CCCD 001085012345, hộ chiếu C1234567, thư an@example.org,"
            + " hồ sơ "
            + code
            + "; hẹn 02/03/2026 lúc 8 giờ, phí 8.000 đồng";
    assertThat(evaluate(code, PHONE, "remark=" + encoded(remark)).statusCode()).isEqualTo(200);
    String kept =
        jdbc(TestDatabase.H2)
            .sql("select remark from dossier_evaluation where dossier_code = ?")
            .param(code.value())
            .query(String.class)
            .single();
    assertThat(kept)
        .doesNotContain("345", "3825", "001085", "1234567", "an@", "260302")
        .contains("hẹn 02/03/2026 lúc 8 giờ, phí 8.000 đồng");
    assertThat(
            jdbc(TestDatabase.H2)
                .sql(
                    """
                    select lower(data_type) from information_schema.columns
                     where lower(table_name) = 'dossier_evaluation'
                    """)
                .query(String.class)
                .list())
        .noneMatch(type -> type.contains("time") || type.contains("date"));
  }

  @Test
  void isTakenFromProgramsToo() {
    DossierCode code = returned();
    assertThat(json("/api/lookup", code, "").body()).contains("\"evaluation\":\"OPEN\"");
    HttpResponse<String> bad = json("/api/lookup/evaluation", code, ", \"marks\": {\"visits\": 9}");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("urn:onestop:problem:reports:evaluation-mark");
    HttpResponse<String> given =
        json("/api/lookup/evaluation", code, ", \"marks\": {\"visits\": 2}, \"letter\": \"YES\"");
    assertThat(given.statusCode()).isEqualTo(200);
    assertThat(given.body()).contains("\"evaluation\":\"GIVEN\"");
    HttpResponse<String> again = json("/api/lookup/evaluation", code, ", \"letter\": \"YES\"");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("urn:onestop:problem:reports:evaluated-before");
  }

  @Test
  void emptiesTheScreenOfTheCounterForTheNextPerson() {
    DossierCode code = returned();
    String counter = text(post("/lookup", form(code, PHONE, "screen=counter")));
    assertThat(counter)
        .contains("data-leave=\"120\"", "href=\"/lookup?screen=counter\"", "value=\"counter\"");
    assertThat(look(code)).doesNotContain("data-leave");
    assertThat(text(post("/lookup/evaluation", form(code, PHONE, "guidance=4&screen=counter"))))
        .contains("data-leave", "Xin cảm ơn");
    Visitor clerk = Visitor.of(world(), City.desk().id());
    assertThat(clerk.page("/receive").body()).contains("/lookup?screen=counter");
  }

  /** Four answers are no sum; the fifth shows all, and what differs from the ledger's letters. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void isShownAsSumsFromFiveOnAndBesideTheLettersOnRecord(TestDatabase database) {
    try (World world = World.serving(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      List<DossierCode> codes = new ArrayList<>();
      DossierCode late = city.receive(MARITAL_STATUS).code();
      world.advanceTo(world.now().plusSeconds(20 * 24 * 3600L));
      city.resolve(late);
      city.complete(late, "return_result", "done", new StepPayload.Note(""));
      codes.add(late);
      for (int i = 0; i < 4; i++) {
        codes.add(returned(world, city));
      }
      Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
      Visitor auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
      String page = "/reports/evaluations";
      for (int i = 0; i < 4; i++) {
        // the late one got its letter, and says that it did not
        String answers = "guidance=5&attitude=" + (i + 1) + "&letter=NO&remark=nhanh";
        assertThat(evaluate(world, codes.get(i), PHONE, answers).statusCode()).isEqualTo(200);
      }
      for (Visitor reader : List.of(head, auditor)) {
        assertThat(text(reader.page(page)))
            .contains("Chưa đủ 5 phiếu")
            .doesNotContain("Hướng dẫn</th>", "nhanh", "Phải có thư mà chưa phát hành");
      }
      assertThat(head.api("/api/reports/evaluations").body())
          .contains("\"rows\":[]", "\"letters\":{}")
          .doesNotContain("\"sum\"");

      assertThat(evaluate(world, codes.get(4), PHONE, "guidance=4&letter=YES").statusCode())
          .isEqualTo(200);
      String seen = text(head.page(page));
      assertThat(seen).contains("UBND phường Văn Miếu", ">4,8<", "03/2026");
      assertThat(seen).as("only four judged the attitude").contains(">–<").doesNotContain(">2,5<");
      assertThat(seen).doesNotContain("/reports/evaluations/dossiers", "nhanh", "0001");
      assertThat(head.page(page + "/dossiers").statusCode()).isEqualTo(403);
      assertThat(head.api("/api/reports/evaluations").body())
          .contains("\"ISSUED\":{\"YES\":0,\"NO\":1,", "\"NOT_OWED\":{\"YES\":1,\"NO\":3,")
          .contains("\"GUIDANCE\":{\"count\":5,\"mean\":4.8}")
          .doesNotContain("ATTITUDE", "remark");

      String opened = text(auditor.page(page));
      assertThat(opened).contains("answer=no", "record=issued");
      String behind = text(auditor.page(page + "/dossiers?answer=no&record=issued"));
      assertThat(behind).contains(late.value(), "Đã phát hành thư xin lỗi", "Không nhận");
      codes.stream().skip(1).forEach(c -> assertThat(behind).doesNotContain(c.value()));
      assertThat(text(auditor.page(page + "/dossiers"))).doesNotContain("4,8", "Ngọc Ánh");
      Visitor clerk = Visitor.of(world, City.desk().id());
      assertThat(clerk.page(page).statusCode()).isEqualTo(403);
      assertThat(text(clerk.page("/dossiers/" + late))).doesNotContain("evaluation", "đánh giá");

      JdbcClient jdbc = world.get(JdbcClient.class);
      for (String sql :
          List.of(
              "update dossier_evaluation set guidance = 1",
              "delete from dossier_evaluation",
              "truncate table dossier_evaluation")) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(Exception.class);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"from=2026-13", "to=x", "from=2026-05&to=2026-04", "unit=none"})
  void saysWhichChoiceOfMonthsIsWrong(String query) {
    Visitor auditor = Visitor.of(world(), City.officer(City.CENTRE, Role.AUDITOR).id());
    assertThat(auditor.page("/reports/evaluations?" + query).statusCode()).isBetween(400, 404);
    assertThat(auditor.api("/api/reports/evaluations?" + query).body())
        .contains("urn:onestop:problem:");
  }

  private static String look(DossierCode code) {
    return text(post("/lookup", form(code, PHONE, "")));
  }

  private static long count(DossierCode code) {
    return jdbc(TestDatabase.H2)
        .sql("select count(*) from dossier_evaluation where dossier_code = ?")
        .param(code.value())
        .query(Long.class)
        .single();
  }

  private static JdbcClient jdbc(TestDatabase database) {
    return SHARED.world(database).get(JdbcClient.class);
  }

  private static HttpResponse<String> evaluate(DossierCode code, String digits, String answers) {
    return evaluate(world(), code, digits, answers);
  }

  private static HttpResponse<String> evaluate(
      World at, DossierCode code, String digits, String answers) {
    return send(
        at, "/lookup/evaluation", "application/x-www-form-urlencoded", form(code, digits, answers));
  }

  private static String form(DossierCode code, String digits, String more) {
    return "code=" + encoded(code.value()) + "&digits=" + encoded(digits) + "&" + more;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> post(String path, String form) {
    return send(path, "application/x-www-form-urlencoded", form);
  }

  private static HttpResponse<String> json(String path, DossierCode code, String more) {
    return send(
        path,
        "application/json",
        "{\"code\": \"%s\", \"digits\": \"%s\"%s}".formatted(code, PHONE, more));
  }

  private static HttpResponse<String> send(
      String path, String type, String body, String... headers) {
    return send(world(), path, type, body, headers);
  }

  private static HttpResponse<String> send(
      World at, String path, String type, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + at.port() + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    try {
      return CLIENT.send(
          (headers.length == 0 ? request : request.headers(headers)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(HttpResponse<String> page) {
    return HtmlUtils.htmlUnescape(page.body());
  }
}
