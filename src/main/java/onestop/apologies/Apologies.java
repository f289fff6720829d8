package onestop.apologies;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onestop.agencies.Signer;
import onestop.apologies.letter.ApologyLetter;
import onestop.apologies.letter.LetterStore;
import onestop.apologies.letter.NewDate;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.ObligationEvent;
import onestop.apologies.obligation.ObligationFilter;
import onestop.apologies.obligation.ObligationStore;
import onestop.apologies.obligation.SignOrder;
import onestop.apologies.obligation.Silence;
import onestop.apologies.obligation.WaiverOrder;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.node.DatabaseTrouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The commands of officers on apologies, and the queries. The steps without an officer (opening,
 * issuing on silence, voiding) follow the dossier's clock and need no call.
 *
 * <p>Each command goes through the gateway, or is part of the caller's transaction: row, event,
 * ledger entry, work item and, with the letter, the new date commit together or not at all.
 */
@Service
public class Apologies {
  /** The largest window that a caller may request, in rows. */
  public static final int MAX_SIZE = 500;

  private static final Logger log = LoggerFactory.getLogger(Apologies.class);

  /** What may befall one letter while the database serves the others. */
  private static final Set<DatabaseTrouble> OF_ONE_LETTER =
      EnumSet.of(DatabaseTrouble.HELD, DatabaseTrouble.SLOW);

  private final ObligationLocks locks;
  private final ObligationStore store;
  private final LetterStore letters;
  private final LetterDrafting drafting;
  private final LetterSigning signing;
  private final Clock clock;
  private final CommandGateway gateway;

  Apologies(
      ObligationLocks locks,
      ObligationStore store,
      LetterStore letters,
      LetterDrafting drafting,
      LetterSigning signing,
      Clock clock,
      CommandGateway gateway) {
    this.locks = locks;
    this.store = store;
    this.letters = letters;
    this.drafting = drafting;
    this.signing = signing;
    this.clock = clock;
    this.gateway = gateway;
  }

  /**
   * Sets the reason, text and new date of the letter and submits it for signature; replaces a draft
   * that waits for its signature.
   *
   * @throws Failure {@code apologies/new-date-…} for a date that no letter may give; {@code
   *     apologies/changed-meanwhile} if the obligation has changed since the revision that the
   *     officer saw
   */
  public ApologyObligation draft(DraftOrder order, Actor.Officer by) {
    // only to refuse early: a refusal within the gateway rolls back the batch that it shares with
    // the commands of others
    order.checkedText();
    DossierCode dossier = dossierOf(order.obligationId());
    return gateway.run(
        new Target.OfDossier(dossier),
        () -> drafting.draft(locks.lock(dossier, order.obligationId()), order, by, now()));
  }

  /**
   * Records the officer's statement that the dossier will be on time: the letter's limit then
   * passes without a letter. If the dossier is late after all, the letter is issued automatically,
   * late.
   */
  public ApologyObligation stateOnTime(long obligationId, Actor.Officer by) {
    DossierCode dossier = dossierOf(obligationId);
    return gateway.run(
        new Target.RecordOf(dossier),
        () -> drafting.stateOnTime(locks.lock(dossier, obligationId), by, now()));
  }

  /**
   * Signs and issues letters as their signer saw them, many to a transaction: a letter that cannot
   * be signed affects no other. Within a caller's transaction the first failure is thrown instead,
   * since that transaction can no longer commit.
   */
  public List<SignOutcome> sign(List<SignOrder> orders, Actor.Officer by) {
    Map<Long, ApologyObligation> known =
        store.find(orders.stream().map(SignOrder::obligationId).toList());
    List<SignOrder> found =
        orders.stream().filter(order -> known.containsKey(order.obligationId())).toList();
    Iterator<Outcome<ApologyObligation>> signed =
        gateway
            .runAll(
                found.stream()
                    .map(
                        order ->
                            signing(
                                order, Objects.requireNonNull(known.get(order.obligationId())), by))
                    .toList())
            .iterator();
    boolean joined = TransactionSynchronizationManager.isActualTransactionActive();
    List<SignOutcome> outcomes = new ArrayList<>();
    for (SignOrder order : orders) {
      long id = order.obligationId();
      Outcome<ApologyObligation> one =
          known.containsKey(id) ? signed.next() : new Outcome<>(null, noSuchObligation(id));
      RuntimeException trouble = one.failure();
      if (trouble != null && !joined) {
        outcomes.add(new SignOutcome.Refused(id, why(trouble, known.get(id))));
      } else {
        outcomes.add(new SignOutcome.Issued(id, number(one.orThrow())));
      }
    }
    return outcomes;
  }

  /** A fault in one letter is its own trouble: the others are signed, and are not in doubt. */
  private static Failure why(RuntimeException trouble, @Nullable ApologyObligation letter) {
    if (trouble instanceof Failure failure) {
      return failure;
    }
    Optional<DatabaseTrouble> database = DatabaseTrouble.of(trouble);
    if (database.isPresent() && !OF_ONE_LETTER.contains(database.get())) {
      throw trouble;
    }
    String code = letter == null ? "" : letter.dossier().value();
    log.error("the letter of {} was not signed", code, trouble);
    return Failure.of(Failure.Kind.BUSY, "apologies", "not-signed", "code", code).causedBy(trouble);
  }

  /**
   * The command that signs one letter; letters of one agency share a number series and so form one
   * group.
   */
  private Command<ApologyObligation> signing(
      SignOrder order, ApologyObligation seen, Actor.Officer by) {
    DossierCode dossier = seen.dossier();
    return new Command<>(
        new Target.OfDossier(dossier, Set.of("letters:" + seen.agency().value())),
        () -> signing.sign(locks.lock(dossier, order.obligationId()), order, by, now()));
  }

  private static String number(ApologyObligation issued) {
    ApologyObligation.Issue issue = issued.issue();
    if (issue == null) {
      throw new IllegalStateException("signed and not issued: " + issued.id());
    }
    return issue.number();
  }

  /**
   * Applies a listed exception: a named approver with the signing role waives the letter.
   *
   * @throws Failure {@code apologies/document-…} for an order without a usable document number
   */
  public ApologyObligation waive(WaiverOrder order, Actor.Officer by) {
    order.checkedDocument(); // early, as for a draft
    DossierCode dossier = dossierOf(order.obligationId());
    return gateway.run(
        new Target.OfDossier(dossier),
        () -> signing.waive(locks.lock(dossier, order.obligationId()), order, by, now()));
  }

  private DossierCode dossierOf(long id) {
    return store.find(id).map(ApologyObligation::dossier).orElseThrow(() -> noSuchObligation(id));
  }

  static Failure noSuchObligation(long id) {
    return Failure.notFound("apologies", "no-such-obligation", "id", id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The obligation.
   *
   * @throws Failure {@code apologies/no-such-obligation} if there is none of that id
   */
  @Transactional(readOnly = true)
  public ApologyObligation get(long id) {
    return store.find(id).orElseThrow(() -> noSuchObligation(id));
  }

  /** All obligations of a dossier, by appointment. */
  @Transactional(readOnly = true)
  public List<ApologyObligation> of(DossierCode dossier) {
    return store.of(dossier);
  }

  /** Rows {@code offset} (from 0) to {@code offset + size} (exclusive), earliest limit first. */
  @Transactional(readOnly = true)
  public List<ApologyObligation> find(ObligationFilter filter, int offset, int size) {
    if (size < 1 || size > MAX_SIZE || offset < 0) {
      throw Failure.badInput("apologies", "window", "size", size, "max", MAX_SIZE);
    }
    return store.find(filter, offset, size);
  }

  /** The number of obligations that the filter selects. */
  @Transactional(readOnly = true)
  public long count(ObligationFilter filter) {
    return store.count(filter);
  }

  /** The events of an obligation, in order. */
  @Transactional(readOnly = true)
  public List<ObligationEvent> events(long obligationId) {
    return store.events(obligationId);
  }

  /** The letter of an obligation; empty until it is issued. */
  @Transactional(readOnly = true)
  public Optional<ApologyLetter> letter(long obligationId) {
    return letters.find(obligationId);
  }

  /** The print of a letter; empty until the press has made it. */
  @Transactional(readOnly = true)
  public Optional<ApologyLetter.Print> print(long obligationId) {
    return letters.print(obligationId);
  }

  /** Whether the officer may now draft the letter of the obligation. */
  @Transactional(readOnly = true)
  public boolean mayDraft(ApologyObligation obligation, OfficerId officer) {
    return drafting.mayDraft(obligation, officer, now());
  }

  /** Whether the officer may now sign or waive the letter of the obligation. */
  @Transactional(readOnly = true)
  public boolean maySign(ApologyObligation obligation, OfficerId officer) {
    return signing.maySign(obligation, officer, now());
  }

  /**
   * The appointment that a letter drafted now would give if no officer named one; empty if none.
   */
  @Transactional(readOnly = true)
  public Optional<Instant> proposedDate(ApologyObligation obligation) {
    return drafting.proposedDate(obligation, now());
  }

  /**
   * The new date of a letter issued now, with its reasons; of a letter with a draft the date of
   * that draft. Empty if the letter gives none.
   */
  @Transactional(readOnly = true)
  public Optional<NewDate> newDate(ApologyObligation obligation) {
    return drafting.newDate(obligation, now());
  }

  /** The capacity in which the officer may sign the letter now; empty if the officer may not. */
  @Transactional(readOnly = true)
  public Optional<Signer> signer(ApologyObligation obligation, OfficerId officer) {
    return signing.signer(obligation, officer, now());
  }

  /** What happens to an owed letter if no officer acts on it any more, and when. */
  @Transactional(readOnly = true)
  public Silence silence(ApologyObligation obligation) {
    return signing.silence(obligation);
  }
}
