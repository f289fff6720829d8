package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.dossiers.fees.FeeAccount;
import onestop.dossiers.fees.FeeEntry;
import onestop.dossiers.fees.Fees;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.procedures.form.ApplicationForm;
import onestop.testing.City;
import onestop.testing.FilledApplication;
import onestop.testing.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fees at the counter through the pages: shown, taken, owed, waived, put right, listed. */
@Tag("world")
class FeeDoorsTest {
  private static final String COPY = "2.000815";
  private static CounterScene counter;
  private static Visitor finance;

  @BeforeAll
  static void open() {
    counter = new CounterScene();
    finance = Visitor.of(counter.world(), City.officer(City.WARD, Role.FINANCE_OFFICER).id());
  }

  @AfterAll
  static void close() {
    counter.close();
  }

  @Test
  void showsTheAmountByTheFormBeforeAnythingIsReceived() throws IOException {
    long before = counter.dossiers();
    Map<String, String> form = copies(Map.of("feePay", "CASH"));
    String page = CounterScene.text(counter.desk().post("/receive/" + COPY + "/send", form));
    assertThat(page)
        .contains("Số tiền vừa được tính theo tờ khai", "value=\"15000\"")
        .contains("Căn cứ: Cổng Dịch vụ công quốc gia");
    assertThat(counter.dossiers()).isEqualTo(before);
    form.put("feeAmount", "15.000");
    String code = CounterForm.codeOf(counter.desk().post("/receive/" + COPY + "/send", form));
    FeeAccount account = account(code);
    assertThat(account.paid()).isEqualTo(15_000);
    String receipt = account.entries().get(1).receipt();
    assertThat(CounterScene.text(counter.desk().page("/receive/done/" + code)))
        .contains("15.000 đ", "In biên lai " + receipt);
    assertThat(counter.pdf("/dossiers/" + code + "/papers/receipt-1.pdf"))
        .contains("Phí, lệ phí: 15.000 đ, đã nộp, biên lai số " + receipt)
        .contains("Quyển số 04/2026, Số thứ tự 01-" + code.substring(code.lastIndexOf('-') + 1));
    assertThat(counter.pdf("/dossiers/" + code + "/fees/2.pdf"))
        .contains("BIÊN LAI THU PHÍ, LỆ PHÍ", receipt, "15.000 đ", "Tiền mặt", "Nguyễn Thị Hà");
  }

  @ParameterizedTest
  @CsvSource({
    "14000,'Theo biểu thì phải thu 15.000 đồng, nhưng ô “Số tiền” ghi 14.000'",
    "nhiều,'Số tiền “nhiều” không đọc được'",
    "-5,'Số tiền “-5” không đọc được'",
    "'15.0','Số tiền “15.0” không đọc được'",
    "999999999999,'Số tiền 999.999.999.999 đồng không hợp lệ'",
  })
  void refusesAnAmountThatTheRateDoesNotExplain(String amount, String sentence) {
    long before = counter.dossiers();
    HttpResponse<String> answer =
        counter
            .desk()
            .post(
                "/receive/" + COPY + "/send",
                copies(Map.of("feePay", "CASH", "feeAmount", amount)));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(CounterScene.text(answer)).contains(sentence, "value=\"" + amount + "\"");
    assertThat(counter.dossiers()).isEqualTo(before);
  }

  @Test
  void waivesAFeeForAReasonOnly() throws IOException {
    Map<String, String> form = copies(Map.of("feePay", "EXEMPT"));
    HttpResponse<String> without = counter.desk().post("/receive/" + COPY + "/send", form);
    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(CounterScene.text(without)).contains("hãy ghi lý do bằng 1 đến 500 ký tự");
    form.put("feeReason", "Hộ nghèo, giấy chứng nhận số 12");
    String code = CounterForm.codeOf(counter.desk().post("/receive/" + COPY + "/send", form));
    assertThat(account(code).charged()).isZero();
    assertThat(counter.pdf("/dossiers/" + code + "/papers/receipt-1.pdf"))
        .contains("Phí, lệ phí: miễn; lý do: Hộ nghèo, giấy chứng nhận số 12");
  }

  @Test
  void takesLaterWhatIsOwedAndOnlyOnce() {
    String code = owing();
    assertThat(CounterScene.text(finance.page("/dossiers/" + code)))
        .contains("Còn phải thu 15.000 đ");
    Map<String, String> pay = Map.of("pay", "transfer", "payer", "Trần Văn Con");
    assertThat(finance.post("/dossiers/" + code + "/fees/pay", pay).statusCode()).isEqualTo(302);
    FeeEntry paid = account(code).entries().get(1);
    assertThat(paid.payer()).isEqualTo("Trần Văn Con");
    HttpResponse<String> again = finance.post("/dossiers/" + code + "/fees/pay", pay);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(CounterScene.text(again)).contains("không còn khoản nào phải thu");
    assertThat(CounterScene.text(counter.desk().page("/dossiers/" + code + "/fees")))
        .contains("Đã thu đủ 15.000 đ", "Trần Văn Con", paid.receipt());
  }

  @Test
  void putsAWrongEntryRightAndKeepsIt() throws IOException {
    String code = owing();
    counter
        .desk()
        .post("/dossiers/" + code + "/fees/pay", Map.of("pay", "cash", "payer", "Nguyễn Thị Hà"));
    HttpResponse<String> refused =
        counter
            .desk()
            .post("/dossiers/" + code + "/fees/correct", Map.of("no", "2", "reason", " "));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(CounterScene.text(refused)).contains("hãy ghi lý do");
    counter
        .desk()
        .post("/dossiers/" + code + "/fees/correct", Map.of("no", "2", "reason", "Thu nhầm người"));
    assertThat(account(code).owed()).isEqualTo(15_000);
    assertThat(counter.pdf("/dossiers/" + code + "/fees/2.pdf"))
        .contains("BIÊN LAI NÀY ĐÃ HỦY. Lý do: Thu nhầm người");
    counter
        .desk()
        .post(
            "/dossiers/" + code + "/fees/correct",
            Map.of("no", "1", "amount", "12.000", "reason", "Đếm lại còn 12 trang"));
    assertThat(account(code).owed()).isEqualTo(12_000);
    assertThat(CounterScene.text(counter.desk().page("/dossiers/" + code)))
        .contains("Hủy biên lai", "Điều chỉnh mức phí, lệ phí", "Số tiền đúng: 12.000 đ");
  }

  @Test
  void typesTheAmountThatTheCityCouncilSets() {
    String code = CounterForm.codeOf(counter.desk().post("/receive/1.012783/send", land("185000")));
    assertThat(account(code).owed()).isEqualTo(185_000);
    HttpResponse<String> without = counter.desk().post("/receive/1.012783/send", land(""));
    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(CounterScene.text(without)).contains("theo quy định của HĐND Thành phố");
  }

  @Test
  void listsTheDayOfTheOwnAgencyWithItsTotals() {
    String code = owing();
    finance.post("/dossiers/" + code + "/fees/pay", Map.of("pay", "cash", "payer", "A"));
    String receipt = account(code).entries().get(1).receipt();
    String csv = counter.desk().page("/fees.csv?day=2026-04-01").body();
    assertThat(csv)
        .startsWith("\ufeffThời điểm,Mã hồ sơ,Nội dung,Số tiền (đồng)")
        .contains(code + ",Đã thu,15000,Tiền mặt," + receipt)
        .contains("Tổng đã thu,");
    assertThat(CounterScene.text(counter.desk().page("/fees?day=2026-04-01")))
        .contains(code, "Theo cán bộ tại quầy");
    assertThat(CounterScene.text(counter.desk().page("/fees?day=2026-04-02")))
        .contains("Trong ngày chưa có bút toán nào");
    for (String day :
        List.of(
            "hom-nay",
            "2026-02-30",
            "%2B999999999-12-31",
            "-999999999-01-01",
            "0001-01-01",
            "9999-12-31",
            "2026-04-01T00:00")) {
      assertThat(counter.desk().page("/fees?day=" + day).statusCode()).as(day).isEqualTo(400);
      assertThat(counter.desk().page("/fees.csv?day=" + day).statusCode()).as(day).isEqualTo(400);
    }
    Visitor other = Visitor.of(counter.world(), City.officer(City.POLICE, Role.DESK_OFFICER).id());
    assertThat(other.page("/fees?day=2026-04-01").body()).doesNotContain(code);
  }

  @Test
  void isClosedToOtherCountersAndOtherRoles() {
    String code = owing();
    Map<String, String> pay = Map.of("pay", "cash", "payer", "A");
    for (Role role : List.of(Role.SPECIALIST, Role.HEAD_OF_AGENCY, Role.RECORDS_CLERK)) {
      Visitor other = Visitor.of(counter.world(), City.officer(City.WARD, role).id());
      assertThat(other.post("/dossiers/" + code + "/fees/pay", pay).statusCode())
          .as(role.name())
          .isEqualTo(403);
    }
    Visitor police = Visitor.of(counter.world(), City.officer(City.POLICE, Role.DESK_OFFICER).id());
    assertThat(police.post("/dossiers/" + code + "/fees/pay", pay).statusCode()).isEqualTo(404);
    assertThat(account(code).owed()).isEqualTo(15_000);
  }

  /** The agency that resolves a dossier reads it, and takes no money for another counter. */
  @Test
  void theResolvingAgencyReadsTheAccountAndChangesNothing() {
    String code = City.of(counter.world()).receive("1.004222", City.POLICE).code().value();
    Visitor police = Visitor.of(counter.world(), City.officer(City.POLICE, Role.DESK_OFFICER).id());
    String path = "/dossiers/" + code + "/fees";
    assertThat(police.page(path).statusCode()).isEqualTo(200);
    for (String act : List.of("/charge", "/pay", "/correct")) {
      HttpResponse<String> refused =
          police.post(
              path + act,
              Map.of(
                  "rate", "x", "amount", "1", "pay", "cash", "payer", "A", "no", "1", "reason",
                  "r"));
      assertThat(refused.statusCode()).as(act).isEqualTo(403);
    }
    assertThat(account(code).entries()).isEmpty();
  }

  @Test
  void doesTheSameThroughTheApi() {
    String code = owing();
    String path = "/api/v1/dossiers/" + code + "/fees";
    assertThat(counter.desk().api(path).body()).contains("\"owed\":15000");
    HttpResponse<String> paid =
        counter
            .desk()
            .apiPost(
                path + "/payments",
                "application/json",
                "{\"method\": \"CASH\", \"payer\": \"Nguyễn Thị Hà\"}");
    assertThat(paid.statusCode()).as(paid.body()).isEqualTo(201);
    assertThat(paid.body()).contains("\"owed\":0");
    HttpResponse<String> right =
        counter
            .desk()
            .apiPost(path + "/2/correct", "application/json", "{\"reason\": \"Thu nhầm\"}");
    assertThat(right.body()).contains("\"owed\":15000");
    assertThat(counter.desk().api("/api/v1/fees?day=2026-04-01").body())
        .contains(code, "\"cash\":");
    HttpResponse<String> twice =
        counter
            .desk()
            .apiPost(path, "application/json", "{\"amount\": 15000, \"rate\": \"pages\"}");
    assertThat(twice.statusCode()).isEqualTo(409);
    assertThat(twice.body()).contains("urn:onestop:problem:dossiers:fee-charged");
  }

  private static String owing() {
    return CounterForm.codeOf(
        counter
            .desk()
            .post(
                "/receive/" + COPY + "/send",
                copies(Map.of("feePay", "OWED", "feeAmount", "15000"))));
  }

  private static FeeAccount account(String code) {
    return counter.world().get(Fees.class).account(new DossierCode(code));
  }

  private static Map<String, String> copies(Map<String, String> changes) {
    Map<String, String> form = CounterForm.applicant();
    form.put("p.original.originals", "1");
    form.put("p.copy.copies", "3");
    form.put("a.documents.0.document", "Bằng tốt nghiệp");
    form.put("a.documents.0.pages", "3");
    form.put("a.documents.0.sets", "3");
    form.putAll(changes);
    return form;
  }

  private static Map<String, String> land(String amount) {
    Map<String, String> form = CounterForm.applicant();
    form.put("p.form.originals", "1");
    form.put("p.certificate.originals", "1");
    form.put("feePay", "OWED");
    form.put("feeAmount", amount);
    ApplicationForm application =
        counter
            .world()
            .get(Catalogue.class)
            .form(counter.world().get(Catalogue.class).current("1.012783"))
            .orElseThrow();
    form.putAll(FilledApplication.typed(FilledApplication.of(application, 0)));
    return form;
  }
}
