package onestop.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.kernel.SettableClock;
import onestop.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Lists of officers: who is found by what was typed, in which order, and in which parts. */
@Tag("store")
class OfficerListingTest {
  private static final AgencyCode WARD = new AgencyCode("H26.05.01");
  private static final AgencyCode OFFICE = new AgencyCode("H26.05.02");
  private static final Map<TestDatabase, Accounts> SCENES = new EnumMap<>(TestDatabase.class);

  private static synchronized Accounts in(TestDatabase vendor) {
    return SCENES.computeIfAbsent(vendor, OfficerListingTest::settled);
  }

  private static Accounts settled(TestDatabase vendor) {
    DataSource source = vendor.fresh();
    SettableClock clock =
        new SettableClock(Instant.parse("2026-02-11T03:00:00Z"), ZoneId.of("Asia/Ho_Chi_Minh"));
    Agencies agencies =
        new Agencies(JdbcClient.create(source), new JdbcTransactionManager(source), clock);
    Accounts accounts = new Accounts(JdbcClient.create(source), agencies, clock);
    for (AgencyCode code : List.of(WARD, OFFICE)) {
      agencies.add(
          new Agency(code, "x", "x", null, Agency.Kind.WARD, "000.00.01.H26", "", "", "", ""),
          LocalDate.of(2000, 1, 1));
    }
    add(agencies, "khai", "Đặng Văn Khải", WARD, Role.UNIT_HEAD, Role.SPECIALIST);
    add(agencies, "anh_b", "Bùi Đức Anh", WARD, Role.DESK_OFFICER);
    add(agencies, "an-h", "Trần Ngọc Ánh", OFFICE, Role.HEAD_OF_AGENCY);
    add(
        agencies,
        "uyen",
        Normalizer.normalize("Lê Thị Uyên", Normalizer.Form.NFD),
        OFFICE,
        Role.RECORDS_CLERK);
    add(agencies, "binh", "ĐOÀN THANH BÌNH", WARD);
    accounts.disable(new OfficerId("binh"), "nghỉ hưu", new OfficerId("khai"));
    return accounts;
  }

  private static void add(
      Agencies agencies, String login, String name, AgencyCode agency, Role... roles) {
    Set<Role> held = EnumSet.noneOf(Role.class);
    held.addAll(List.of(roles));
    agencies.add(new Officer(new OfficerId(login), name, "Công chức", agency, held), null);
  }

  private static List<String> found(
      TestDatabase vendor, String text, @Nullable Role role, @Nullable Set<AgencyCode> agencies) {
    OfficerFilter filter = new OfficerFilter(text, role, agencies);
    List<String> logins =
        in(vendor).list(filter, 0, 10).stream().map(a -> a.officer().id().value()).toList();
    assertThat(in(vendor).count(filter)).isEqualTo(logins.size());
    return logins;
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void sortsByGivenNameWhateverItsTonesAndLetters(TestDatabase vendor) {
    assertThat(found(vendor, " ", null, null))
        .containsExactly("anh_b", "an-h", "binh", "khai", "uyen");
    OfficerFilter all = new OfficerFilter("", null, null);
    assertThat(in(vendor).list(all, 1, 2))
        .extracting(account -> account.officer().id().value())
        .containsExactly("an-h", "binh");
    assertThat(in(vendor).list(all, 5, 2)).isEmpty();
    assertThat(in(vendor).count(all)).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void sortsAsVietnameseListsDoOnEveryDatabase(TestDatabase vendor) {
    DataSource source = vendor.fresh();
    SettableClock clock =
        new SettableClock(Instant.parse("2026-02-11T03:00:00Z"), ZoneId.of("Asia/Ho_Chi_Minh"));
    Agencies agencies =
        new Agencies(JdbcClient.create(source), new JdbcTransactionManager(source), clock);
    agencies.add(
        new Agency(WARD, "x", "x", null, Agency.Kind.WARD, "000.00.01.H26", "", "", "", ""),
        LocalDate.of(2000, 1, 1));
    List<String> names = new ArrayList<>(ByGivenNameTest.IN_ORDER);
    for (String given : "Ba Bà Bả Bã Bá Bạ Bă Bằ Bâ Bấ Uy Ưng Yên Ỷ Đi Di".split(" ")) {
      names.add("Lê " + given);
      names.add("LÊ THỊ " + given.toUpperCase(Locale.ROOT));
    }
    names.addAll(List.of("An", "Lê An", "Lê Thị An", "Lễ Thị An", "Lêthi An", "An", "Lê  An"));
    Collections.shuffle(names, new Random(11));
    List<Officer> officers = new ArrayList<>();
    for (String name : names) {
      String login = "x" + "-_.".charAt(officers.size() % 3) + officers.size();
      officers.add(new Officer(new OfficerId(login), name, "Công chức", WARD, Set.of()));
    }
    officers.forEach(officer -> agencies.add(officer, null));
    officers.sort(new ByGivenName());
    assertThat(
            new Accounts(JdbcClient.create(source), agencies, clock)
                .list(new OfficerFilter("", null, null), 0, 100))
        .extracting(account -> account.officer().name())
        .containsExactlyElementsOf(officers.stream().map(Officer::name).toList());
  }

  static List<Object[]> searches() {
    return List.of(
        new Object[] {"khai", List.of("khai")},
        new Object[] {"KHẢI", List.of("khai")},
        new Object[] {"dang khai", List.of("khai")},
        new Object[] {"Khải  Đặng", List.of("khai")},
        new Object[] {Normalizer.normalize("Khải", Normalizer.Form.NFD), List.of("khai")},
        new Object[] {"anh", List.of("anh_b", "an-h", "binh")},
        new Object[] {"uyên", List.of("uyen")},
        new Object[] {"uyen thi", List.of("uyen")},
        new Object[] {"_", List.of("anh_b")},
        new Object[] {"%", List.of()},
        new Object[] {"!", List.of()},
        new Object[] {"cong chuc binh", List.of("binh")},
        new Object[] {"'; drop table officer; --", List.of()});
  }

  @ParameterizedTest
  @MethodSource("searches")
  void findsByAnyWordsWithAndWithoutTones(String text, List<String> logins) {
    for (TestDatabase vendor : TestDatabase.values()) {
      assertThat(found(vendor, text, null, null))
          .as("%s on %s", text, vendor)
          .containsExactlyElementsOf(logins);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void filtersByRoleAndAgency(TestDatabase vendor) {
    assertThat(found(vendor, "", Role.SPECIALIST, null)).containsExactly("khai");
    assertThat(found(vendor, "", null, Set.of(OFFICE))).containsExactly("an-h", "uyen");
    assertThat(found(vendor, "anh", null, Set.of(WARD))).containsExactly("anh_b", "binh");
    assertThat(found(vendor, "", Role.SPECIALIST, Set.of(OFFICE))).isEmpty();
    assertThat(found(vendor, "", null, Set.of())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void tellsRolesAndStateOfEachAndCountsWhoIsInService(TestDatabase vendor) {
    List<Account> ward = in(vendor).list(new OfficerFilter("", null, Set.of(WARD)), 0, 10);
    assertThat(ward)
        .extracting(account -> account.officer().roles())
        .containsExactly(
            Set.of(Role.DESK_OFFICER), Set.of(), Set.of(Role.UNIT_HEAD, Role.SPECIALIST));
    assertThat(ward)
        .extracting(account -> account.disabledAt() != null)
        .containsExactly(false, true, false);
    assertThat(in(vendor).officersByAgency()).isEqualTo(Map.of(WARD, 2, OFFICE, 2));
  }
}
