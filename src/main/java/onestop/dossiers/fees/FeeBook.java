package onestop.dossiers.fees;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.dossiers.fees.FeeEntry.Kind;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.FeeOrder;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes the fee account of a dossier, in the caller's transaction and under the dossier's lock.
 * Each entry is an event of the dossier too; who paid is in the account only, as events hold no
 * personal data.
 */
@Component
public final class FeeBook {
  private final FeeStore store;
  private final FeeReceiptNumbers numbers;
  private final DossierJournal journal;
  private final ZoneId zone;

  FeeBook(FeeStore store, FeeReceiptNumbers numbers, DossierJournal journal, ZoneId zone) {
    this.store = store;
    this.numbers = numbers;
    this.journal = journal;
    this.zone = zone;
  }

  /** Opens the account of a dossier just received, as {@link #charge}. */
  public void open(DossierCode code, FeeOrder order, Actor.Officer by, Instant at) {
    charge(code, 1, order, by, at);
  }

  /** Charges a fee, and takes its payment where it is paid at once. */
  void charge(DossierCode code, FeeOrder order, Actor.Officer by, Instant at) {
    charge(code, store.of(code).size() + 1, order, by, at);
  }

  private void charge(DossierCode code, int no, FeeOrder order, Actor.Officer by, Instant at) {
    enter(entry(code, no, order, by, at));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("amount", order.amount());
    facts.put("rate", order.rate());
    put(facts, "reason", order.reason());
    note(code, "FEE_CHARGED", facts, by, at);
    FeeOrder.Payment paid = order.paid();
    if (paid != null) {
      pay(code, no + 1, order.amount(), paid, by, at);
    }
  }

  /**
   * Takes the payment of all that is owed.
   *
   * @throws Failure {@code dossiers/fee-nothing-owed}
   */
  FeeEntry pay(DossierCode code, FeeOrder.Payment payment, Actor.Officer by, Instant at) {
    FeeAccount account = new FeeAccount(store.of(code));
    if (account.owed() <= 0) {
      throw Failure.conflict("dossiers", "fee-nothing-owed", "code", code.value());
    }
    return pay(code, account.entries().size() + 1, account.owed(), payment, by, at);
  }

  /**
   * Cancels an entry by a counter-entry; a charge may be replaced by another amount.
   *
   * @throws Failure {@code dossiers/no-such-fee-entry}, {@code dossiers/fee-entry-countered}
   */
  void correct(FeeEntry.Correction correction, Actor.Officer by, Instant at) {
    DossierCode code = correction.dossier();
    List<FeeEntry> entries = store.of(code);
    FeeEntry wrong =
        entries.stream()
            .filter(entry -> entry.no() == correction.no())
            .findFirst()
            .orElseThrow(
                () ->
                    Failure.notFound(
                        "dossiers",
                        "no-such-fee-entry",
                        "no",
                        correction.no(),
                        "code",
                        code.value()));
    if (!new FeeAccount(entries).stands(wrong)) {
      throw Failure.conflict("dossiers", "fee-entry-countered", "no", wrong.no());
    }
    int no = entries.size() + 1;
    enter(wrong.countered(no, correction.reason(), by, at, day(at)));
    Long right = wrong.kind() == Kind.CHARGE ? correction.amount() : null;
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("entry", wrong.no());
    facts.put("amount", wrong.amount());
    put(facts, "receipt", wrong.receipt());
    if (right != null) {
      facts.put("now", right);
      FeeOrder order = new FeeOrder(right, String.valueOf(wrong.rate()), correction.reason(), null);
      enter(entry(code, no + 1, order, by, at));
    }
    facts.put("reason", correction.reason());
    note(
        code,
        wrong.kind() == Kind.CHARGE ? "FEE_CORRECTED" : "FEE_PAYMENT_CANCELLED",
        facts,
        by,
        at);
  }

  private FeeEntry pay(
      DossierCode code,
      int no,
      long amount,
      FeeOrder.Payment payment,
      Actor.Officer by,
      Instant at) {
    String receipt = numbers.next(by.agency(), day(at).getYear());
    FeeEntry entry =
        new FeeEntry(
            code,
            no,
            Kind.PAYMENT,
            amount,
            null,
            payment.method(),
            payment.payer(),
            receipt,
            null,
            null,
            by,
            at,
            day(at));
    enter(entry);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("amount", amount);
    facts.put("method", payment.method().name());
    facts.put("receipt", receipt);
    note(code, "FEE_PAID", facts, by, at);
    return entry;
  }

  private FeeEntry entry(DossierCode code, int no, FeeOrder order, Actor.Officer by, Instant at) {
    return new FeeEntry(
        code,
        no,
        Kind.CHARGE,
        order.amount(),
        order.rate(),
        null,
        null,
        null,
        order.reason(),
        null,
        by,
        at,
        day(at));
  }

  private void enter(FeeEntry entry) {
    store.insert(entry);
  }

  private void note(
      DossierCode code, String kind, Map<String, Object> facts, Actor.Officer by, Instant at) {
    journal.note(code, new Fact(kind, at, by, by.agency(), null, facts));
  }

  private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value);
    }
  }

  private LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }
}
