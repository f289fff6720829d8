package onestop.web.page.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.desk.ledger.LedgerReading;
import onestop.kernel.Failure;
import onestop.ledger.InclusionProof;
import onestop.ledger.LedgerEntry;
import onestop.web.page.Choices;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * An entry of the ledger with its inclusion proof and the checkpoint, open without a login: the
 * same data is in the published log too, and names no person. A letter's QR code leads to its
 * entry; only the position in the code is used.
 */
@Controller
@RequestMapping("/proof")
@PersonalData(Of.NOBODY)
class ProofPages {
  /** The text of a letter's QR code, which is a link or a name, or an entry's number. */
  private static final Pattern ON_A_LETTER =
      Pattern.compile(
          "(?:https?://[^\\s?#]{1,200}/proof/|urn:onestop:letter:[^:\\s]{1,60}:)?"
              + "(\\d{1,18})(?:[:#][^\\s]{1,261})?");

  private final LedgerReading ledger;

  ProofPages(LedgerReading ledger) {
    this.ledger = ledger;
  }

  /** An entry as shown on the page. */
  record Shown(long position, String kind, Instant at, String text, String leafHash) {
    static Shown of(LedgerEntry entry) {
      return new Shown(
          entry.position(), entry.kind(), entry.at(), entry.canonicalJson(), entry.leafHash());
    }
  }

  @GetMapping
  String ask(@RequestParam(required = false) @Nullable String letter) {
    String text = Choices.orNull(letter);
    if (text == null) {
      return "proof";
    }
    Matcher found = ON_A_LETTER.matcher(text);
    if (!found.matches()) {
      throw Failure.badInput("web", "letter-code", "value", text);
    }
    return "redirect:/proof/" + found.group(1);
  }

  @GetMapping("/{position:\\d{1,18}}")
  String entry(@PathVariable long position, Model model) {
    LedgerReading.Evidence found = ledger.evidence(position);
    InclusionProof proof = found.proof();
    model.addAttribute("entry", Shown.of(found.entry()));
    model.addAttribute("others", found.others().stream().map(Shown::of).toList());
    model.addAttribute("checkpoint", found.checkpoint());
    model.addAttribute("path", proof == null ? null : path(proof));
    model.addAttribute("print", found.print());
    return "proof";
  }

  private static List<String> path(InclusionProof proof) {
    return proof.path().stream().map(HexFormat.of()::formatHex).toList();
  }

  /** The proof with its entry as a small file by the format C2SP tlog-proof. */
  @GetMapping("/{position:\\d{1,18}}.tlog-proof")
  ResponseEntity<byte[]> file(@PathVariable long position) {
    byte[] file = ledger.proofFile(position).getBytes(StandardCharsets.UTF_8);
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(position + ".tlog-proof").build().toString())
        .body(file);
  }
}
