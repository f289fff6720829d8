package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.HandedPaper;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.ReturnBy;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormAnswers;
import onestop.procedures.form.FormElement;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.FilledApplication;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** An officer of the desk receives applications through the pages. */
@Tag("world")
class ReceiveDoorsTest {
  private static final String COPY = "2.000815";
  private static final String PERMIT = "1.009994";
  private static final String MARITAL_STATUS = "1.004873";
  private static World world;
  private static City city;
  private static Visitor desk;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-04-01T10:00");
    city = City.in(world);
    desk = Visitor.of(world, City.officer(City.WARD, Role.DESK_OFFICER).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void receivesAnApplicationWithCountedPapersAndItsForm() throws IOException {
    HttpResponse<String> answer =
        desk.post("/receive/" + COPY + "/send", CounterForm.copies(Map.of()));
    String code = CounterForm.codeOf(answer);
    Dossier dossier = world.get(Dossiers.class).get(new DossierCode(code));
    IntakeRecord record = dossier.intake();
    assertThat(record.papers())
        .containsExactly(
            new HandedPaper("original", 1, 0, 0, null), new HandedPaper("copy", 0, 0, 3, "khổ A3"));
    assertThat(record.returnBy()).isEqualTo(ReturnBy.POST);
    assertThat(record.form().id()).isEqualTo("certified_copy");
    assertThat(record.form().answers())
        .isEqualTo(
            Map.of(
                "documents",
                List.of(Map.of("document", "Bằng tốt nghiệp", "pages", "2", "sets", "3"))));
    assertThat(dossier.applicant().name()).isEqualTo("Nguyễn Thị Hà");
    assertThat(read("/dossiers/" + code))
        .contains("Tên giấy tờ: Bằng tốt nghiệp; Số trang: 2; Số bản: 3");
    assertThat(read("/receive/done/" + code)).contains(code, "Nguyễn Thị Hà", "receipt-1.pdf");
    try (PDDocument pdf =
        Loader.loadPDF(desk.file("/dossiers/" + code + "/papers/receipt-1.pdf"))) {
      assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
          .contains("Bản chính giấy tờ 1", "Bản sao cần chứng thực 3 khổ A3")
          .contains("qua dịch vụ bưu chính công ích");
    }
  }

  @Test
  void printsTheMarkedAnswersOnTheReceipt() throws IOException {
    Map<String, String> form = CounterForm.applicant();
    form.put("p.form.originals", "1");
    form.put("a.for_self", "self");
    form.put("a.subject_name", "Nguyễn Thị Hà");
    form.put("a.subject_born", "1990-05-17");
    form.put("a.subject_id", "001190012345");
    form.put("a.subject_home", "12 Hàng Bài");
    form.put("a.status", "single");
    form.put("a.purpose", "loan");
    String code = CounterForm.codeOf(desk.post("/receive/" + MARITAL_STATUS + "/send", form));
    try (PDDocument pdf =
        Loader.loadPDF(desk.file("/dossiers/" + code + "/papers/receipt-1.pdf"))) {
      assertThat(new PDFTextStripper().getText(pdf)).contains("Mục đích sử dụng: Vay vốn");
    }
  }

  @Test
  void showsTheAppointmentThatItThenGives() {
    String page = read("/receive/" + PERMIT);
    String code = city.receive(PERMIT).code().value();
    LocalDateTime due =
        LocalDateTime.ofInstant(
            world.get(SlaClocks.class).state(new DossierCode(code)).dueOriginalAt(), World.HANOI);
    assertThat(page).contains(due.format(DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm")));
  }

  @Test
  void namesWhatIsMissingAndStoresNothing() throws IOException {
    long before = dossiers();
    Map<String, String> form = CounterForm.copies(Map.of("p.original.originals", ""));
    String page = HtmlUtils.htmlUnescape(desk.post("/receive/" + COPY + "/send", form).body());
    assertThat(page)
        .contains("Chưa tiếp nhận: hồ sơ còn thiếu Bản chính giấy tờ.")
        .contains("value=\"Nguyễn Thị Hà\"", "value=\"Bằng tốt nghiệp\"", "value=\"khổ A3\"");
    assertThat(page).contains("In phiếu yêu cầu bổ sung", "name=\"ask.original.originals\"");
    form.put("ask.original.originals", "2");
    form.put("ask.original.copies", "11");
    assertThat(desk.post("/receive/" + COPY + "/send", form).body()).contains("value=\"11\"");
    form.put("slip", "supplement");
    try (PDDocument pdf = Loader.loadPDF(desk.postForBytes("/receive/" + COPY + "/send", form))) {
      assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
          .contains("Hồ sơ của: Nguyễn Thị Hà", "1 Bản chính giấy tờ 2 11", "chưa được tiếp nhận")
          .doesNotContain("2 Bản sao cần chứng thực");
    }
    HttpResponse<byte[]> slip =
        desk.postApiForFile(
            "/api/v1/counter/supplement.pdf",
            """
            {"procedure": "%s", "name": "Nguyễn Thị Hà", "subject": "Bằng", "papers": ["copy"],
              "asked": [{"code": "original", "certified": 3, "note": "khổ A3"}]}
            """
                .formatted(COPY));
    assertThat(slip.statusCode()).isEqualTo(200);
    try (PDDocument pdf = Loader.loadPDF(slip.body())) {
      assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
          .contains("Hồ sơ của: Nguyễn Thị Hà", "1 Bản chính giấy tờ (khổ A3) 3");
    }
    for (String asked : List.of("copy", "none")) {
      HttpResponse<byte[]> refused =
          desk.postApiForFile(
              "/api/v1/counter/supplement.pdf",
              """
              {"procedure": "%s", "name": "Hà", "subject": "Bằng", "papers": ["copy"],
                "asked": [{"code": "%s", "copies": 1}]}
              """
                  .formatted(COPY, asked));
      assertThat(refused.statusCode()).as(asked).isEqualTo(400);
      assertThat(new String(refused.body(), StandardCharsets.UTF_8))
          .contains("không thiếu giấy tờ", asked, "original");
    }
    Map<String, String> whole = CounterForm.copies(Map.of("slip", "supplement"));
    assertThat(desk.post("/receive/" + COPY + "/send", whole).statusCode()).isEqualTo(400);
    form.remove("slip");
    assertThat(dossiers()).isEqualTo(before);
    desk.page("/language?to=en&back=/receive");
    assertThat(HtmlUtils.htmlUnescape(desk.post("/receive/" + COPY + "/send", form).body()))
        .contains("Nothing was received: the application lacks Original document.");
    desk.page("/language?to=vi&back=/receive");
  }

  @Test
  void namesEveryFaultOfTheFormAtItsField() {
    long before = dossiers();
    Map<String, String> form =
        CounterForm.copies(Map.of("a.documents.0.pages", "nhiều", "a.documents.0.document", " "));
    String page = HtmlUtils.htmlUnescape(desk.post("/receive/" + COPY + "/send", form).body());
    assertThat(page)
        .contains("tờ khai còn 2 chỗ cần sửa")
        .contains("Phải là một số, ví dụ 120 hoặc 85,5.", "Bắt buộc nhập.")
        .contains("value=\"nhiều\"");
    form.put("p.original.originals", "");
    assertThat(HtmlUtils.htmlUnescape(desk.post("/receive/" + COPY + "/send", form).body()))
        .as("what is missing and what is wrong, in one sentence each")
        .contains("còn thiếu Bản chính giấy tờ. Tờ khai cũng còn 2 chỗ cần sửa")
        .containsOnlyOnce("Chưa tiếp nhận:");
    assertThat(dossiers()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "p.copy.copies,ba,'Số lượng của “Bản sao cần chứng thực” là “ba”'",
    "p.copy.copies,9999,'Số lượng của giấy tờ copy là'",
    "name,' ','họ tên'",
    "channel,PIGEON,'PIGEON'",
    "resolving,KHONG-CO,'KHONG-CO'",
    "email,khong phai thu,'khong phai thu'",
    "a.nonsense,x,'tờ khai còn 1 chỗ cần sửa'",
  })
  void refusesAWrongFieldWithASentence(String field, String value, String sentence) {
    long before = dossiers();
    HttpResponse<String> answer =
        desk.post("/receive/" + COPY + "/send", CounterForm.copies(Map.of(field, value)));
    assertThat(HtmlUtils.htmlUnescape(answer.body()).toLowerCase())
        .contains(sentence.toLowerCase());
    assertThat(answer.statusCode()).isLessThan(500);
    assertThat(dossiers()).isEqualTo(before);
  }

  /** A character that no text may have is refused before the page: its field is named as there. */
  @Test
  void namesTheFieldOfACharacterThatCannotBeKept() {
    String page =
        HtmlUtils.htmlUnescape(
            desk.post(
                    "/receive/" + COPY + "/send",
                    CounterForm.copies(Map.of("subject", "a\u202eb", "feeReason", "")))
                .body());
    assertThat(page)
        .contains("Trường Nội dung yêu cầu giải quyết có ký tự U+202E (vị trí 2)")
        .contains("<label for=\"unsent-")
        .doesNotContain("Trường subject");
    assertThat(page).containsPattern("<input type=\"hidden\" name=\"feeReason\" value=\"\"");
  }

  @Test
  void saysWhatLooksLikeASlipAtItsField() {
    String page =
        HtmlUtils.htmlUnescape(
            desk.post(
                    "/receive/" + COPY + "/send",
                    CounterForm.copies(Map.of("phone", "09123", "name", "Hà", "email", "x")))
                .body());
    assertThat(page)
        .containsPattern("id=\"phone-check\"[^>]*>Số điện thoại thường có 10 chữ số")
        .containsPattern("id=\"name-check\"[^>]*>Họ và tên thường có ít nhất hai chữ")
        .containsPattern("id=\"idNumber-check\"[^>]*></span>");
  }

  @Test
  void theApiReceivesWhatThePageReceives() throws IOException {
    assertThat(desk.api("/api/procedures").body()).contains("\"code\":\"2.000815\"");
    String form = desk.api("/api/procedures/" + COPY + "/form").body();
    assertThat(form).contains("\"id\": \"certified_copy\"", "\"versionTag\": \"1\"");
    String body =
        """
        {"idempotencyKey": "%s", "procedure": "2.000815", "receivingAgency": "%s",
         "applicant": {"name": "Lê Thị Bình"}, "subject": "Sao y", "channel": "DESK",
         "desk": {"returnBy": "ONLINE",
           "papers": [{"code": "original", "originals": 1}, {"code": "copy", "copies": 2}],
           "form": {"version": 1, "answers": {"documents":
             [{"document": "Học bạ", "pages": %s, "sets": 2}]}}}}
        """;
    long before = dossiers();
    HttpResponse<String> wrong =
        desk.apiPost(
            "/api/dossiers",
            "application/json",
            body.formatted("api-wrong", City.WARD.value(), "\"hai\""));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("urn:onestop:problem:web:form-answers", "documents.0.pages");
    HttpResponse<String> twice =
        desk.apiPost(
            "/api/dossiers",
            "application/json",
            body.formatted("api-twice", City.WARD.value(), "12")
                .replace("{\"code\": \"copy\"", "{\"code\": \"original\""));
    assertThat(twice.body()).contains("urn:onestop:problem:dossiers:papers-counted");
    assertThat(dossiers()).isEqualTo(before);
    HttpResponse<String> right =
        desk.apiPost(
            "/api/dossiers",
            "application/json",
            body.formatted("api-right", City.WARD.value(), "12"));
    assertThat(right.statusCode()).as(right.body()).isEqualTo(201);
    String code = new ObjectMapper().readTree(right.body()).get("code").asText();
    IntakeRecord record = world.get(Dossiers.class).get(new DossierCode(code)).intake();
    assertThat(record.returnBy()).isEqualTo(ReturnBy.ONLINE);
    assertThat(record.codes()).containsExactly("original", "copy");
    assertThat(record.form().answers())
        .isEqualTo(
            Map.of("documents", List.of(Map.of("document", "Học bạ", "pages", "12", "sets", "2"))));
  }

  @Test
  void aSearchForAnApplicantKeepsWhatIsTyped() {
    String code =
        CounterForm.codeOf(desk.post("/receive/" + COPY + "/send", CounterForm.copies(Map.of())));
    Map<String, String> typed =
        CounterForm.copies(Map.of("name", "", "p.copy.copies", "7", "search", "yes", "find", "ha"));
    assertThat(HtmlUtils.htmlUnescape(desk.post("/receive/" + COPY + "/send", typed).body()))
        .contains("data-same=\"" + code, "name=\"p.copy.copies\" value=\"7\"");
    typed.put("same", code);
    assertThat(HtmlUtils.htmlUnescape(desk.post("/receive/" + COPY + "/send", typed).body()))
        .contains("value=\"Nguyễn Thị Hà\"", "name=\"p.copy.copies\" value=\"7\"");
  }

  /** The Enter key takes the first button of a form in the page, wherever the button stands. */
  @Test
  void theEnterKeySendsTheFormAndDoesNotChangeTheLanguage() {
    Matcher first =
        Pattern.compile("<button[^>]*form=\"typed\"[^>]*>").matcher(read("/receive/" + COPY));
    assertThat(first.find()).isTrue();
    assertThat(first.group()).doesNotContain("formaction");
  }

  @Test
  void addsRowsWhenAskedAndDoesNotGrowOtherwise() {
    String refused =
        HtmlUtils.htmlUnescape(
            desk.post(
                    "/receive/" + COPY + "/send",
                    CounterForm.copies(Map.of("p.original.originals", "")))
                .body());
    assertThat(refused).contains("a.documents.2.pages").doesNotContain("a.documents.3.pages");
    Map<String, String> three =
        CounterForm.copies(Map.of("more", "rows", "a.documents.2.document", "Học bạ"));
    String more = HtmlUtils.htmlUnescape(desk.post("/receive/" + COPY + "/send", three).body());
    assertThat(more).contains("a.documents.4.pages", "value=\"Học bạ\"");
    assertThat(more)
        .as("focus stays at the table")
        .containsPattern("<button[^>]*name=\"more\"[^>]*autofocus");
    assertThat(more).doesNotContainPattern("id=\"name\"[^>]*autofocus");
  }

  private static String text(HttpResponse<String> answer) {
    return HtmlUtils.htmlUnescape(answer.body());
  }

  @Test
  void receivesManyDossiersOfOneApplicantEachWithItsCodeAndReceipt() throws IOException {
    long before = dossiers();
    Map<String, String> form = CounterForm.copies(Map.of("quantity", "3"));
    String to =
        desk.post("/receive/" + COPY + "/send", form)
            .headers()
            .firstValue("Location")
            .orElse("")
            .replaceFirst("http://[^/]+", "");
    assertThat(to).contains("/receive/batch?codes=");
    assertThat(dossiers()).isEqualTo(before + 3);
    String page = read(to);
    assertThat(page).contains("Đã tiếp nhận 3 hồ sơ của Nguyễn Thị Hà");
    String many = String.join(",", java.util.Collections.nCopies(101, "H26"));
    for (String door : List.of("/receive/batch?codes=", "/receive/batch.pdf?codes=")) {
      assertThat(desk.page(door + many).body()).as(door).contains("bạn yêu cầu 101");
    }
    assertThat(desk.api("/api/v1/counter/receipts.pdf?codes=" + many).statusCode()).isEqualTo(400);
    try (PDDocument pdf = Loader.loadPDF(desk.file(to.replace("/batch?", "/batch.pdf?")))) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(3);
    }
    assertThat(
            desk.post("/receive/" + COPY + "/send", form)
                .headers()
                .firstValue("Location")
                .orElse(""))
        .as("sent twice, received once")
        .endsWith(to);
    assertThat(dossiers()).isEqualTo(before + 3);
    form.put("key", UUID.randomUUID().toString());
    for (String wrong : List.of("0", "51", "ba", "-1")) {
      form.put("quantity", wrong);
      HttpResponse<String> answer = desk.post("/receive/" + COPY + "/send", form);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(text(answer)).contains("Số hồ sơ “" + wrong + "” không hợp lệ");
    }
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.DESK_OFFICER).id());
    assertThat(text(police.page(to))).contains("Không có hồ sơ nào của quầy bạn");
  }

  @Test
  void receivesTheSamePageOnce() {
    Map<String, String> form = CounterForm.copies(Map.of());
    String code = CounterForm.codeOf(desk.post("/receive/" + COPY + "/send", form));
    assertThat(CounterForm.codeOf(desk.post("/receive/" + COPY + "/send", form))).isEqualTo(code);
    form.put("name", "Người khác");
    assertThat(HtmlUtils.htmlUnescape(desk.post("/receive/" + COPY + "/send", form).body()))
        .contains("Trang này đã tiếp nhận một hồ sơ khác");
  }

  /** The procedures with a form, each once for each of the first three options of its choices. */
  static Stream<Arguments> forms() {
    Catalogue catalogue = world.get(Catalogue.class);
    return catalogue.all().stream()
        .filter(procedure -> catalogue.form(procedure).isPresent())
        .flatMap(
            procedure -> IntStream.range(0, 3).mapToObj(choice -> Arguments.of(procedure, choice)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void receivesEveryProcedureWithItsFormAndNamesEachAnswerLeftOut(Procedure procedure, int choice) {
    ApplicationForm form = world.get(Catalogue.class).form(procedure).orElseThrow();
    Map<String, Object> answers = FilledApplication.of(form, choice);
    Map<String, String> typed = CounterForm.applicant();
    procedure.papers().forEach(paper -> typed.put("p." + paper.code() + ".originals", "1"));
    typed.putAll(FilledApplication.typed(answers));
    String path = "/receive/" + procedure.key().code() + "/send";
    List<String> required =
        form.flat()
            .filter(FormElement.Field.class::isInstance)
            .map(FormElement.Field.class::cast)
            .filter(field -> field.rules().required() && answers.containsKey(field.key()))
            .map(FormElement.Field::key)
            .toList();
    if (choice == 0 && !required.isEmpty()) {
      Map<String, String> empty = new LinkedHashMap<>(typed);
      Map<String, Object> rest = new LinkedHashMap<>(answers);
      required.forEach(
          key -> {
            empty.remove("a." + key);
            rest.remove(key);
          });
      String page = HtmlUtils.htmlUnescape(desk.post(path, empty).body());
      FormAnswers checked = form.check(rest);
      assertThat(page)
          .contains(checked.faults().stream().map(f -> "a." + f.path() + "-wrong").toList());
    }
    String code = CounterForm.codeOf(desk.post(path, typed));
    assertThat(world.get(Dossiers.class).get(new DossierCode(code)).intake().form().answers())
        .isEqualTo(form.check(answers).answers());
  }

  @Test
  void refusesABirthOfTomorrowAtItsField() {
    Catalogue catalogue = world.get(Catalogue.class);
    Procedure birth =
        catalogue.all().stream()
            .filter(procedure -> procedure.processKey().equals("birth_registration"))
            .findFirst()
            .orElseThrow();
    Map<String, String> typed = CounterForm.applicant();
    birth.papers().forEach(paper -> typed.put("p." + paper.code() + ".originals", "1"));
    typed.putAll(
        FilledApplication.typed(FilledApplication.of(catalogue.form(birth).orElseThrow(), 0)));
    LocalDate tomorrow = LocalDate.now(world.get(java.time.Clock.class)).plusDays(1);
    typed.put("a.child_born", tomorrow.toString());
    String path = "/receive/" + birth.key().code() + "/send";
    String page = HtmlUtils.htmlUnescape(desk.post(path, typed).body());
    assertThat(page).contains("a.child_born-wrong", "Ngày này chưa đến");
    typed.put("a.child_born", tomorrow.minusDays(1).toString());
    assertThat(CounterForm.codeOf(desk.post(path, typed))).isNotEmpty();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String read(String path) {
    return HtmlUtils.htmlUnescape(desk.page(path).body());
  }

  private static long dossiers() {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from dossier")
        .query(Long.class)
        .single();
  }
}
