package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.agencies.Role;
import onestop.testing.City;
import onestop.testing.Visitor;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The counter refuses an application from the page on which it was typed. */
@Tag("world")
class RefusalDoorsTest {
  private static final String PERMIT = "1.009994";
  private static final String COPY = "2.000815";
  private static CounterScene counter;

  @BeforeAll
  static void open() {
    counter = new CounterScene();
  }

  @AfterAll
  static void close() {
    counter.close();
  }

  @Test
  void refusesOnRecordAndPrintsTheSlip() throws IOException {
    Map<String, String> form = form();
    long dossiers = counter.dossiers();
    HttpResponse<String> answer = counter.desk().post("/receive/" + PERMIT + "/send", form);
    String to = path(answer);
    assertThat(to).contains("/receive/refusals?q=");
    int no = last();
    String number = "%03d/TCHS-%s".formatted(no, City.WARD.value());
    assertThat(CounterScene.text(counter.desk().page(to)))
        .contains("Đã từ chối tiếp nhận, phiếu số " + number, "Đỗ Văn Ngoài");
    try (PDDocument pdf =
        Loader.loadPDF(counter.desk().file("/receive/refusals/2026/" + no + ".pdf"))) {
      assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
          .contains("Mẫu số 03", "Số: " + number, "Đỗ Văn Ngoài", "Ngoài địa bàn Thành phố")
          .contains("Điều 103 Luật Xây dựng", "NGƯỜI TIẾP NHẬN");
    }
    assertThat(counter.dossiers()).isEqualTo(dossiers);
    counter.desk().post("/receive/" + PERMIT + "/send", form);
    assertThat(last()).as("sent twice, refused once").isEqualTo(no);
    form.put("key", UUID.randomUUID().toString());
    counter.desk().post("/receive/" + PERMIT + "/send", form);
    assertThat(last()).as("no gap").isEqualTo(no + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "refuseReason,' ',Trường",
    "refuseBasis,'',Trường",
    "name,'',họ tên",
    "refuseBasis,'Điều 1 \uD83D\uDE00',Điều 1",
  })
  void keepsWhatIsTypedWhereASlipCannotBeMade(String field, String value, String sentence) {
    int before = last();
    Map<String, String> form = form();
    form.put(field, value);
    HttpResponse<String> answer = counter.desk().post("/receive/" + PERMIT + "/send", form);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(CounterScene.text(answer)).contains(sentence, "value=\"Xin cấp phép\"");
    assertThat(CounterScene.text(answer))
        .as("the part of the refusal is open")
        .contains("<details class=\"act\" open");
    if (field.startsWith("refuse") && value.isBlank()) {
      assertThat(CounterScene.text(answer))
          .containsPattern("id=\"" + field + "\"[^>]*aria-invalid=\"true\"");
    }
    assertThat(last()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"ngoai do", "Đỗ Văn", "xin cap", "TCHS"})
  void findsARefusalAgain(String words) {
    counter.desk().post("/receive/" + PERMIT + "/send", form());
    assertThat(CounterScene.text(counter.desk().page("/receive/refusals?q=" + encoded(words))))
        .contains("Đỗ Văn Ngoài");
    for (String nobody : List.of("không ai cả", "Đỗ Văn Ngoài Thành", "Do Van Ngoai xin cap y")) {
      assertThat(CounterScene.text(counter.desk().page("/receive/refusals?q=" + encoded(nobody))))
          .as(nobody)
          .contains("Không có phiếu nào");
    }
  }

  @Test
  void showsOtherCountersNothing() {
    counter.desk().post("/receive/" + PERMIT + "/send", form());
    Visitor police = Visitor.of(counter.world(), City.officer(City.POLICE, Role.DESK_OFFICER).id());
    assertThat(police.page("/receive/refusals").body()).doesNotContain("TCHS-H26");
    assertThat(police.page("/receive/refusals/2026/" + last() + ".pdf").statusCode())
        .isEqualTo(404);
    Visitor specialist = Visitor.of(counter.world(), City.officer(City.WARD, Role.SPECIALIST).id());
    assertThat(specialist.page("/receive/refusals").statusCode()).isEqualTo(403);
  }

  @Test
  void doesTheSameThroughTheApi() {
    String body =
        """
        {"idempotencyKey": "r-1", "procedure": "1.009994", "subject": "Xin cấp phép",
         "applicant": {"name": "Lý Thị Xa"}, "reason": "Ngoài địa bàn", "legalBasis": "Điều 103"}
        """;
    HttpResponse<String> first =
        counter.desk().apiPost("/api/v1/refusals", "application/json", body);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    int no = last();
    counter.desk().apiPost("/api/v1/refusals", "application/json", body);
    assertThat(last()).isEqualTo(no);
    assertThat(counter.desk().api("/api/v1/refusals?q=xa").body()).contains("Lý Thị Xa");
  }

  /** A page that is sent again from the history, with something else in it. */
  @ParameterizedTest
  @CsvSource({
    "refuseReason, Thiếu giấy tờ", "refuseBasis, Điều 104", "name, Người Khác",
    "subject, Việc khác", "phone, 0987654321", "address, Số 9"
  })
  void theSamePageWithOtherWordsIsNoRepetition(String field, String value) {
    Map<String, String> form = form();
    counter.desk().post("/receive/" + PERMIT + "/send", form);
    int no = last();
    form.put(field, value);
    HttpResponse<String> other = counter.desk().post("/receive/" + PERMIT + "/send", form);
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(CounterScene.text(other))
        .contains("đã được từ chối bằng phiếu %03d/".formatted(no), value);
    assertThat(last()).isEqualTo(no);
  }

  /** Both buttons of one page, one after the other. */
  @ParameterizedTest
  @CsvSource({"1", "2"})
  void whatWasReceivedIsNotRefusedByTheSamePage(String quantity) {
    int before = last();
    Map<String, String> form = copies(quantity);
    HttpResponse<String> received = counter.desk().post("/receive/" + COPY + "/send", form);
    assertThat(received.statusCode()).as(CounterScene.text(received)).isEqualTo(302);
    form.put("refuse", "yes");
    form.put("refuseReason", "Ngoài địa bàn Thành phố");
    form.put("refuseBasis", "Điều 103 Luật Xây dựng");
    HttpResponse<String> refused = counter.desk().post("/receive/" + COPY + "/send", form);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(CounterScene.text(refused)).contains("đã được tiếp nhận với mã");
    assertThat(last()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void whatWasRefusedIsNotReceivedByTheSamePage(String quantity) {
    Map<String, String> form = copies(quantity);
    form.put("refuse", "yes");
    form.put("refuseReason", "Ngoài địa bàn Thành phố");
    form.put("refuseBasis", "Điều 103 Luật Xây dựng");
    assertThat(path(counter.desk().post("/receive/" + COPY + "/send", form)))
        .contains("/receive/refusals");
    int no = last();
    long dossiers = counter.dossiers();
    form.remove("refuse");
    HttpResponse<String> received = counter.desk().post("/receive/" + COPY + "/send", form);
    assertThat(received.statusCode()).isEqualTo(400);
    assertThat(CounterScene.text(received))
        .contains("đã được từ chối bằng phiếu %03d/".formatted(no), "Bằng tốt nghiệp");
    assertThat(counter.dossiers()).isEqualTo(dossiers);
    form.put("key", UUID.randomUUID().toString());
    assertThat(counter.desk().post("/receive/" + COPY + "/send", form).statusCode()).isEqualTo(302);
    assertThat(counter.dossiers()).isEqualTo(dossiers + Long.parseLong(quantity));
  }

  @Test
  void whatWasRefusedThroughTheApiIsNotReceivedUnderTheSameKey() {
    String refusal =
        """
        {"idempotencyKey": "r-9", "procedure": "1.004873", "subject": "Xác nhận tình trạng hôn nhân",
         "applicant": {"name": "Lý Thị Gần"}, "reason": "Ngoài địa bàn", "legalBasis": "Điều 103"}
        """;
    assertThat(counter.desk().postApi("/api/v1/refusals", refusal).statusCode()).isEqualTo(201);
    long dossiers = counter.dossiers();
    String intake =
        """
        {"idempotencyKey": "r-9", "procedure": "1.004873", "receivingAgency": "H26.12.03",
         "applicant": {"name": "Lý Thị Gần", "address": "Số 5", "idNumber": "001123456789"},
         "subject": "Xác nhận tình trạng hôn nhân", "channel": "DESK",
         "papers": ["form", "divorce"]}
        """;
    HttpResponse<String> refused = counter.desk().postApi("/api/dossiers", intake);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    assertThat(refused.body()).contains("dossiers:refused-before");
    assertThat(counter.dossiers()).isEqualTo(dossiers);
    String rows = (intake + "@" + intake.replace("r-9", "r-10")).replace("\n", " ");
    HttpResponse<String> many =
        counter
            .desk()
            .apiPost("/api/dossiers/bulk", "application/x-ndjson", rows.replace("@", "\n"));
    assertThat(many.body().lines())
        .satisfiesExactly(
            first -> assertThat(first).contains("dossiers:refused-before"),
            second -> assertThat(second).contains("\"repeated\":false"));
    assertThat(counter.dossiers()).isEqualTo(dossiers + 1);
  }

  @Test
  void aDoubleClickGivesOneSlipTwice() throws Exception {
    Map<String, String> form = form();
    ExecutorService clicks = Executors.newFixedThreadPool(4);
    try {
      int before = last();
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(clicks.submit(() -> counter.desk().post("/receive/" + PERMIT + "/send", form)));
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(path(answer.get())).contains("/receive/refusals?q=");
      }
      assertThat(last()).isEqualTo(before + 1);
    } finally {
      clicks.shutdownNow();
    }
  }

  private static Map<String, String> copies(String quantity) {
    Map<String, String> form = new LinkedHashMap<>(CounterForm.applicant());
    form.put("p.original.originals", "1");
    form.put("p.copy.copies", "3");
    form.put("a.documents.0.document", "Bằng tốt nghiệp");
    form.put("a.documents.0.pages", "3");
    form.put("a.documents.0.sets", "3");
    form.put("feePay", "OWED");
    form.put("feeAmount", "15000");
    form.put("quantity", quantity);
    return form;
  }

  private static int last() {
    return counter
        .world()
        .get(JdbcClient.class)
        .sql("select coalesce(max(no), 0) from counter_refusal")
        .query(Integer.class)
        .single();
  }

  private static Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("key", UUID.randomUUID().toString());
    form.put("name", "Đỗ Văn Ngoài");
    form.put("phone", "0912345678");
    form.put("subject", "Xin cấp phép");
    form.put("channel", "DESK");
    form.put("returnBy", "DESK");
    form.put("resolving", City.WARD.value());
    form.put("refuse", "yes");
    form.put("refuseReason", "Ngoài địa bàn Thành phố");
    form.put("refuseBasis", "Điều 103 Luật Xây dựng");
    return form;
  }

  private static String path(HttpResponse<String> redirect) {
    return redirect.headers().firstValue("Location").orElse("").replaceFirst("http://[^/]+", "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
