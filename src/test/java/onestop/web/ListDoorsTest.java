package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Role;
import onestop.desk.lists.ApplicantList;
import onestop.desk.lists.ListFile;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.IntakeRecord;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.Multipart;
import onestop.testing.Visitor;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An officer of the counter receives many applicants of one procedure from a spreadsheet. */
@Tag("world")
class ListDoorsTest {
  private static final String LIST = "/receive/2.000815/list";
  private static final String HEAD =
      "Họ và tên hoặc tên tổ chức;Số định danh cá nhân;Điện thoại;Thư điện tử;"
          + "Bản chính giấy tờ – bản chính;Bản sao cần chứng thực – bản sao;"
          + "Giấy tờ đề nghị chứng thực – Tên giấy tờ;Giấy tờ đề nghị chứng thực – Số trang;"
          + "Giấy tờ đề nghị chứng thực – Số bản\n";
  private static CounterScene counter;

  @BeforeAll
  static void open() {
    counter = new CounterScene();
  }

  @AfterAll
  static void close() {
    counter.close();
  }

  private static String row(String name) {
    return name + ";001190012345;0912345678;;1;2;Bằng tốt nghiệp;2;3\n";
  }

  private static String check(String list) {
    return CounterScene.text(sent(list));
  }

  private static HttpResponse<String> sent(String list) {
    return counter
        .desk()
        .post(
            LIST + "/check",
            new Multipart()
                .field("_csrf", counter.desk().token())
                .field("returnBy", "POST")
                .file("file", "ds.csv", "text/csv", list.getBytes(StandardCharsets.UTF_8)));
  }

  /** The fields that the page keeps between the preview and the summary. */
  private static Map<String, String> kept(String page) {
    Map<String, String> fields = new HashMap<>();
    Matcher field =
        Pattern.compile("name=\"(list|resolving|returnBy|day)\" value=\"([^\"]*)\"").matcher(page);
    while (field.find()) {
      fields.put(field.group(1), field.group(2));
    }
    return fields;
  }

  private static List<String> codes(String page) {
    List<String> codes = new ArrayList<>();
    Matcher code = Pattern.compile("class=\"code\" href=\"/dossiers/([^\"]+)\"").matcher(page);
    while (code.find()) {
      codes.add(code.group(1));
    }
    return codes;
  }

  @Test
  void aRowThatTheCounterRefusedTodayIsNotReceived() {
    Map<String, String> refusing =
        CounterForm.copies(
            Map.of(
                "name", "Đỗ Văn Giàu",
                "refuse", "yes",
                "refuseReason", "Bản chính bị tẩy xóa.",
                "refuseBasis", "Nghị định 23/2015/NĐ-CP, Điều 22"));
    assertThat(counter.desk().post("/receive/2.000815/send", refusing).statusCode()).isEqualTo(302);
    String list = HEAD + row("Đỗ Văn Giàu") + row("Đỗ Văn Giảng");
    long before = counter.dossiers();
    String preview = check(list);
    assertThat(preview).contains("Quầy đã từ chối hồ sơ này hôm nay", "Bản chính bị tẩy xóa.");
    counter.desk().post(LIST + "/confirm", kept(preview));
    assertThat(counter.dossiers()).as("the other row only").isEqualTo(before + 1);
    String other = HEAD + row("Đỗ Văn Giàu").replace("0912345678", "0900000001");
    assertThat(check(other)).as("a namesake").doesNotContain("đã từ chối");
  }

  @Test
  void showsWhatItWouldReceiveAndReceivesItOnceWhenConfirmed() throws IOException {
    long before = counter.dossiers();
    String list = HEAD + row("Trần Văn An") + row("Lê Thị Bình") + row("Trần Văn An");
    String preview = check(list);
    assertThat(preview)
        .contains("Danh sách có 3 dòng: 3 dòng tiếp nhận được, 0 dòng cần sửa")
        .contains("Tiếp nhận 3 hồ sơ", "hẹn trả kết quả");
    assertThat(counter.dossiers()).as("nothing before the confirmation").isEqualTo(before);
    Map<String, String> kept = kept(preview);
    String summary = CounterScene.text(counter.desk().post(LIST + "/confirm", kept));
    assertThat(summary).contains("Đã tiếp nhận 3 trên 3 dòng");
    assertThat(counter.dossiers()).isEqualTo(before + 3);
    List<String> codes = codes(summary);
    assertThat(codes).hasSize(3).doesNotHaveDuplicates();
    Dossier dossier = counter.world().get(Dossiers.class).get(new DossierCode(codes.get(1)));
    IntakeRecord record = dossier.intake();
    assertThat(dossier.applicant().name()).isEqualTo("Lê Thị Bình");
    assertThat(record.returnBy().name()).isEqualTo("POST");
    assertThat(record.form().answers())
        .isEqualTo(
            Map.of(
                "documents",
                List.of(Map.of("document", "Bằng tốt nghiệp", "pages", "2", "sets", "3"))));
    assertThat(record.fee().amount()).as("2 pages each, 3 sets").isPositive();
    assertThat(record.fee().paid()).isNull();
    assertThat(codes(CounterScene.text(counter.desk().post(LIST + "/confirm", kept))))
        .as("confirmed twice, received once")
        .isEqualTo(codes);
    String again = check(list + row("Vũ Minh"));
    assertThat(again)
        .as("a list sent again with one more row")
        .contains("3 dòng đã được tiếp nhận trong ngày", "Tiếp nhận 1 hồ sơ");
    assertThat(counter.dossiers()).isEqualTo(before + 3);
    try (PDDocument pdf =
        Loader.loadPDF(counter.desk().postForBytes(LIST + "/receipts.pdf", kept(again)))) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(3);
    }
  }

  @Test
  void namesRowAndColumnOfEveryFaultAndReceivesTheOthers() {
    long before = counter.dossiers();
    String list =
        HEAD
            + row("Phạm Đúng")
            + "Ngô Sai;1190012345;912345678;khong phai thu;0;ba;;nhiều;3\n"
            + ";;;;1;1;Học bạ;1;1\n";
    String preview = check(list);
    assertThat(preview)
        .contains("3 dòng: 1 dòng tiếp nhận được, 2 dòng cần sửa")
        .contains("Số định danh cá nhân: “1190012345”".replace('“', '"').replace('”', '"'))
        .contains("Điện thoại: \"912345678\" có lẽ đã mất số 0 ở đầu")
        .contains("Bản sao cần chứng thực – bản sao: Số bản là \"ba\"")
        .contains("Thư điện tử: ", "Thiếu Bản chính giấy tờ")
        .doesNotContain("Thư điện tử: Thư điện tử")
        .contains("Giấy tờ đề nghị chứng thực – Tên giấy tờ: Bắt buộc nhập.")
        .contains("Giấy tờ đề nghị chứng thực – Số trang: Phải là một số");
    String summary = CounterScene.text(counter.desk().post(LIST + "/confirm", kept(preview)));
    assertThat(summary)
        .contains("Đã tiếp nhận 1 trên 3 dòng")
        .as("what is wrong in the file is not tried again")
        .doesNotContain("Thử lại");
    assertThat(counter.dossiers()).isEqualTo(before + 1);
    String mended = HEAD + row("Phạm Đúng") + row("Ngô Sai") + row("Đỗ Mới");
    assertThat(CounterScene.text(counter.desk().post(LIST + "/confirm", kept(check(mended)))))
        .contains("Đã tiếp nhận 3 trên 3 dòng");
    assertThat(counter.dossiers())
        .as("the row received before is not received again")
        .isEqualTo(before + 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "khong la gi|không có trong mẫu danh sách",
        "Họ và tên hoặc tên tổ chức|thiếu cột bắt buộc",
        "''|tệp gửi lên không có gì",
        "=1+1|Ô A1 là công thức",
      })
  void refusesAListOfOtherColumnsWithASentence(String list, String sentence) {
    long before = counter.dossiers();
    HttpResponse<String> answer = sent(list.isEmpty() ? "" : list + "\nAn");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(CounterScene.text(answer))
        .contains(sentence)
        .contains("option value=\"POST\" selected");
    assertThat(counter.dossiers()).isEqualTo(before);
  }

  @Test
  void receivesInPortionsForTheScript() throws IOException {
    StringBuilder list = new StringBuilder(HEAD);
    for (int no = 0; no < 120; no++) {
      list.append(row("Người " + no));
    }
    long before = counter.dossiers();
    Map<String, String> kept = kept(check(list.toString()));
    kept.put("from", "100");
    JsonNode answer =
        new ObjectMapper().readTree(counter.desk().post(LIST + "/confirm", kept).body());
    assertThat(answer.get("done").asInt()).isEqualTo(20);
    assertThat(counter.dossiers()).isEqualTo(before + 20);
    kept.remove("from");
    assertThat(CounterScene.text(counter.desk().post(LIST + "/confirm", kept)))
        .contains("Đã tiếp nhận 120 trên 120", "In giấy tiếp nhận 1–100")
        .contains("In giấy tiếp nhận 101–120");
    kept.put("from", "100");
    try (PDDocument pdf =
        Loader.loadPDF(counter.desk().postForBytes(LIST + "/receipts.pdf", kept))) {
      assertThat(pdf.getNumberOfPages()).as("a bundle at a time").isEqualTo(20);
    }
    assertThat(counter.dossiers()).isEqualTo(before + 120);
  }

  @Test
  void theTemplateHasTheFormsFieldsAndIsReadBack() throws IOException {
    byte[] csv = counter.desk().file(LIST + "/template.csv");
    String head = new String(csv, StandardCharsets.UTF_8).strip();
    assertThat(head).contains(HEAD.strip().split(";")).startsWith("\ufeff");
    byte[] xlsx = counter.desk().file(LIST + "/template.xlsx");
    assertThat(xlsx).startsWith('P', 'K');
    HttpResponse<byte[]> program = counter.desk().apiFile("/api/v1/lists/2.000815/template.csv");
    assertThat(program.body()).isEqualTo(csv);
    assertThat(program.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(name -> assertThat(name).contains("danh-sach-2.000815.csv"));
    assertThat(sheet(counter.desk().apiFile("/api/v1/lists/2.000815/template.xlsx").body()))
        .isNotEmpty()
        .isEqualTo(sheet(xlsx));
    assertThat(counter.desk().apiFile("/api/v1/lists/9.999999/template.csv").statusCode())
        .isEqualTo(404);
    String rows = head.replace(",", ";") + "\nAn" + ";".repeat(3) + "\n";
    ApplicantList read = ListFile.read(rows.getBytes(StandardCharsets.UTF_8));
    assertThat(read.lines()).hasSize(1);
  }

  /** The cells of a workbook, row by row, without the time at which it was made. */
  private static List<String> sheet(byte[] workbook) throws IOException {
    try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
      return read.getFirstSheet().read().stream().map(Row::toString).toList();
    }
  }

  @Test
  void theApiChecksAndReceivesWhatThePageDoes() throws IOException {
    long before = counter.dossiers();
    byte[] list = (HEAD + row("Qua API") + row("")).getBytes(StandardCharsets.UTF_8);
    ObjectMapper json = new ObjectMapper();
    String path = "/api/v1/lists/2.000815";
    JsonNode checked =
        json.readTree(counter.desk().apiPost(path, "application/octet-stream", list).body());
    assertThat(checked.get(0).get("findings")).isEmpty();
    assertThat(checked.get(1).get("findings").get(0).get("column").asText())
        .isEqualTo("Họ và tên hoặc tên tổ chức");
    assertThat(counter.dossiers()).isEqualTo(before);
    JsonNode done =
        json.readTree(
            counter
                .desk()
                .apiPost(path + "?confirm=true", "application/octet-stream", list)
                .body());
    assertThat(done.get(0).get("code").asText()).isNotEmpty();
    assertThat(done.get(1).has("code")).isFalse();
    assertThat(counter.dossiers()).isEqualTo(before + 1);
    HttpResponse<String> wrong =
        counter
            .desk()
            .apiPost(
                path, "application/octet-stream", "%PDF\u0001".getBytes(StandardCharsets.UTF_8));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("urn:onestop:problem:desk:list-no-table");
  }

  @Test
  void otherRolesAndOtherCountersReceiveNothing() {
    Visitor police = Visitor.of(counter.world(), City.officer(City.POLICE, Role.DESK_OFFICER).id());
    Visitor specialist = Visitor.of(counter.world(), City.officer(City.WARD, Role.SPECIALIST).id());
    String preview = check(HEAD + row("Của phường"));
    String mine = CounterScene.text(counter.desk().post(LIST + "/confirm", kept(preview)));
    assertThat(specialist.page(LIST).statusCode()).isEqualTo(403);
    assertThat(police.post(LIST + "/receipts.pdf", kept(mine)).statusCode())
        .as("the receipts of another counter's dossiers")
        .isEqualTo(404);
  }
}
