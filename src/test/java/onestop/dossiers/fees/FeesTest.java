package onestop.dossiers.fees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.FeeOrder;
import onestop.dossiers.life.FeeOrder.Method;
import onestop.dossiers.life.FeeOrder.Payment;
import onestop.dossiers.life.HandedPaper;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.ReturnBy;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Fee accounts on both databases: numbers without gaps, counter-entries, and what is refused. */
@Tag("world")
class FeesTest {
  private static final String PERMIT = "1.009994";
  private static final Payment CASH = new Payment(Method.CASH, "Lê Văn Nộp");

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-04-01T10:00");

  private static int keys;

  private static IntakeResult receive(TestDatabase database, @Nullable FeeOrder fee) {
    City city = SHARED.city(database);
    Intake plain = city.intake(PERMIT, City.WARD, "fee" + ++keys);
    List<HandedPaper> papers =
        plain.papers().stream().map(code -> new HandedPaper(code, 1, 0, 0, null)).toList();
    return SHARED
        .world(database)
        .get(Dossiers.class)
        .receive(plain.recorded(new IntakeRecord(papers, ReturnBy.DESK, null, fee)), City.desk());
  }

  private static DossierCode received(TestDatabase database, @Nullable FeeOrder fee) {
    return ((IntakeResult.Received) receive(database, fee)).dossier().code();
  }

  private static FeeOrder order(long amount, @Nullable String reason, @Nullable Payment paid) {
    return new FeeOrder(amount, "standard", reason, paid);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void takesTheFeeWithTheDossierAndNumbersItsReceipts(TestDatabase database) {
    World world = SHARED.world(database);
    Fees fees = world.get(Fees.class);
    DossierCode one = received(database, order(75_000, null, CASH));
    DossierCode two = received(database, order(75_000, null, CASH));
    FeeAccount account = fees.account(one);
    assertThat(account.owed()).isZero();
    assertThat(account.entries())
        .extracting(FeeEntry::kind)
        .containsExactly(FeeEntry.Kind.CHARGE, FeeEntry.Kind.PAYMENT);
    assertThat(account.entries().get(1).payer()).isEqualTo("Lê Văn Nộp");
    assertThat(number(fees, two)).isEqualTo(number(fees, one) + 1);
    List<DossierEvent> events = world.get(Dossiers.class).events(one);
    assertThat(events).extracting(DossierEvent::kind).contains("FEE_CHARGED", "FEE_PAID");
    assertThat(events.toString()).as("events name nobody").doesNotContain("Lê Văn Nộp");
  }

  /** The number of a payment that is undone is given to the next one. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void leavesNoGapWhereAPaymentIsUndone(TestDatabase database) {
    World world = SHARED.world(database);
    Fees fees = world.get(Fees.class);
    int before = number(fees, received(database, order(75_000, null, CASH)));
    DossierCode owing = received(database, order(75_000, null, null));
    TransactionTemplate undone =
        new TransactionTemplate(world.get(PlatformTransactionManager.class));
    undone.executeWithoutResult(
        status -> {
          world.get(Dossiers.class).lock(owing);
          world.get(FeeBook.class).pay(owing, CASH, City.desk(), world.now());
          status.setRollbackOnly();
        });
    assertThat(fees.account(owing).owed()).isEqualTo(75_000);
    fees.pay(owing, CASH, City.desk());
    assertThat(number(fees, owing)).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void paysOnceWhatIsOwed(TestDatabase database) {
    Fees fees = SHARED.world(database).get(Fees.class);
    DossierCode code = received(database, order(75_000, null, null));
    fees.pay(code, new Payment(Method.TRANSFER, "Người nộp thay"), City.desk());
    assertThat(fees.account(code).owed()).isZero();
    fails("fee-nothing-owed", () -> fees.pay(code, CASH, City.desk()));
    assertThat(fees.account(code).entries()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void putsEntriesRightByCounterEntriesOnly(TestDatabase database) {
    World world = SHARED.world(database);
    Fees fees = world.get(Fees.class);
    DossierCode code = received(database, order(75_000, null, CASH));
    fees.correct(new FeeEntry.Correction(code, 2, null, "Thu nhầm người"), City.desk());
    fees.correct(new FeeEntry.Correction(code, 1, 50_000L, "Giảm theo biên bản"), City.desk());
    FeeAccount account = fees.account(code);
    assertThat(account.entries())
        .extracting(FeeEntry::amount)
        .containsExactly(75_000L, 75_000L, -75_000L, -75_000L, 50_000L);
    assertThat(account.owed()).isEqualTo(50_000);
    assertThat(account.entries().get(2).receipt()).isNull();
    fails(
        "fee-entry-countered",
        () -> fees.correct(new FeeEntry.Correction(code, 2, null, "lần nữa"), City.desk()));
    fails(
        "fee-entry-countered",
        () -> fees.correct(new FeeEntry.Correction(code, 3, null, "ngược lại"), City.desk()));
    fails(
        "no-such-fee-entry",
        () -> fees.correct(new FeeEntry.Correction(code, 9, null, "không có"), City.desk()));
    fails("fee-reason", () -> new FeeEntry.Correction(code, 5, null, "  "));
    JdbcClient jdbc = world.get(JdbcClient.class);
    for (String change :
        List.of("update fee_entry set amount = 0", "delete from fee_entry where no = 1")) {
      assertThatThrownBy(() -> jdbc.sql(change).update()).isInstanceOf(DataAccessException.class);
    }
    assertThat(fees.account(code)).isEqualTo(account);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesAFeeThatTheCatalogueDoesNotExplain(TestDatabase database) {
    World world = SHARED.world(database);
    long before = count(world);
    fails("fee-differs", () -> receive(database, order(70_000, null, null)));
    fails("fee-differs", () -> receive(database, order(0, null, null)));
    fails("fee-rate", () -> receive(database, new FeeOrder(75_000, "none", null, null)));
    fails("fee-amount", () -> order(-1, null, null));
    fails("fee-amount", () -> order(1_000_000_001, null, null));
    fails("fee-nothing-to-pay", () -> order(0, "Miễn", CASH));
    fails("fee-payer", () -> new Payment(Method.CASH, " "));
    assertThat(count(world)).isEqualTo(before);
    DossierCode waived = received(database, order(0, "Người có công với cách mạng", null));
    assertThat(world.get(Fees.class).account(waived).owed()).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void chargesLaterWhereNothingWasDecidedAtIntake(TestDatabase database) {
    Fees fees = SHARED.world(database).get(Fees.class);
    DossierCode code = received(database, null);
    assertThat(fees.account(code).entries()).isEmpty();
    fees.charge(code, order(75_000, null, CASH), City.desk());
    fails("fee-charged", () -> fees.charge(code, order(75_000, null, CASH), City.desk()));
    assertThat(fees.account(code).owed()).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void listsTheEntriesOfAnAgencysDay(TestDatabase database) {
    Fees fees = SHARED.world(database).get(Fees.class);
    Actor.Officer finance = City.officer(City.WARD, Role.FINANCE_OFFICER);
    DossierCode code = received(database, order(75_000, null, null));
    fees.pay(code, CASH, finance);
    assertThat(fees.on(City.WARD, LocalDate.of(2026, 4, 1)))
        .filteredOn(entry -> entry.dossier().equals(code))
        .extracting(entry -> entry.by().id())
        .containsExactly(City.desk().id(), finance.id());
    assertThat(fees.on(City.POLICE, LocalDate.of(2026, 4, 1))).isEmpty();
    assertThat(fees.on(City.WARD, LocalDate.of(2026, 4, 2))).isEmpty();
  }

  private static int number(Fees fees, DossierCode code) {
    return fees.account(code).entries().stream()
        .map(FeeEntry::receipt)
        .filter(receipt -> receipt != null)
        .map(receipt -> Integer.valueOf(receipt.substring(0, 6)))
        .findFirst()
        .orElseThrow();
  }

  private static long count(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from dossier")
        .query(Long.class)
        .single();
  }

  private static void fails(String slug, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }
}
