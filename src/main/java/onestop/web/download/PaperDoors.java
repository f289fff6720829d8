package onestop.web.download;

import java.time.Instant;
import java.util.Arrays;
import onestop.conduct.Lookup;
import onestop.desk.papers.DossierPapers;
import onestop.desk.papers.DossierPapers.Kind;
import onestop.desk.papers.DossierPapers.Sheet;
import onestop.dossiers.handover.HandedOver;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves papers and their signed copies, for pages and programs. */
@RestController
@PersonalData(value = Of.DOSSIER, as = Lookup.What.PAPER)
class PaperDoors {
  private final DossierPapers papers;

  PaperDoors(DossierPapers papers) {
    this.papers = papers;
  }

  @GetMapping({
    "/dossiers/{code}/papers/{kind}-{no}.pdf",
    "/api/dossiers/{code}/papers/{kind}-{no}.pdf"
  })
  ResponseEntity<byte[]> paper(
      @PathVariable String code,
      @PathVariable String kind,
      @PathVariable int no,
      @RequestParam(defaultValue = "false") boolean signed,
      @AuthenticationPrincipal SignedIn caller) {
    DossierCode dossier = new DossierCode(code);
    Sheet sheet = new Sheet(kind(kind, code), no);
    byte[] pdf =
        signed ? papers.signed(dossier, sheet, caller.caller()) : papers.print(dossier, sheet);
    return FileAnswer.of(kind + "-" + dossier.value() + (signed ? "-ky-so" : ""), pdf);
  }

  /** The acknowledgement of the hand-over of the result. */
  @GetMapping({"/dossiers/{code}/handover.pdf", "/api/v1/dossiers/{code}/handover.pdf"})
  ResponseEntity<byte[]> handover(@PathVariable String code) {
    return FileAnswer.of("tra-ket-qua-" + code, papers.printHandover(new DossierCode(code)));
  }

  /**
   * To whom a result was handed over.
   *
   * @param receiver the proxy; null where there was none
   * @param authority whether the proxy showed a written authority
   * @param receipt what became of the receipt of the dossier
   */
  record HandoverBody(
      HandedOver.To to,
      @Nullable String receiver,
      @Nullable String receiverPaper,
      boolean authority,
      @Nullable String address,
      @Nullable String parcel,
      HandedOver.Receipt receipt,
      String handedBy,
      Instant handedAt) {
    static HandoverBody of(HandedOver handed) {
      return new HandoverBody(
          handed.to(),
          handed.receiver(),
          handed.receiverPaper(),
          handed.authority(),
          handed.address(),
          handed.parcel(),
          handed.receipt(),
          handed.by().id().value(),
          handed.at());
    }
  }

  @GetMapping("/api/v1/dossiers/{code}/handover")
  HandoverBody handedOver(@PathVariable String code) {
    return papers
        .handover(new DossierCode(code))
        .map(HandoverBody::of)
        .orElseThrow(
            () -> Failure.notFound("web", "no-such-paper", "paper", "handover", "code", code));
  }

  private static Kind kind(String word, String code) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> Failure.notFound("web", "no-such-paper", "paper", word, "code", code));
  }
}
