package onestop.forms;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import onestop.forms.ControlSlipFields.Kept;
import org.jspecify.annotations.Nullable;

/** Forms with every field filled. */
final class SampleForms {
  static final Locale VIETNAMESE = Locale.forLanguageTag("vi-VN");
  static final String CODE = "H26.12.03-261116-0012";

  private SampleForms() {}

  static FormHead head(String formNumber, String title) {
    return new FormHead(
        "Ủy ban nhân dân phường Hoàn Kiếm",
        "Trung tâm Phục vụ hành chính công",
        "12/PXL-UBND",
        "Hà Nội",
        LocalDate.of(2026, 11, 20),
        formNumber,
        title,
        CODE);
  }

  static Party party() {
    return new Party(
        "Nguyễn Thị Ngọc Diễm",
        "Số 5, ngõ 12, phố Hàng Bạc, phường Hoàn Kiếm, Hà Nội",
        "0912 345 678",
        "diem@example.vn");
  }

  static Signature signature() {
    return new Signature.Signed("KT. Chủ tịch", "Phó Chủ tịch", "Trần Đức Thắng");
  }

  static ApologyFields apology() {
    return new ApologyFields(
        head("Mẫu số 04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
        party(),
        CODE,
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        LocalDateTime.of(2026, 11, 2, 9, 30),
        LocalDateTime.of(2026, 11, 23, 17, 0),
        "Kết quả đo đạc thửa đất của đơn vị phối hợp gửi đến chậm, phải kiểm tra lại ranh giới.",
        LocalDateTime.of(2026, 11, 27, 17, 0),
        List.of("Nghị định số 61/2018/NĐ-CP", "Thông tư số 01/2018/TT-VPCP"),
        signature());
  }

  static FormModel apology2018() {
    return apology().toModel("apology-2018", VIETNAMESE);
  }

  static ReceiptFields receipt() {
    return new ReceiptFields(
        head("Mẫu số 01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
        party(),
        CODE,
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        List.of(),
        List.of(
            new PaperLine("Đơn đề nghị cấp giấy phép xây dựng", 1, 0, 0, null),
            new PaperLine("Giấy chứng nhận quyền sử dụng đất", 0, 1, 0, "đã đối chiếu bản chính"),
            new PaperLine("Bản vẽ thiết kế xây dựng", 2, 0, 0, null)),
        1,
        "15 ngày làm việc",
        LocalDateTime.of(2026, 11, 2, 9, 30),
        LocalDateTime.of(2026, 11, 23, 17, 0),
        "75.000 đ, đã nộp, biên lai số 000012/2026/BL-HOANKIEM",
        "Trung tâm Phục vụ hành chính công phường Hoàn Kiếm",
        null,
        new ReceiptFields.RegisterPlace("01", "0012"),
        new Signature.Signed(null, "Người tiếp nhận hồ sơ", "Lê Thị Hường"));
  }

  static SupplementFields supplement() {
    return new SupplementFields(
        head("Mẫu số 02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
        party(),
        CODE,
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        List.of(
            new PaperLine("Bản vẽ mặt cắt móng tỷ lệ 1/50", 2, 0, 0, "thiếu trong hồ sơ đã nộp"),
            new PaperLine("Văn bản cam kết bảo đảm an toàn công trình liền kề", 1, 0, 1, null)),
        "Hồ sơ chưa đủ bản vẽ kết cấu móng để thẩm định; công trình có tường chung với hộ liền kề.",
        LocalDate.of(2026, 12, 4),
        new SupplementFields.Contact("ông Phạm Văn Khải", "024 3825 0000"),
        new Signature.Signed(null, "Người hướng dẫn", "Phạm Văn Khải"));
  }

  static RefusalFields refusal() {
    return new RefusalFields(
        head("Mẫu số 03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
        party(),
        CODE,
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "Thửa đất nằm trong hành lang bảo vệ đê điều; vị trí này không được cấp giấy phép xây dựng.",
        List.of("Nghị định số 61/2018/NĐ-CP"),
        signature());
  }

  static StopNoticeFields stopNotice() {
    return new StopNoticeFields(
        head("Mẫu số 05", "Thông báo dừng giải quyết hồ sơ"),
        party(),
        CODE,
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        new StopNoticeFields.Request(
            LocalDate.of(2026, 11, 18), "Gia đình thay đổi thiết kế, sẽ nộp hồ sơ mới."),
        "Thẩm định hồ sơ",
        "Dừng giải quyết và trả lại toàn bộ giấy tờ đã nộp",
        "Chưa thu phí; không phát sinh việc hoàn trả",
        List.of("Nghị định số 118/2025/NĐ-CP", "Thông tư số 03/2025/TT-VPCP"),
        signature());
  }

  static ControlSlipFields controlSlip() {
    String desk = "Trung tâm Phục vụ hành chính công";
    String section = "Phòng Kinh tế, Hạ tầng và Đô thị";
    return new ControlSlipFields(
        head("Mẫu số 06", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
        CODE,
        "Nguyễn Thị Ngọc Diễm",
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        section,
        List.of("Chi nhánh Văn phòng đăng ký đất đai"),
        LocalDateTime.of(2026, 11, 2, 9, 30),
        LocalDateTime.of(2026, 11, 23, 17, 0),
        List.of(
            hop(desk, section, 2, Kept.ON_TIME, null),
            hop(section, "Chi nhánh Văn phòng đăng ký đất đai", 4, Kept.EARLY, null),
            hop("Chi nhánh Văn phòng đăng ký đất đai", section, 20, Kept.LATE, "chậm 02 ngày"),
            hop(section, desk, 23, Kept.OPEN, null)));
  }

  /** A control slip of many pages. */
  static FormModel longControlSlip(int hops) {
    ControlSlipFields one = controlSlip();
    return new ControlSlipFields(
            one.head(),
            one.dossierCode(),
            one.applicantName(),
            one.subject(),
            one.resolvingAgency(),
            one.coordinatingAgencies(),
            one.receivedAt(),
            one.dueAt(),
            java.util.Collections.nCopies(hops, one.hops().get(0)))
        .toModel("control-slip", VIETNAMESE);
  }

  static FormModel result(Locale locale) {
    return head("Mẫu kết quả", "Kết quả giải quyết hồ sơ")
        .form(
            "result",
            party(),
            java.util.Map.of(
                "procedure",
                "Cấp giấy phép xây dựng nhà ở riêng lẻ",
                "dossierCode",
                CODE,
                "subject",
                "Cấp giấy phép xây dựng nhà ở riêng lẻ",
                "answers",
                List.of(new ReceiptFields.Answer("Diện tích", "82,5 m²").fields()),
                "conclusion",
                "Đồng ý cấp giấy phép.",
                "signature",
                signature().fields()),
            locale);
  }

  private static ControlSlipFields.Hop hop(
      String from, String to, int day, Kept kept, @Nullable String note) {
    LocalDateTime at = LocalDateTime.of(2026, 11, day, 10, 15);
    return new ControlSlipFields.Hop(from, to, at, "Lê Thị Hường", "Vũ Đình Phượng", kept, note);
  }

  /** Every template, in both languages. */
  static List<FormModel> all() {
    return Stream.of(VIETNAMESE, Locale.ENGLISH)
        .flatMap(
            locale ->
                Stream.of(
                    apology().toModel("apology-2018", locale),
                    apology().toModel("apology-2025", locale),
                    receipt().toModel("receipt", locale),
                    supplement().toModel("supplement", locale),
                    refusal().toModel("refusal", locale),
                    stopNotice().toModel("stop-notice", locale),
                    controlSlip().toModel("control-slip", locale),
                    result(locale)))
        .toList();
  }
}
