package onestop.web.demo;

import java.util.List;
import java.util.Random;
import onestop.kernel.AgencyCode;

/** The procedures requested in the demo city, with their frequencies. */
enum DemoProcedure {
  CERTIFIED_COPY("2.000815", 20, "Chứng thực bản sao bằng tốt nghiệp đại học"),
  REGISTER_EXTRACT("2.000908", 8, "Bản sao trích từ sổ gốc cấp bằng nghề"),
  BIRTH("1.001193", 10, "Đăng ký khai sinh cho con"),
  MARRIAGE("1.000894", 6, "Đăng ký kết hôn"),
  MARITAL_STATUS("1.004873", 16, "Xác nhận tình trạng hôn nhân để kết hôn"),
  HOUSEHOLD_BUSINESS("1.001612", 13, "Đăng ký hộ kinh doanh quán cà phê"),
  BUILDING_PERMIT("1.009994", 8, "Cấp giấy phép xây dựng nhà ở ba tầng"),
  LAND_CERTIFICATE("1.012783", 9, "Cấp đổi giấy chứng nhận bị ố, nhoè"),
  PERMANENT_RESIDENCE("1.004222", 6, "Đăng ký thường trú theo chồng"),
  LINKED_BIRTH("2.002621", 4, "Khai sinh, thường trú và thẻ bảo hiểm y tế cho trẻ");

  private final String code;
  private final int weight;
  private final String subject;

  DemoProcedure(String code, int weight, String subject) {
    this.code = code;
    this.weight = weight;
    this.subject = subject;
  }

  String code() {
    return code;
  }

  String subject() {
    return subject;
  }

  /** Whether it is due on the day of receipt. */
  boolean isShort() {
    return List.of(CERTIFIED_COPY, REGISTER_EXTRACT, BIRTH, MARRIAGE).contains(this);
  }

  AgencyCode receivedBy(AgencyCode ward) {
    return switch (this) {
      case LAND_CERTIFICATE -> DemoPeople.LAND;
      case PERMANENT_RESIDENCE, LINKED_BIRTH -> DemoPeople.SONG_TO;
      default -> ward;
    };
  }

  AgencyCode resolvedBy(AgencyCode ward) {
    return switch (this) {
      case LAND_CERTIFICATE -> DemoPeople.LAND;
      case PERMANENT_RESIDENCE -> DemoPeople.POLICE;
      case LINKED_BIRTH -> DemoPeople.SONG_TO;
      case REGISTER_EXTRACT -> DemoPeople.CONSTRUCTION;
      default -> ward;
    };
  }

  static DemoProcedure drawn(Random dice) {
    int sum = 0;
    for (DemoProcedure procedure : values()) {
      sum += procedure.weight;
    }
    int roll = dice.nextInt(sum);
    for (DemoProcedure procedure : values()) {
      roll -= procedure.weight;
      if (roll < 0) {
        return procedure;
      }
    }
    throw new IllegalStateException();
  }
}
