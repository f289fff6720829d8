package onestop.desk.letters;

import java.util.OptionalLong;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationState;
import onestop.desk.Caller;
import onestop.desk.papers.SignedCopies;
import onestop.dossiers.Dossiers;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.ledger.Ledger;
import org.springframework.stereotype.Service;

/** Reads one letter; a failure {@code apologies/no-such-obligation} if there is none. */
@Service
public final class LetterFiles {
  private final Apologies apologies;
  private final LetterSheets sheets;
  private final Ledger ledger;
  private final Dossiers dossiers;
  private final SignedCopies copies;

  LetterFiles(
      Apologies apologies,
      LetterSheets sheets,
      Ledger ledger,
      Dossiers dossiers,
      SignedCopies copies) {
    this.apologies = apologies;
    this.sheets = sheets;
    this.ledger = ledger;
    this.dossiers = dossiers;
    this.copies = copies;
  }

  /** The obligation alone. */
  public ApologyObligation get(long id) {
    return apologies.get(id);
  }

  /** All that a page shows of the letter, and what the caller may do with it now. */
  public LetterFile whole(long id, Caller caller) {
    ApologyObligation obligation = apologies.get(id);
    boolean owed = obligation.state().isOwed();
    boolean mayDraft = owed && apologies.mayDraft(obligation, caller.id());
    return new LetterFile(
        sheets.opened(obligation, caller),
        obligation,
        mayDraft,
        mayDraft && obligation.state() == ObligationState.OPENED && obligation.onTime() == null,
        owed && apologies.maySign(obligation, caller.id()),
        apologies.proposedDate(obligation).orElse(null),
        ledger.of(obligation.dossier()),
        copies.way(caller, resolving(obligation.dossier())));
  }

  /** The letter that is owed for a dossier; empty if none is. */
  public OptionalLong owedFor(DossierCode dossier) {
    return apologies.of(dossier).stream()
        .filter(obligation -> obligation.state().isOwed())
        .mapToLong(ApologyObligation::id)
        .findFirst();
  }

  /** The printed letter of a dossier. */
  public record Printed(DossierCode dossier, byte[] pdf) {}

  /**
   * The print of an issued letter.
   *
   * @throws Failure {@code web/letter-not-printed} until the press has printed it
   */
  public Printed printed(long id) {
    DossierCode dossier = apologies.get(id).dossier();
    return new Printed(
        dossier,
        apologies
            .print(id)
            .orElseThrow(() -> Failure.notFound("web", "letter-not-printed", "id", id))
            .pdf());
  }

  /**
   * A signed copy of the print. The print itself, whose hash is in the ledger, is not changed.
   *
   * @throws Failure as {@link #printed} and {@link SignedCopies#of}
   */
  public Printed signed(long id, Caller caller) {
    Printed printed = printed(id);
    return new Printed(
        printed.dossier(),
        copies.of(printed.pdf(), "form.APOLOGY", resolving(printed.dossier()), caller));
  }

  private AgencyCode resolving(DossierCode dossier) {
    return dossiers.get(dossier).agencies().resolving();
  }
}
