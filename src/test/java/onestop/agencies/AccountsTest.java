package onestop.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.kernel.SettableClock;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("store")
class AccountsTest {
  private static final AgencyCode WARD = new AgencyCode("H26.05.01");
  private static final OfficerId HEAD = new OfficerId("an");
  private static final OfficerId DEPUTY = new OfficerId("binh");
  private static final OfficerId ADMIN = new OfficerId("quantri");
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 11);

  private final SettableClock clock =
      new SettableClock(Instant.parse("2026-02-11T03:00:00Z"), ZoneId.of("Asia/Ho_Chi_Minh"));

  private Agencies agencies;
  private Accounts accounts;
  private JdbcClient jdbc;
  private TransactionTemplate transactions;

  private void open(TestDatabase vendor) {
    DataSource source = vendor.fresh();
    jdbc = JdbcClient.create(source);
    transactions = new TransactionTemplate(new JdbcTransactionManager(source));
    agencies = new Agencies(jdbc, new JdbcTransactionManager(source), clock);
    accounts = new Accounts(jdbc, agencies, clock);
    agencies.add(
        new Agency(WARD, "x", "x", null, Agency.Kind.WARD, "000.00.01.H26", "", "", "", ""),
        LocalDate.of(2000, 1, 1));
    Map.of(HEAD, Role.HEAD_OF_AGENCY, DEPUTY, Role.UNIT_HEAD, ADMIN, Role.ADMINISTRATOR)
        .forEach(
            (id, role) -> agencies.add(new Officer(id, "Tên", "Chức", WARD, Set.of(role)), "hash"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void everyChangeEndsTheOpenSessionsAndIsOnRecord(TestDatabase vendor) {
    open(vendor);
    long before = accounts.get(HEAD).epoch();
    accounts.givePassword(HEAD, "h2", Accounts.Term.FIRST_LOGIN, ADMIN);
    assertThat(accounts.get(HEAD).passwordGiven()).isTrue();
    assertThat(accounts.get(HEAD).admits(before)).isFalse();
    accounts.changePassword(new OfficerId("AN"), "h3");
    assertThat(accounts.get(new OfficerId("An")).passwordHash()).isEqualTo("h3");
    assertThat(accounts.get(HEAD).passwordGiven()).isFalse();
    accounts.grant(HEAD, Role.AUDITOR, ADMIN);
    accounts.revoke(HEAD, Role.AUDITOR, ADMIN);
    accounts.endSessions(HEAD, ADMIN);
    accounts.disable(HEAD, "thôi việc", ADMIN);
    assertThat(accounts.get(HEAD).admits(accounts.get(HEAD).epoch())).isFalse();
    accounts.enable(HEAD, "trở lại", ADMIN);
    assertThat(accounts.get(HEAD).epoch()).isEqualTo(before + 7);
    assertThat(accounts.history(HEAD))
        .extracting(AccountEvent::kind)
        .containsExactly(
            AccountEvent.Kind.PASSWORD_GIVEN,
            AccountEvent.Kind.PASSWORD_CHANGED,
            AccountEvent.Kind.ROLE_GRANTED,
            AccountEvent.Kind.ROLE_REVOKED,
            AccountEvent.Kind.SESSIONS_ENDED,
            AccountEvent.Kind.DISABLED,
            AccountEvent.Kind.ENABLED);
    assertThat(accounts.history(HEAD).get(1).by()).isEqualTo(HEAD);
    assertThatThrownBy(() -> jdbc.sql("delete from account_event").update())
        .isInstanceOf(DataAccessException.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void shutAccountSignsNothingAndIsNotAddressed(TestDatabase vendor) {
    open(vendor);
    assertThat(agencies.signerFor(WARD, Role.HEAD_OF_AGENCY, clock.instant())).isPresent();
    accounts.disable(HEAD, "nghỉ hưu", ADMIN);
    assertThat(agencies.signerFor(WARD, Role.HEAD_OF_AGENCY, clock.instant())).isEmpty();
    assertThat(agencies.officers(WARD)).extracting(Officer::id).doesNotContain(HEAD);
    assertThat(agencies.find(HEAD)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void endedDelegationHoldsUntilThatMomentAndNotAfter(TestDatabase vendor) {
    open(vendor);
    long number = agencies.add(order(HEAD, TODAY.plusDays(9)));
    Instant signed = clock.instant();
    Post head = new Post(WARD, Role.HEAD_OF_AGENCY);
    assertThat(agencies.posts(DEPUTY, signed)).contains(head);
    clock.advanceTo(signed.plus(Duration.ofMinutes(5)));
    accounts.endDelegation(number, ADMIN);
    assertThat(agencies.signature(DEPUTY, head, signed)).isPresent();
    assertThat(agencies.signature(DEPUTY, head, clock.instant())).isEmpty();
    assertThat(agencies.posts(DEPUTY, clock.instant())).doesNotContain(head);
    assertThat(agencies.delegations(WARD).get(0).endedAt()).isEqualTo(clock.instant());
    assertThat(slug(() -> accounts.endDelegation(number, ADMIN))).isEqualTo("delegation-over");
    assertThat(slug(() -> accounts.endDelegation(99, ADMIN))).isEqualTo("no-such-delegation");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void recordsOneOfTwoIdenticalDelegationsAtTheSameTime(TestDatabase vendor) throws Exception {
    open(vendor);
    Delegation order = order(HEAD, TODAY.plusDays(9));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<String> second =
          transactions.execute(
              status -> {
                accounts.delegate(order, ADMIN);
                Future<String> waiting =
                    other.submit(() -> slug(() -> accounts.delegate(order, ADMIN)));
                assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS))
                    .as("waits for the first to commit")
                    .isInstanceOf(TimeoutException.class);
                return waiting;
              });
      assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("delegation-known");
    } finally {
      other.shutdownNow();
    }
    assertThat(agencies.delegations(WARD)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void recordsADelegationAgainIfItDiffersOrWasEnded(TestDatabase vendor) {
    open(vendor);
    long number = accounts.delegate(order(HEAD, TODAY.plusDays(9)), ADMIN);
    assertThat(slug(() -> accounts.delegate(order(new OfficerId("AN"), TODAY.plusDays(9)), ADMIN)))
        .as("the login in another spelling")
        .isEqualTo("delegation-known");
    accounts.delegate(order(HEAD, TODAY.plusDays(10)), ADMIN);
    accounts.endDelegation(number, ADMIN);
    assertThat(accounts.delegate(order(HEAD, TODAY.plusDays(9)), ADMIN)).isGreaterThan(number);
    assertThat(agencies.delegations(WARD)).hasSize(3);
  }

  private static Delegation order(OfficerId from, LocalDate last) {
    return new Delegation(
        from, DEPUTY, WARD, Role.HEAD_OF_AGENCY, Delegation.Capacity.KT, TODAY, last, "12/QĐ");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void somebodyCanAlwaysAdminister(TestDatabase vendor) {
    open(vendor);
    assertThat(slug(() -> accounts.disable(ADMIN, "x", ADMIN))).isEqualTo("last-administrator");
    assertThat(slug(() -> accounts.revoke(ADMIN, Role.ADMINISTRATOR, ADMIN)))
        .isEqualTo("last-administrator");
    accounts.grant(HEAD, Role.ADMINISTRATOR, ADMIN);
    accounts.disable(ADMIN, "chuyển công tác", HEAD);
    assertThat(slug(() -> accounts.revoke(HEAD, Role.ADMINISTRATOR, HEAD)))
        .isEqualTo("last-administrator");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesWhatIsSoAlreadyAndChangesNothing(TestDatabase vendor) {
    open(vendor);
    assertThat(slug(() -> accounts.enable(HEAD, "x", ADMIN))).isEqualTo("account-enabled");
    assertThat(slug(() -> accounts.grant(HEAD, Role.HEAD_OF_AGENCY, ADMIN))).isEqualTo("role-held");
    assertThat(slug(() -> accounts.revoke(HEAD, Role.AUDITOR, ADMIN))).isEqualTo("role-not-held");
    assertThat(slug(() -> accounts.disable(HEAD, "  ", ADMIN))).isEqualTo("account-reason");
    accounts.disable(HEAD, "x", ADMIN);
    assertThat(slug(() -> accounts.disable(HEAD, "x", ADMIN))).isEqualTo("account-disabled");
    assertThat(accounts.history(HEAD)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void madeUpLoginsFillNoMemory(TestDatabase vendor) {
    open(vendor);
    for (int i = 0; i < 25_000; i++) {
      String question = "login" + i;
      agencies.remembered(question, () -> question);
    }
    assertThat(agencies.rememberedNow()).isLessThanOrEqualTo(20_000);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aReadBegunBeforeAChangeIsNotKeptAfterIt(TestDatabase vendor) {
    open(vendor);
    assertThat(
            agencies.remembered(
                "question",
                () -> {
                  agencies.change(() -> {});
                  return "before";
                }))
        .isEqualTo("before");
    assertThat(agencies.remembered("question", () -> "after")).isEqualTo("after");
  }

  private static String slug(Runnable act) {
    try {
      act.run();
    } catch (Failure refused) {
      return refused.slug();
    }
    return "nothing refused";
  }
}
