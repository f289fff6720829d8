package onestop.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import onestop.agencies.Delegation.Capacity;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.kernel.SettableClock;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("store")
class AgenciesTest {
  private static final AgencyCode CITY = new AgencyCode("H26");
  private static final AgencyCode DISTRICT = new AgencyCode("H26.05");
  private static final AgencyCode WARD = new AgencyCode("H26.05.01");
  private static final LocalDate LONG_AGO = LocalDate.of(2000, 1, 1);
  private static final LocalDate REFORM = LocalDate.of(2025, 7, 1);
  private static final Instant NOW = Instant.parse("2026-02-11T03:00:00Z");

  private static Agencies city(TestDatabase vendor) {
    DataSource source = vendor.fresh();
    Agencies agencies =
        new Agencies(
            JdbcClient.create(source),
            new JdbcTransactionManager(source),
            new SettableClock(NOW, ZoneId.of("Asia/Ho_Chi_Minh")));
    agencies.add(agency(CITY, null, Agency.Kind.CITY), LONG_AGO);
    agencies.add(agency(DISTRICT, CITY, Agency.Kind.DISTRICT), LONG_AGO);
    agencies.add(agency(WARD, DISTRICT, Agency.Kind.WARD), LONG_AGO);
    agencies.move(WARD, CITY, REFORM);
    agencies.add(officer("an", "Chủ tịch", Role.HEAD_OF_AGENCY), "{bcrypt}x");
    agencies.add(officer("Binh", "Phó Chủ tịch", Role.UNIT_HEAD, Role.SPECIALIST), null);
    return agencies;
  }

  private static Agencies node(DataSource source, Ticker remembering) {
    return new Agencies(
        JdbcClient.create(source),
        new JdbcTransactionManager(source),
        new SettableClock(NOW, ZoneId.of("Asia/Ho_Chi_Minh")),
        remembering);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anotherNodeKnowsOfAChangeWithinASecond(TestDatabase vendor) {
    DataSource source = vendor.fresh();
    AtomicLong nanos = new AtomicLong();
    Agencies here = node(source, nanos::get);
    Agencies there = node(source, nanos::get);
    there.add(agency(WARD, null, Agency.Kind.WARD), LONG_AGO);
    there.add(officer("an", "Chủ tịch"), null);
    assertThat(here.find(id("an"))).isPresent();
    assertThat(here.find(id("binh"))).isEmpty();

    there.add(officer("binh", "Phó Chủ tịch"), null);
    assertThat(there.find(id("binh"))).as("this node at once").isPresent();
    nanos.addAndGet(Duration.ofMillis(900).toNanos());
    assertThat(here.find(id("binh"))).as("the other one asks once a second").isEmpty();
    nanos.addAndGet(Duration.ofMillis(101).toNanos());
    assertThat(here.find(id("binh"))).isPresent();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aReadIsRememberedUntilSomethingChanges(TestDatabase vendor) {
    DataSource source = vendor.fresh();
    AtomicLong nanos = new AtomicLong();
    Agencies here = node(source, nanos::get);
    here.add(agency(WARD, null, Agency.Kind.WARD), LONG_AGO);
    here.add(officer("an", "Chủ tịch"), null);
    assertThat(here.officer(id("an")).titleVi()).isEqualTo("Chủ tịch");
    JdbcClient.create(source).sql("update officer set title_vi = 'Quyền Chủ tịch'").update();

    nanos.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThat(here.officer(id("an")).titleVi()).as("nothing was read again").isEqualTo("Chủ tịch");
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    assertThat(here.officer(id("an")).titleVi())
        .as("changed by SQL, without a revision")
        .isEqualTo("Quyền Chủ tịch");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aChangeThatIsRolledBackIsNotRemembered(TestDatabase vendor) {
    DataSource source = vendor.fresh();
    Agencies here = node(source, () -> 0);
    here.add(agency(WARD, null, Agency.Kind.WARD), LONG_AGO);
    new TransactionTemplate(new JdbcTransactionManager(source))
        .executeWithoutResult(
            status -> {
              here.add(officer("an", "Chủ tịch"), null);
              assertThat(here.find(id("an"))).isPresent();
              status.setRollbackOnly();
            });
    assertThat(here.find(id("an"))).isEmpty();
  }

  private static Agency agency(AgencyCode code, AgencyCode parent, Agency.Kind kind) {
    return new Agency(
        code,
        "UBND " + code,
        "Committee " + code,
        parent,
        kind,
        "000.00.01.H26",
        "1 Phố Huế",
        "024",
        "a@example.vn",
        "Hà Nội");
  }

  private static Officer officer(String login, String title, Role... roles) {
    return new Officer(new OfficerId(login), "Nguyễn " + login, title, WARD, Set.of(roles));
  }

  private static OfficerId id(String login) {
    return new OfficerId(login);
  }

  private static Delegation order(String from, String to, LocalDate first, LocalDate last) {
    return new Delegation(
        id(from), id(to), WARD, Role.HEAD_OF_AGENCY, Capacity.KT, first, last, "12/QĐ-UBND");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void wardHasThreeRungsBeforeTheReformAndTwoSince(TestDatabase vendor) {
    Agencies agencies = city(vendor);
    assertThat(agencies.ladder(WARD, REFORM.minusDays(1)))
        .extracting(Agency::code)
        .containsExactly(WARD, DISTRICT, CITY);
    assertThat(agencies.ladder(WARD, REFORM)).extracting(Agency::code).containsExactly(WARD, CITY);
    assertThat(agencies.get(WARD).parent()).isEqualTo(CITY);
    assertThat(agencies.all()).extracting(Agency::code).containsExactly(CITY, DISTRICT, WARD);
    assertThatThrownBy(() -> agencies.move(WARD, DISTRICT, REFORM)).isInstanceOf(Failure.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void endsALadderThatRunsInACircle(TestDatabase vendor) {
    Agencies agencies = city(vendor);
    agencies.move(CITY, WARD, LocalDate.of(2026, 1, 1));
    assertThat(agencies.ladder(WARD, LocalDate.of(2026, 1, 1))).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void findsOfficersWhateverTheCaseOfTheLogin(TestDatabase vendor) {
    Agencies agencies = city(vendor);
    assertThat(agencies.officer(id("BINH")).id()).isEqualTo(id("binh"));
    assertThat(agencies.officer(id("binh")).roles())
        .containsExactlyInAnyOrder(Role.UNIT_HEAD, Role.SPECIALIST);
    assertThat(agencies.find(id("chi"))).isEmpty();
    assertThat(agencies.isEmpty()).isFalse();
    assertThatThrownBy(() -> agencies.add(officer("BINH", "x"), null))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.slug()).isEqualTo("officer-exists"));
    assertThatThrownBy(() -> agencies.officer(id("chi")))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.NOT_FOUND));
    assertThat(agencies.add(officer("dung", "Tập sự"), null).roles()).isEmpty();
    assertThat(agencies.officer(id("dung")).roles()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void delegateSignsOnTheDaysOfTheOrderInItsCapacity(TestDatabase vendor) {
    Agencies agencies = city(vendor);
    LocalDate first = LocalDate.of(2026, 2, 11);
    LocalDate last = LocalDate.of(2026, 2, 12);
    agencies.add(order("An", "binh", first, last));
    Post head = new Post(WARD, Role.HEAD_OF_AGENCY);

    Signer before =
        agencies.signerFor(WARD, Role.HEAD_OF_AGENCY, hour("2026-02-10T23:59")).orElseThrow();
    assertThat(before.officer().id()).isEqualTo(id("an"));
    assertThat(before.capacityLine()).isEqualTo("CHỦ TỊCH");

    Signer during =
        agencies.signerFor(WARD, Role.HEAD_OF_AGENCY, hour("2026-02-11T00:00")).orElseThrow();
    assertThat(during.officer().id()).isEqualTo(id("binh"));
    assertThat(during.capacityLine()).isEqualTo("KT. CHỦ TỊCH");
    assertThat(during.under()).map(Delegation::document).contains("12/QĐ-UBND");
    assertThat(agencies.signature(id("binh"), head, hour("2026-02-12T23:59"))).contains(during);
    assertThat(agencies.signature(id("an"), head, hour("2026-02-12T12:00")))
        .map(Signer::capacityLine)
        .contains("CHỦ TỊCH");
    assertThat(agencies.posts(id("binh"), hour("2026-02-12T12:00"))).contains(head).hasSize(3);

    assertThat(agencies.signature(id("binh"), head, hour("2026-02-13T00:00"))).isEmpty();
    assertThat(agencies.posts(id("binh"), hour("2026-02-13T00:00"))).doesNotContain(head);
    assertThat(agencies.signerFor(CITY, Role.HEAD_OF_AGENCY, NOW)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesAnOrderThatCannotHold(TestDatabase vendor) {
    Agencies agencies = city(vendor);
    LocalDate day = LocalDate.of(2026, 2, 11);
    assertThatThrownBy(() -> agencies.add(order("binh", "an", day, day)))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.slug()).isEqualTo("not-theirs-to-delegate"));
    assertThatThrownBy(() -> agencies.add(order("an", "binh", day, day.minusDays(1))))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.slug()).isEqualTo("delegation-days"));
    Delegation unwritten =
        new Delegation(id("an"), id("binh"), WARD, Role.HEAD_OF_AGENCY, Capacity.TL, day, day, " ");
    assertThatThrownBy(() -> agencies.add(unwritten))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.slug()).isEqualTo("delegation-document"));
  }

  private static Instant hour(String local) {
    return Instant.parse(local + ":00Z").minusSeconds(7 * 3600);
  }
}
