package onestop.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class ByGivenNameTest {
  /** As a Vietnamese list has them: the last word first, a, ă, â, d, đ, e, ê, …, tones last. */
  static final List<String> IN_ORDER =
      List.of(
          "Vũ Văn An",
          "Nguyễn Thị Án",
          "Lê Ân",
          "Trần Thị Dung",
          "Phạm Văn Dũng",
          "Bùi Đạt",
          "Đỗ Quốc Hà",
          "Hà",
          "Phạm Thu Hà",
          "Trần Hải",
          "Lê Thị Oanh",
          "Lý Ông",
          "Ngô Thị Ơn",
          "Trần Ước",
          "Đào Ý");

  private static Officer officer(String name, int number) {
    return new Officer(
        new OfficerId("login" + number), name, "Chuyên viên", new AgencyCode("A"), Set.of());
  }

  @Test
  void ordersPeopleAsVietnameseListsDo() {
    List<Officer> officers = new ArrayList<>();
    IN_ORDER.forEach(name -> officers.add(officer(name, officers.size())));
    Collections.shuffle(officers, new Random(7));
    officers.sort(new ByGivenName());
    assertThat(officers).extracting(Officer::name).containsExactlyElementsOf(IN_ORDER);
  }

  @Test
  void ordersEqualNamesByLoginAndReadsComposedAndDecomposedLettersAlike() {
    Officer one = officer("Lê Thị H\u00e0", 1);
    Officer other = officer("Lê Thị Ha\u0300", 2);
    assertThat(new ByGivenName().compare(one, other)).isNegative();
    assertThat(new ByGivenName().compare(other, one)).isPositive();
    assertThat(new ByGivenName().compare(one, one)).isZero();
  }
}
