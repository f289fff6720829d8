package onestop.web.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Delegation;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.web.DemoCity.Login;

/** The agencies and officers of the demo city; all invented, with one password. */
final class DemoPeople {
  /** The password of every demo officer. */
  static final String PASSWORD = "motcua-demo";

  static final AgencyCode CITY = new AgencyCode("H26");
  static final AgencyCode SONG_TO = new AgencyCode("H26.11");
  static final AgencyCode DOI_THONG = new AgencyCode("H26.12");
  static final AgencyCode LAND = new AgencyCode("H26.21");
  static final AgencyCode CONSTRUCTION = new AgencyCode("H26.31");
  static final AgencyCode POLICE = new AgencyCode("H26.11.CA");
  static final AgencyCode INSURANCE = new AgencyCode("H26.11.BH");

  private static final LocalDate SINCE = LocalDate.of(2025, 7, 1);

  private DemoPeople() {}

  /** The suggested logins. */
  static List<Login> logins() {
    return List.of(
        new Login("songto.motcua", "desk"),
        new Login("songto.chuyenvien", "specialist"),
        new Login("songto.truongbophan", "unit-head"),
        new Login("songto.chutich", "head"),
        new Login("songto.vanthu", "records"),
        new Login("datdai.taichinh", "finance"),
        new Login("thanhpho.kiemtra", "auditor"),
        new Login("thanhpho.thietke", "designer"),
        new Login("thanhpho.duyetmau", "designer-second"),
        new Login("thanhpho.vanhanh", "operator"),
        new Login("thanhpho.quantri", "administrator"));
  }

  static void settle(Agencies agencies, String passwordHash) {
    offices().forEach(agency -> agencies.add(agency, SINCE));
    officers().forEach(officer -> agencies.add(officer, passwordHash));
    agencies.add(
        new Delegation(
            new OfficerId("songto.chutich"),
            new OfficerId("songto.phochutich"),
            SONG_TO,
            Role.HEAD_OF_AGENCY,
            Delegation.Capacity.KT,
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2035, 12, 31),
            "Quyết định số 07/QĐ-UBND ngày 05/01/2026"));
  }

  private static List<Agency> offices() {
    return List.of(
        agency(
            CITY, "Ủy ban nhân dân thành phố", "City people's committee", Agency.Kind.CITY, "00"),
        agency(SONG_TO, "UBND phường Sông Tơ", "Sông Tơ ward", Agency.Kind.WARD, "11"),
        agency(DOI_THONG, "UBND phường Đồi Thông", "Đồi Thông ward", Agency.Kind.WARD, "12"),
        agency(
            LAND,
            "Chi nhánh Văn phòng đăng ký đất đai khu vực 1",
            "Land registration office, district branch 1",
            Agency.Kind.DISTRICT,
            "21"),
        agency(
            CONSTRUCTION,
            "Sở Xây dựng",
            "Department of construction",
            Agency.Kind.DEPARTMENT,
            "31"),
        below(SONG_TO, POLICE, "Công an phường Sông Tơ", "Sông Tơ police", Agency.Kind.POLICE),
        below(
            SONG_TO,
            INSURANCE,
            "Bảo hiểm xã hội cơ sở Sông Tơ",
            "Sông Tơ social insurance",
            Agency.Kind.INSURANCE));
  }

  private static Agency agency(
      AgencyCode code, String nameVi, String nameEn, Agency.Kind kind, String number) {
    AgencyCode parent = code.equals(CITY) ? null : CITY;
    return office(code, nameVi, nameEn, parent, kind, number);
  }

  private static Agency below(
      AgencyCode parent, AgencyCode code, String nameVi, String nameEn, Agency.Kind kind) {
    return office(code, nameVi, nameEn, parent, kind, kind == Agency.Kind.POLICE ? "13" : "14");
  }

  private static Agency office(
      AgencyCode code,
      String nameVi,
      String nameEn,
      @org.jspecify.annotations.Nullable AgencyCode parent,
      Agency.Kind kind,
      String number) {
    String place = code.equals(DOI_THONG) ? "Đồi Thông" : "Sông Tơ";
    return new Agency(
        code,
        nameVi,
        nameEn.replace('\'', '’'),
        parent,
        kind,
        "000." + number + ".01.H26",
        "Số " + Integer.parseInt(number) * 3 + " đường Bờ Sông, phường " + place,
        "024 3900 00" + number,
        "",
        place);
  }

  private static List<Officer> officers() {
    List<Officer> all = new ArrayList<>();
    ward(
        all,
        SONG_TO,
        "songto",
        List.of(
            "Nguyễn Thị Lan",
            "Phạm Quốc Huy",
            "Đỗ Minh Tâm",
            "Trần Thu Hằng",
            "Vũ Thị Nga",
            "Lê Văn Khải"));
    ward(
        all,
        DOI_THONG,
        "doithong",
        List.of(
            "Hoàng Thị Mai",
            "Bùi Đức Anh",
            "Ngô Thị Yến",
            "Đặng Quang Vinh",
            "Phan Thị Thảo",
            "Tạ Văn Lộc"));
    ward(
        all,
        LAND,
        "datdai",
        List.of(
            "Trịnh Thị Hoa",
            "Lương Văn Sơn",
            "Mai Xuân Trường",
            "Dương Thị Bích",
            "Cao Thị Loan",
            "Hồ Ngọc Ánh"));
    ward(
        all,
        CONSTRUCTION,
        "xaydung",
        List.of(
            "Lý Thị Kim",
            "Nguyễn Hữu Đạt",
            "Võ Thanh Tùng",
            "Đinh Công Thành",
            "Chu Thị Oanh",
            "Quách Văn Dũng"));
    ward(
        all,
        POLICE,
        "congan",
        List.of(
            "Trần Văn Hùng",
            "Phùng Thị Dung",
            "Nguyễn Mạnh Cường",
            "Lại Văn Phúc",
            "Hà Thị Thu",
            "Đoàn Văn Bình"));
    ward(
        all,
        INSURANCE,
        "bhxh",
        List.of(
            "Vương Thị Hạnh",
            "Nguyễn Thế Long",
            "Kiều Thị Nhung",
            "Đào Duy Khánh",
            "Lưu Thị Hương",
            "Phí Văn Toàn"));
    all.addAll(ofTheCity());
    return all;
  }

  /** The deputy of one ward, and the officers of the whole city. */
  private static List<Officer> ofTheCity() {
    List<Officer> all = new ArrayList<>();
    all.add(
        officer("songto.phochutich", "Nguyễn Đình Phong", "Phó Chủ tịch", SONG_TO, Role.AUDITOR));
    all.add(officer("thanhpho.kiemtra", "Trần Thị Minh Châu", "Kiểm tra viên", CITY, Role.AUDITOR));
    all.add(
        officer(
            "thanhpho.thietke",
            "Lê Hoàng Nam",
            "Chuyên viên kiểm soát thủ tục",
            CITY,
            Role.DESIGNER));
    all.add(
        officer(
            "thanhpho.duyetmau",
            "Đỗ Thị Hải Yến",
            "Phó trưởng phòng kiểm soát thủ tục",
            CITY,
            Role.DESIGNER));
    all.add(
        officer("thanhpho.vanhanh", "Nguyễn Văn Quân", "Quản trị vận hành", CITY, Role.OPERATOR));
    all.add(
        officer(
            "thanhpho.quantri", "Phạm Thị Quỳnh", "Quản trị hệ thống", CITY, Role.ADMINISTRATOR));
    return all;
  }

  /** One officer per role; the chair, fourth of the names, signs. */
  private static void ward(List<Officer> all, AgencyCode at, String prefix, List<String> names) {
    boolean ward = prefix.equals("songto") || prefix.equals("doithong");
    String head =
        ward ? "Chủ tịch" : prefix.equals("congan") ? "Trưởng Công an phường" : "Giám đốc";
    all.add(officer(prefix + ".motcua", names.get(0), "Công chức một cửa", at, Role.DESK_OFFICER));
    all.add(officer(prefix + ".chuyenvien", names.get(1), "Chuyên viên", at, Role.SPECIALIST));
    all.add(officer(prefix + ".truongbophan", names.get(2), "Trưởng bộ phận", at, Role.UNIT_HEAD));
    all.add(
        officer(
            prefix + (ward ? ".chutich" : ".thutruong"),
            names.get(3),
            head,
            at,
            Role.HEAD_OF_AGENCY));
    all.add(officer(prefix + ".vanthu", names.get(4), "Văn thư", at, Role.RECORDS_CLERK));
    all.add(officer(prefix + ".taichinh", names.get(5), "Kế toán", at, Role.FINANCE_OFFICER));
  }

  private static Officer officer(
      String id, String name, String title, AgencyCode agency, Role role) {
    return new Officer(new OfficerId(id), name, title, agency, Set.of(role));
  }
}
