package onestop.dossiers.fees;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import onestop.dossiers.fees.FeeEntry.Kind;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.FeeOrder;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The fees of dossiers. Each command is one transaction under the dossier's lock, whatever the
 * state of the dossier: a fee that is owed may be paid, and a wrong entry countered, after its end.
 */
@Service
public class Fees {
  private final FeeStore store;
  private final FeeBook book;
  private final DossierJournal journal;
  private final Catalogue catalogue;
  private final CommandGateway gateway;
  private final Clock clock;

  Fees(
      FeeStore store,
      FeeBook book,
      DossierJournal journal,
      Catalogue catalogue,
      CommandGateway gateway,
      Clock clock) {
    this.store = store;
    this.book = book;
    this.journal = journal;
    this.catalogue = catalogue;
    this.gateway = gateway;
    this.clock = clock;
  }

  /** The fee account of a dossier; empty where nothing was charged. */
  @Transactional(readOnly = true)
  public FeeAccount account(DossierCode code) {
    return new FeeAccount(store.of(code));
  }

  /**
   * Charges the fee of a dossier for which none was charged at intake.
   *
   * @throws Failure {@code dossiers/fee-charged} if it has a charge that stands, or as {@link
   *     FeeRules#require}
   */
  public void charge(DossierCode code, FeeOrder order, Actor.Officer by) {
    gateway.run(
        new Target.RecordOf(code),
        () -> {
          Dossier dossier = journal.lock(code);
          FeeAccount account = new FeeAccount(store.of(code));
          boolean charged =
              account.entries().stream()
                  .anyMatch(entry -> entry.kind() == Kind.CHARGE && account.stands(entry));
          if (charged) {
            throw Failure.conflict("dossiers", "fee-charged", "code", code.value());
          }
          FeeRules.require(
              catalogue.fees(catalogue.version(dossier.pins().procedure())).orElse(null),
              order,
              dossier.channel(),
              dossier.answers());
          book.charge(code, order, by, now());
        });
  }

  /**
   * Takes the payment of all that is owed; returns its entry.
   *
   * @throws Failure {@code dossiers/fee-nothing-owed}, also for a payment that was sent twice
   */
  public FeeEntry pay(DossierCode code, FeeOrder.Payment payment, Actor.Officer by) {
    return gateway.run(
        new Target.RecordOf(code),
        () -> {
          journal.lock(code);
          return book.pay(code, payment, by, now());
        });
  }

  /**
   * Puts an entry right by a counter-entry.
   *
   * @throws Failure {@code dossiers/no-such-fee-entry}; {@code dossiers/fee-entry-countered} for
   *     one that was countered before or counters another one; {@code dossiers/fee-amount}
   */
  public void correct(FeeEntry.Correction correction, Actor.Officer by) {
    gateway.run(
        new Target.RecordOf(correction.dossier()),
        () -> {
          journal.lock(correction.dossier());
          book.correct(correction, by, now());
        });
  }

  /** The entries that officers of an agency made on a day, in the order of their moments. */
  @Transactional(readOnly = true)
  public List<FeeEntry> on(AgencyCode agency, LocalDate day) {
    return store.on(agency, day);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
