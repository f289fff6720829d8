package onestop.web.handed;

import onestop.conduct.Lookup;
import onestop.desk.papers.HandedPapers;
import onestop.desk.papers.ResultWork;
import onestop.dossiers.papers.HandedFile;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves files as what they are, for pages and programs; each look from above is on record. */
@RestController
@PersonalData(value = Of.DOSSIER, as = Lookup.What.PAPER)
class HandedFileDoor {
  private final HandedPapers handed;
  private final ResultWork results;
  private final Problems problems;

  HandedFileDoor(HandedPapers handed, ResultWork results, Problems problems) {
    this.handed = handed;
    this.results = results;
    this.problems = problems;
  }

  /** For a page; a file that must not be opened is answered with the reason in its place. */
  @GetMapping("/dossiers/{code}/files/{no}")
  ResponseEntity<byte[]> shown(
      @PathVariable String code,
      @PathVariable int no,
      @RequestParam(defaultValue = "false") boolean signed,
      @AuthenticationPrincipal SignedIn reader) {
    HandedFile file = handed.get(new DossierCode(code), no);
    try {
      return answer(file, signed, reader);
    } catch (Failure unread) {
      return FileAnswer.refused(
          problems.status(unread), problems.sentence(unread, LocaleContextHolder.getLocale()));
    }
  }

  @GetMapping("/api/v1/dossiers/{code}/files/{no}")
  ResponseEntity<byte[]> file(
      @PathVariable String code,
      @PathVariable int no,
      @RequestParam(defaultValue = "false") boolean signed,
      @AuthenticationPrincipal SignedIn caller) {
    return answer(handed.get(new DossierCode(code), no), signed, caller);
  }

  /** The file, or a signed copy of it, which only the draft of a result has. */
  private ResponseEntity<byte[]> answer(HandedFile file, boolean signed, SignedIn reader) {
    return signed && HandedPapers.isResult(file)
        ? FileAnswer.of(file.title() + "-ky-so", results.signed(file, reader.caller()))
        : FileAnswer.of(file.title(), handed.read(file));
  }
}
