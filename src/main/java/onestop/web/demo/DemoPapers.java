package onestop.web.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import onestop.apologies.obligation.ApologyReason;
import onestop.calendar.Limit;
import onestop.dossiers.Intake;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.steps.StepPayload;
import onestop.procedures.Catalogue;
import onestop.procedures.Paper;
import onestop.procedures.StepForm;
import onestop.web.demo.DemoPlan.Case;

/** The texts of the demo city's people: applications, results, reasons. All invented. */
final class DemoPapers {
  private static final List<String> FAMILY =
      List.of("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương");
  private static final List<String> MIDDLE =
      List.of("Thị", "Văn", "Thu", "Minh", "Ngọc", "Đức", "Hữu", "Thanh", "Quốc", "Khánh");
  private static final List<String> GIVEN =
      List.of(
          "An", "Bình", "Châu", "Dung", "Giang", "Hà", "Hiếu", "Khoa", "Linh", "Loan", "Mỹ", "Nam",
          "Oanh", "Phúc", "Quyên", "Sơn", "Thảo", "Trang", "Tuấn", "Uyên", "Việt", "Xuân", "Yến");
  private static final List<String> STREETS =
      List.of("Bờ Sông", "Hoa Gạo", "Chợ Mới", "Đồi Thông", "Giếng Đình", "Nhà Thờ", "Cầu Đá");
  private static final String BASIS = "Điều 17 Nghị định số 118/2025/NĐ-CP";

  private final Catalogue catalogue;
  private final Random dice = new Random(1_945);
  private int papers = 100;

  DemoPapers(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Intake intake(Case c) {
    List<String> handedIn =
        catalogue.current(c.procedure().code()).papers().stream()
            .filter(Paper::required)
            .map(Paper::code)
            .toList();
    Channel channel =
        dice.nextInt(10) < 6 ? Channel.DESK : dice.nextInt(4) == 0 ? Channel.POST : Channel.ONLINE;
    return new Intake(
        "demo",
        "demo-" + c.no(),
        c.procedure().code(),
        c.receiving(),
        c.resolving(),
        applicant(),
        c.procedure().subject(),
        channel,
        handedIn,
        null,
        null,
        null);
  }

  private Applicant applicant() {
    String name = one(FAMILY) + " " + one(MIDDLE) + " " + one(GIVEN);
    String address = "Số " + (1 + dice.nextInt(180)) + " phố " + one(STREETS);
    String phone = "0900 %03d %03d".formatted(dice.nextInt(1000), dice.nextInt(1000));
    return new Applicant(name, address, phone, null, null);
  }

  private String one(List<String> of) {
    return of.get(dice.nextInt(of.size()));
  }

  /**
   * The form as an officer fills it in.
   *
   * @param papersBy the last day for papers, if the form requests some
   */
  StepPayload payload(StepForm form, LocalDate papersBy) {
    papers++;
    return switch (form) {
      case SUPPLEMENT ->
          new StepPayload.SupplementOrder(
              List.of("Bản sao có chứng thực giấy tờ tùy thân", "Tờ khai ghi đủ mục 4 và mục 7"),
              "Tờ khai chưa đủ thông tin, giấy tờ tùy thân đã hết hạn",
              papersBy,
              BASIS,
              "Số " + papers + "/HDHS");
      case FINANCE ->
          new StepPayload.FinanceNotice(
              "Thông báo số " + papers + "/TB-CCT",
              "Lệ phí và nghĩa vụ tài chính phải nộp trước khi nhận giấy chứng nhận",
              "Luật số 38/2019/QH14");
      case POSTING ->
          new StepPayload.PostedNotice(
              "Thông báo số " + papers + "/TB-NY",
              "Niêm yết công khai việc mất giấy chứng nhận",
              "Quyết định số 2304/QĐ-BNNMT");
      case EXTENSION ->
          new StepPayload.Extension(
              Limit.parse("10d"),
              "Công trình cần xem xét thêm về chỉ giới đường đỏ",
              "Luật số 62/2020/QH14",
              "Thông báo số " + papers + "/TB-UBND");
      case REFUSAL ->
          new StepPayload.Refusal(
              "Không thuộc thẩm quyền của cơ quan tiếp nhận", "Số " + papers + "/TCHS");
      case RESOLUTION -> new StepPayload.Resolution("KQ-" + papers, "Số " + papers + "/KQ-TTHC");
      case PLAIN, ASSIGNMENT, AGREEMENT, STOP, HANDOVER -> new StepPayload.Note("");
    };
  }

  /** The working time of an allotment such as {@code 2wh}, {@code 1wd} or {@code 30min}. */
  static Duration allotment(String text) {
    String number = text.replaceAll("\\D", "");
    if (number.isEmpty()) {
      return Duration.ofHours(1);
    }
    long n = Long.parseLong(number);
    return text.endsWith("wd")
        ? Duration.ofHours(8 * n)
        : text.endsWith("wh") ? Duration.ofHours(n) : Duration.ofMinutes(n);
  }

  /** An officer's own words to the citizen. */
  static String explanation(ApologyReason reason) {
    return switch (reason) {
      case OVERLOAD ->
          "Trong tuần qua số hồ sơ nộp tăng gấp rưỡi so với bình thường; hồ sơ của ông/bà đã được"
              + " thẩm định xong và đang chờ trình ký.";
      case VERIFICATION ->
          "Nơi cư trú cũ của ông/bà chưa trả lời kết quả xác minh; chúng tôi đã gửi công văn nhắc.";
      case WAITING_AGENCY ->
          "Cơ quan thuế chưa phản hồi về mã số thuế; chúng tôi theo dõi hằng ngày và sẽ trả ngay"
              + " khi có kết quả.";
      case SIGNER_ABSENT ->
          "Người có thẩm quyền ký đi công tác đột xuất; hồ sơ sẽ được ký vào ngày làm việc đầu"
              + " tiên sau khi trở lại.";
      default ->
          "Dữ liệu từ cơ sở dữ liệu quốc gia về dân cư về chậm; cơ quan đang đối chiếu bằng hồ sơ"
              + " giấy.";
    };
  }
}
