package onestop.desk.papers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.dossiers.handover.HandedOver;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierState;
import onestop.forms.FormPress;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.RulePack;
import org.springframework.stereotype.Service;

/**
 * The papers of a dossier besides its letters, printed from its events on each request: the same
 * dossier gives the same bytes. Papers are in Vietnamese.
 */
@Service
public final class DossierPapers {
  private final Dossiers dossiers;
  private final PaperForms forms;
  private final HandoverSlips handovers;
  private final FormPress press;
  private final SignedCopies copies;

  DossierPapers(
      Dossiers dossiers,
      PaperForms forms,
      HandoverSlips handovers,
      FormPress press,
      SignedCopies copies) {
    this.dossiers = dossiers;
    this.handovers = handovers;
    this.forms = forms;
    this.press = press;
    this.copies = copies;
  }

  /** The kinds of papers of a dossier; each is the meaning of a form in the rule pack. */
  public enum Kind {
    RECEIPT,
    SUPPLEMENT,
    REFUSAL,
    STOP_NOTICE,
    CONTROL_SLIP;

    /** Its name in addresses, such as {@code stop-notice}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One existing paper.
   *
   * @param no from 1; more than one only of supplement requests
   */
  public record Sheet(Kind kind, int no) {}

  /** The existing papers of a dossier, in the order of their events. */
  public List<Sheet> of(DossierCode code) {
    Dossier dossier = dossiers.get(code);
    RulePack pack = forms.pack(dossier);
    List<Sheet> sheets = new ArrayList<>();
    if (dossier.parent() == null) {
      // the applicant handed in one dossier; its legs travel between agencies only
      sheets.add(new Sheet(Kind.RECEIPT, 1));
    }
    dossiers.supplements(code).forEach(s -> sheets.add(new Sheet(Kind.SUPPLEMENT, s.no())));
    if (dossier.state() == DossierState.REFUSED) {
      sheets.add(new Sheet(Kind.REFUSAL, 1));
    }
    boolean stopped =
        dossier.state() == DossierState.WITHDRAWN || dossier.state() == DossierState.STOPPED;
    if (stopped) {
      sheets.add(new Sheet(Kind.STOP_NOTICE, 1));
    }
    sheets.add(new Sheet(Kind.CONTROL_SLIP, 1));
    sheets.removeIf(sheet -> !pack.forms().containsKey(sheet.kind().name()));
    return sheets;
  }

  /** To whom the result was handed over; empty before it, and where nobody recorded it. */
  public Optional<HandedOver> handover(DossierCode code) {
    return handovers.of(code);
  }

  /**
   * Prints the acknowledgement of a hand-over.
   *
   * @throws Failure {@code web/no-such-paper} if there is none on record
   */
  public byte[] printHandover(DossierCode code) {
    HandedOver handed =
        handovers
            .of(code)
            .orElseThrow(
                () ->
                    Failure.notFound(
                        "web", "no-such-paper", "paper", "handover", "code", code.value()));
    return press.print(handovers.form(dossiers.get(code), handed)).pdf();
  }

  /** Prints one paper; a failure {@code web/no-such-paper} if the dossier has no such paper. */
  public byte[] print(DossierCode code, Sheet sheet) {
    if (!of(code).contains(sheet)) {
      throw Failure.notFound(
          "web", "no-such-paper", "paper", sheet.kind().name(), "code", code.value());
    }
    return press.print(forms.of(dossiers.get(code), sheet)).pdf();
  }

  /**
   * A signed copy of one paper, for the agency that issues it.
   *
   * @throws Failure as {@link #print} and {@link SignedCopies#of}
   */
  public byte[] signed(DossierCode code, Sheet sheet, Caller caller) {
    return copies.of(
        print(code, sheet), "form." + sheet.kind(), issuer(dossiers.get(code), sheet), caller);
  }

  /** Whether the caller may have a signed copy of that paper. */
  public boolean isSignedFor(Dossier dossier, Sheet sheet, Caller caller) {
    return copies.isOpenTo(caller, issuer(dossier, sheet));
  }

  /** Whether the agency that resolves the dossier signs on paper. */
  public boolean onPaper(Dossier dossier) {
    return copies.onPaper(dossier.agencies().resolving());
  }

  /** The receiving agency hands out the receipt; the resolving one issues all others. */
  private static AgencyCode issuer(Dossier dossier, Sheet sheet) {
    return sheet.kind() == Kind.RECEIPT
        ? dossier.agencies().receiving()
        : dossier.agencies().resolving();
  }
}
