package onestop.web.handed;

import onestop.conduct.Lookup;
import onestop.desk.papers.HandedPapers;
import onestop.dossiers.papers.HandedFile;
import onestop.kernel.DossierCode;
import onestop.web.download.FileAnswer;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves files as what they are, for pages and programs; each look from above is on record. */
@Controller
@PersonalData(value = Of.DOSSIER, as = Lookup.What.PAPER)
class HandedFileDoor {
  private final HandedPapers handed;

  HandedFileDoor(HandedPapers handed) {
    this.handed = handed;
  }

  @GetMapping({"/dossiers/{code}/files/{no}", "/api/v1/dossiers/{code}/files/{no}"})
  ResponseEntity<byte[]> file(@PathVariable String code, @PathVariable int no) {
    HandedFile file = handed.get(new DossierCode(code), no);
    return FileAnswer.of(file.title(), handed.read(file));
  }
}
