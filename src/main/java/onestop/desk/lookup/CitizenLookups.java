package onestop.desk.lookup;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.LedgerKind;
import onestop.conduct.Evaluations;
import onestop.desk.lookup.CitizenAnswer.Apology;
import onestop.desk.lookup.CitizenAnswer.Dates;
import onestop.desk.lookup.CitizenAnswer.Waiting;
import onestop.dossiers.Dossiers;
import onestop.dossiers.ReceiptHolders;
import onestop.dossiers.TypedCode;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.ReturnBy;
import onestop.dossiers.life.SupplementRequest;
import onestop.facts.DossierLists;
import onestop.kernel.DossierCode;
import onestop.ledger.Checkpoint;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerEntry;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells the holder of a receipt how the dossier stands. Writes nothing. */
@Service
public class CitizenLookups {
  private final ReceiptHolders holders;
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final DossierLists lists;
  private final Apologies apologies;
  private final Ledger ledger;
  private final Evaluations evaluations;

  CitizenLookups(
      ReceiptHolders holders,
      Dossiers dossiers,
      SlaClocks clocks,
      DossierLists lists,
      Apologies apologies,
      Ledger ledger,
      Evaluations evaluations) {
    this.holders = holders;
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.lists = lists;
    this.apologies = apologies;
    this.ledger = ledger;
    this.evaluations = evaluations;
  }

  /**
   * The answer to a person who knows the code and the digits; empty for any other person, as {@link
   * ReceiptHolders#admit}.
   *
   * @throws onestop.kernel.Failure {@code dossiers/typed-digits}
   */
  @Transactional(readOnly = true)
  public Optional<CitizenAnswer> find(TypedCode code, String digits) {
    return holders.admit(code, digits).map(this::answer);
  }

  private CitizenAnswer answer(DossierCode code) {
    Dossier dossier = dossiers.get(code);
    ClockState clock = clocks.state(code);
    IntakeRecord intake = dossier.intake();
    return new CitizenAnswer(
        code,
        dossier.pins().procedure(),
        dossier.agencies().receiving(),
        dossier.agencies().resolving(),
        dossier.state(),
        new Dates(
            dossier.receivedAt(),
            clock.dueOriginalAt(),
            lists.get(code).dueLawfulAt(),
            clock.dueCurrentAt(),
            dossier.closedAt()),
        clocks.explain(code),
        dossier.state().isWaiting() ? waiting(code) : null,
        apologies(code),
        intake == null ? ReturnBy.DESK : intake.returnBy(),
        evaluations.standing(dossier));
  }

  private Waiting waiting(DossierCode code) {
    SupplementRequest open =
        dossiers.supplements(code).stream()
            .filter(request -> request.receivedAt() == null)
            .reduce((earlier, later) -> later)
            .orElse(null);
    return new Waiting(
        clocks.waitingSince(code).orElse(null),
        open == null ? List.of() : open.items(),
        open == null ? null : open.lastDay());
  }

  /** The letters of the dossier and of its legs: each of them went to the applicant. */
  private List<Apology> apologies(DossierCode code) {
    Optional<Checkpoint> published = ledger.checkpoint();
    return Stream.concat(Stream.of(code), dossiers.legs(code).stream().map(Dossier::code))
        .flatMap(each -> apologies.of(each).stream())
        .filter(ApologyObligation::isIssued)
        .map(obligation -> apology(obligation, published.orElse(null)))
        .toList();
  }

  private Apology apology(ApologyObligation obligation, @Nullable Checkpoint published) {
    ApologyObligation.Issue issue = Objects.requireNonNull(obligation.issue());
    Long entry =
        published == null
            ? null
            : ledger
                .find(obligation.dossier(), LedgerKind.ISSUED, Map.of("number", issue.number()))
                .map(LedgerEntry::position)
                .filter(position -> position < published.size())
                .orElse(null);
    return new Apology(issue.at(), issue.newDueAt(), entry);
  }
}
