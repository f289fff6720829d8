package onestop.web.page.dossier;

import onestop.desk.papers.DossierPapers;
import onestop.desk.work.ApplicantWithdrawals;
import onestop.desk.work.DossierFile;
import onestop.desk.work.DossierFiles;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.page.work.WorkRow;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of one dossier, with the acts open to the reader. */
@Controller
@PersonalData(Of.DOSSIER)
class DossierPage {
  private final DossierFiles files;
  private final DossierStory story;
  private final WorkRow.Writer work;
  private final DossierPapers papers;
  private final ApplicantWithdrawals withdrawals;
  private final CorrectionChoices corrections;
  private final NoteView.Writer notes;

  DossierPage(
      DossierFiles files,
      DossierStory story,
      WorkRow.Writer work,
      DossierPapers papers,
      ApplicantWithdrawals withdrawals,
      CorrectionChoices corrections,
      NoteView.Writer notes) {
    this.files = files;
    this.story = story;
    this.work = work;
    this.papers = papers;
    this.withdrawals = withdrawals;
    this.corrections = corrections;
    this.notes = notes;
  }

  /**
   * A printed paper and its address below the dossier's.
   *
   * @param signed whether the reader may have a signed copy
   */
  record PaperLink(String form, String file, int no, boolean signed) {
    static PaperLink of(DossierPapers.Sheet sheet, boolean signed) {
      String file = sheet.kind().word() + "-" + sheet.no() + ".pdf";
      return new PaperLink(sheet.kind().name(), file, sheet.no(), signed);
    }
  }

  @GetMapping("/dossiers/{code}")
  String dossier(@PathVariable String code, @AuthenticationPrincipal SignedIn reader, Model model) {
    DossierFile file = files.whole(new DossierCode(code), reader.caller());
    Dossier dossier = file.dossier();
    story.tell(file, model);
    model.addAttribute("work", work.rows(dossier.code(), reader.caller()));
    model.addAttribute("mayWithdraw", withdrawals.isOpenTo(reader.caller(), dossier));
    model.addAttribute("correctables", corrections.of(dossier, reader));
    model.addAttribute(
        "papers",
        papers.of(dossier.code()).stream()
            .map(sheet -> PaperLink.of(sheet, papers.isSignedFor(dossier, sheet, reader.caller())))
            .toList());
    model.addAttribute("signedOnPaper", papers.onPaper(dossier));
    model.addAttribute("handover", papers.handover(dossier.code()).orElse(null));
    notes.tell(dossier.code(), reader, model);
    return "dossier";
  }
}
