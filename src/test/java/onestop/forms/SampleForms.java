package onestop.forms;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

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
}
