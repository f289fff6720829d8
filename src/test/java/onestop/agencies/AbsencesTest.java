package onestop.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import onestop.agencies.Absence.Flow;
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

@Tag("store")
class AbsencesTest {
  private static final AgencyCode WARD = new AgencyCode("H26.05.01");
  private static final AgencyCode OTHER = new AgencyCode("H26.05.02");
  private static final OfficerId HOA = new OfficerId("hoa");
  private static final OfficerId NAM = new OfficerId("nam");
  private static final OfficerId LAN = new OfficerId("lan");
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 11);

  private final SettableClock clock =
      new SettableClock(Instant.parse("2026-02-11T03:00:00Z"), ZoneId.of("Asia/Ho_Chi_Minh"));
  private Agencies agencies;
  private Accounts accounts;
  private Absences absences;

  private void open(TestDatabase vendor) {
    DataSource source = vendor.fresh();
    JdbcClient jdbc = JdbcClient.create(source);
    agencies = new Agencies(jdbc, new JdbcTransactionManager(source), clock);
    accounts = new Accounts(jdbc, agencies, clock);
    absences = new Absences(jdbc, agencies, accounts, clock);
    for (AgencyCode code : new AgencyCode[] {WARD, OTHER}) {
      agencies.add(
          new Agency(
              code, "UBND", "Committee", null, Agency.Kind.WARD, "000." + code, "1", "0", "", "HN"),
          LocalDate.of(2000, 1, 1));
    }
    officer(HOA, WARD, Role.SPECIALIST);
    officer(NAM, WARD, Role.SPECIALIST);
    officer(LAN, WARD, Role.SPECIALIST, Role.DESK_OFFICER);
    officer(new OfficerId("thu"), WARD, Role.RECORDS_CLERK);
    officer(new OfficerId("xa"), OTHER, Role.SPECIALIST);
  }

  private void officer(OfficerId id, AgencyCode agency, Role... roles) {
    agencies.add(new Officer(id, "Bà " + id.value(), "Công chức", agency, Set.of(roles)), null);
  }

  private static Absence.Order order(OfficerId who, OfficerId instead, int from, int to) {
    return new Absence.Order(
        who,
        instead,
        TODAY.plusDays(from),
        TODAY.plusDays(to),
        EnumSet.allOf(Flow.class),
        "nghỉ phép");
  }

  private void refuses(String slug, Absence.Order order) {
    assertThatThrownBy(() -> absences.record(order, HOA))
        .as(slug)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.slug()).isEqualTo(slug);
              assertThat(failure.arguments()).containsKey("field");
            });
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void coversItsDaysAndEndsByItself(TestDatabase vendor) {
    open(vendor);
    Absence absence = absences.record(order(HOA, NAM, 1, 3), HOA);
    assertThat(agencies.absence(HOA, clock.instant())).isEmpty();
    for (int day = 1; day <= 3; day++) {
      clock.advanceTo(Instant.parse("2026-02-11T03:00:00Z").plusSeconds(86_400L * day));
      assertThat(agencies.absence(HOA, clock.instant())).contains(absence);
      assertThat(agencies.absence(NAM, clock.instant())).isEmpty();
    }
    assertThat(absences.toHand()).containsExactly(absence);
    absences.handed(absence);
    assertThat(absences.toHand()).isEmpty();
    assertThat(absences.toSettle()).isEmpty();
    clock.advanceTo(Instant.parse("2026-02-15T03:00:00Z"));
    assertThat(agencies.absence(HOA, clock.instant())).isEmpty();
    assertThat(absences.toSettle()).extracting(Absence::id).containsExactly(absence.id());
    absences.settled(absence);
    assertThat(absences.toSettle()).isEmpty();
    assertThatThrownBy(() -> absences.end(absence.id(), HOA)).hasMessageContaining("absence-over");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void endsWhenTheOfficerIsBackAndOnlyOnce(TestDatabase vendor) {
    open(vendor);
    Absence absence = absences.record(order(HOA, NAM, 0, 9), HOA);
    assertThat(agencies.absence(HOA, clock.instant())).isPresent();
    assertThat(absences.lasts(absence)).isTrue();
    absences.end(absence.id(), HOA);
    assertThat(agencies.absence(HOA, clock.instant())).isEmpty();
    assertThat(absences.lasts(absence)).isFalse();
    // nothing was handed over to its end, but some of it may have been
    assertThat(absences.toSettle()).extracting(Absence::id).containsExactly(absence.id());
    absences.settled(absence);
    assertThat(absences.toSettle()).isEmpty();
    assertThatThrownBy(() -> absences.end(absence.id(), HOA)).hasMessageContaining("absence-over");
    assertThatThrownBy(() -> absences.end(99, HOA)).hasMessageContaining("no-such-absence");
    absences.record(order(HOA, NAM, 0, 9), HOA); // the days are free again
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesWhatDoesNotGoTogether(TestDatabase vendor) {
    open(vendor);
    absences.record(order(HOA, NAM, 2, 5), HOA);
    refuses("absence-overlaps", order(HOA, LAN, 5, 6));
    refuses("absence-overlaps", order(HOA, LAN, 0, 2));
    refuses("absence-overlaps", order(HOA, LAN, 3, 4));
    refuses("absence-substitute-absent", order(LAN, HOA, 4, 8)); // a chain
    refuses("absence-stands-in", order(NAM, LAN, 0, 2)); // a chain, from its other end
    refuses("absence-substitute-absent", order(NAM, HOA, 2, 5)); // a circle
    absences.record(order(HOA, LAN, 6, 6), HOA);
    absences.record(order(NAM, LAN, 0, 1), NAM);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesDaysAndPeopleThatCannotBe(TestDatabase vendor) {
    open(vendor);
    refuses("absence-past", order(HOA, NAM, -1, 3));
    refuses("absence-days", order(HOA, NAM, 3, 2));
    refuses("absence-long", order(HOA, NAM, 0, 366));
    refuses("absence-oneself", order(HOA, new OfficerId("Hoa"), 0, 1));
    refuses("absence-elsewhere", order(HOA, new OfficerId("xa"), 0, 1));
    refuses("absence-unfit", order(HOA, new OfficerId("thu"), 0, 1));
    accounts.disable(NAM, "nghỉ việc", HOA);
    refuses("absence-shut", order(HOA, NAM, 0, 1));
    refuses("absence-shut", order(NAM, HOA, 0, 1));
    absences.record(order(HOA, LAN, 0, 365), HOA);
  }

  /** Each stands in for the other, both on record at the same moment: one of the two passes. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void noCircleIsMadeByTwoAtTheSameTime(TestDatabase vendor) throws Exception {
    open(vendor);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (int day = 0; day < 20; day++) {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<Boolean>> both = new ArrayList<>();
        for (Absence.Order order : List.of(order(HOA, NAM, day, day), order(NAM, HOA, day, day))) {
          both.add(
              two.submit(
                  () -> {
                    start.await();
                    try {
                      absences.record(order, order.officer());
                      return true;
                    } catch (Failure refused) {
                      return false;
                    }
                  }));
        }
        assertThat(List.of(both.get(0).get(), both.get(1).get())).containsOnlyOnce(true);
      }
    } finally {
      two.shutdownNow();
    }
  }
}
