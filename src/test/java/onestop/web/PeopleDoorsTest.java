package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list of officers: whose officers each reader sees, and what can be looked for. */
@Tag("world")
class PeopleDoorsTest {
  private static World world;
  private static Visitor administrator;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-04-06T10:00");
    City.in(world);
    world
        .get(Agencies.class)
        .add(
            new Officer(
                new OfficerId("dang.khai"),
                "Đặng Văn Khải",
                "Phó Chủ tịch",
                City.WARD,
                Set.of(Role.UNIT_HEAD)),
            null);
    administrator = visitor(Role.ADMINISTRATOR);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Visitor visitor(Role role) {
    return Visitor.of(world, City.officer(City.WARD, role).id());
  }

  @Test
  void anAdministratorFindsEveryOfficerByNameAgencyAndRole() {
    String all = administrator.page("/people").body();
    assertThat(all)
        .contains(
            "Cán bộ và quyền", "href=\"/people\" aria-current=\"page\"", "41 kết quả, trang 1")
        .contains("href=\"/people?page=2\"");
    assertThat(administrator.page("/people?page=2").body()).contains("trang 2 trên 3");
    assertThat(administrator.page("/people?q=khai+dang").body())
        .contains("Đặng Văn Khải", "dang.khai", "Phó Chủ tịch", "Trưởng bộ phận", "1 kết quả");
    assertThat(administrator.page("/people?q=kh%E1%BA%A3i&role=auditor").body())
        .contains("Không có cán bộ nào khớp");
    assertThat(administrator.page("/people?role=unit-head&agency=" + City.WARD).body())
        .contains("dang.khai", "unit_head.h26.12.03", "2 kết quả")
        .contains("Chưa có mật khẩu");
    assertThat(administrator.page("/people?role=king").statusCode()).isEqualTo(400);
  }

  @Test
  void aHeadSeesTheOwnAgencyAndThoseBelow() {
    Visitor head = visitor(Role.HEAD_OF_AGENCY);
    assertThat(head.page("/people").body())
        .contains("dang.khai", "11 kết quả", "Người quản trị thay đổi quyền")
        .doesNotContain(City.POLICE.value().toLowerCase(Locale.ROOT));
    assertThat(head.page("/people?agency=" + City.POLICE).body())
        .contains("Không có cán bộ nào khớp");
    Visitor above = Visitor.of(world, City.officer(City.CENTRE, Role.HEAD_OF_AGENCY).id());
    assertThat(above.page("/people?agency=" + City.POLICE).body()).contains("10 kết quả");
  }

  @Test
  void everybodyElseIsKeptOut() {
    for (Role role : Role.values()) {
      boolean sees = role == Role.ADMINISTRATOR || role == Role.HEAD_OF_AGENCY;
      Visitor visitor = visitor(role);
      assertThat(visitor.page("/people").statusCode()).as(role.name()).isEqualTo(sees ? 200 : 403);
      assertThat(visitor.page("/calendar").body().contains("href=\"/people\""))
          .as(role.name())
          .isEqualTo(sees);
    }
    administrator = visitor(Role.ADMINISTRATOR);
  }

  @Test
  void speaksEnglishToo() {
    Visitor reader = visitor(Role.HEAD_OF_AGENCY);
    reader.page("/language?to=en&back=/");
    assertThat(reader.page("/people?q=khai").body())
        .contains("<html lang=\"en\"", "People and rights", "Head of unit", "No password yet");
  }
}
