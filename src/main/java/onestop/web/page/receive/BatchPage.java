package onestop.web.page.receive;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import onestop.desk.papers.ReceiptBundles;
import onestop.desk.receiving.ReceivingCounter;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the counter hands out after it has received many dossiers of one applicant. */
@Controller
@RequestMapping("/receive")
@PersonalData(Of.LISTED)
class BatchPage {
  private final ReceivingCounter counter;
  private final ReceiptBundles bundles;

  BatchPage(ReceivingCounter counter, ReceiptBundles bundles) {
    this.counter = counter;
    this.bundles = bundles;
  }

  /** The codes of the dossiers received, as the address of the page has them. */
  static String codes(List<IntakeResult> results) {
    return results.stream()
        .filter(IntakeResult.Received.class::isInstance)
        .map(result -> ((IntakeResult.Received) result).dossier().code().value())
        .collect(Collectors.joining(","));
  }

  @GetMapping("/batch")
  String batch(
      @RequestParam(defaultValue = "") String codes,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    List<Dossier> dossiers = own(codes, reader);
    model.addAttribute("dossiers", dossiers);
    model.addAttribute(
        "codes", dossiers.stream().map(one -> one.code().value()).collect(Collectors.joining(",")));
    return "receive-batch";
  }

  /** All receipts in one document; a dossier of another desk is left out. */
  @GetMapping("/batch.pdf")
  ResponseEntity<byte[]> receipts(
      @RequestParam(defaultValue = "") String codes, @AuthenticationPrincipal SignedIn reader) {
    return FileAnswer.of(
        "giay-tiep-nhan", bundles.print(own(codes, reader).stream().map(Dossier::code).toList()));
  }

  private List<Dossier> own(String codes, SignedIn reader) {
    String[] named = codes.split(",");
    if (named.length > IntakeForm.MOST) {
      throw Failure.badInput(
          "web", "too-many-receipts", "chosen", named.length, "max", IntakeForm.MOST);
    }
    return Arrays.stream(named)
        .filter(code -> code.matches("[\\w.-]{1,60}"))
        .flatMap(code -> counter.earlier(new DossierCode(code), reader.caller()).stream())
        .toList();
  }
}
