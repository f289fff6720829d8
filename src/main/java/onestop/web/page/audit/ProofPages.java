package onestop.web.page.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.kernel.Failure;
import onestop.ledger.Checkpoint;
import onestop.ledger.InclusionProof;
import onestop.ledger.Ledger;
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

  private static final String PRINTED = "LETTER_PRINTED";

  private final Ledger ledger;
  private final ObjectMapper json;

  ProofPages(Ledger ledger, ObjectMapper json) {
    this.ledger = ledger;
    this.json = json;
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
    LedgerEntry entry = find(position);
    model.addAttribute("entry", Shown.of(entry));
    model.addAttribute(
        "others",
        ledger.of(entry.dossier()).stream()
            .filter(other -> other.position() != position)
            .map(Shown::of)
            .toList());
    Optional<Checkpoint> checkpoint = ledger.checkpoint();
    Optional<InclusionProof> proof = checkpoint.flatMap(c -> ledger.inclusion(position, c));
    model.addAttribute("checkpoint", checkpoint.orElse(null));
    model.addAttribute("path", proof.map(ProofPages::path).orElse(null));
    model.addAttribute(
        "print", checkpoint.flatMap(c -> print(entry, c)).map(LedgerEntry::position).orElse(null));
    return "proof";
  }

  /** The published entry that names the PDF of the letter which this entry is about. */
  private Optional<LedgerEntry> print(LedgerEntry entry, Checkpoint checkpoint) {
    String content = content(entry);
    return content.isEmpty()
        ? Optional.empty()
        : ledger
            .find(entry.dossier(), PRINTED, Map.of("contentSha256", content))
            .filter(print -> print.position() < checkpoint.size());
  }

  private String content(LedgerEntry entry) {
    try {
      return json.readTree(entry.canonicalJson()).at("/facts/contentSha256").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(entry.canonicalJson(), e);
    }
  }

  private static List<String> path(InclusionProof proof) {
    return proof.path().stream().map(HexFormat.of()::formatHex).toList();
  }

  /** The proof with its entry as a small file by the format C2SP tlog-proof. */
  @GetMapping("/{position:\\d{1,18}}.tlog-proof")
  ResponseEntity<byte[]> file(@PathVariable long position) {
    LedgerEntry entry = find(position);
    Checkpoint checkpoint = ledger.checkpoint().orElseThrow(() -> unpublished(position));
    InclusionProof proof =
        ledger.inclusion(position, checkpoint).orElseThrow(() -> unpublished(position));
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(position + ".tlog-proof").build().toString())
        .body(
            proof.file(entry.canonicalJson(), checkpoint.note()).getBytes(StandardCharsets.UTF_8));
  }

  private LedgerEntry find(long position) {
    return ledger.entries(position, 1).stream()
        .findFirst()
        .orElseThrow(() -> Failure.notFound("web", "no-such-entry", "position", position));
  }

  private static Failure unpublished(long position) {
    return Failure.conflict("web", "entry-unpublished", "position", position);
  }
}
