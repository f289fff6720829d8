package onestop.web.page.audit;

import java.time.Instant;
import onestop.conduct.Explanation;
import onestop.conduct.Lookup;
import onestop.desk.work.DossierEvidence;
import onestop.desk.work.DossierFile;
import onestop.desk.work.DossierFiles;
import onestop.facts.HeldTime;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.sla.clock.ClockPause;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.dossier.DossierStory;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The whole evidence of one dossier on one sheet, for auditors and for the head of its agency. */
@Controller
@PersonalData(value = Of.DOSSIER, as = Lookup.What.EVIDENCE)
class EvidencePage {
  private final DossierFiles files;
  private final DossierEvidence evidence;
  private final DossierStory story;
  private final Names names;

  EvidencePage(DossierFiles files, DossierEvidence evidence, DossierStory story, Names names) {
    this.files = files;
    this.evidence = evidence;
    this.story = story;
    this.names = names;
  }

  /** A pause in the reader's language. */
  record Pause(
      String kind,
      Instant from,
      @Nullable Instant to,
      String reason,
      String basis,
      String document,
      String author) {}

  /** A share of the working time in the reader's language. */
  record HoldingRow(String what, String who, long minutes, boolean paused) {}

  /** An entry of the ledger. */
  record Entry(long position, String kind, Instant at, String sha256) {}

  /** An explanation in the reader's language. */
  record ExplanationRow(String about, String who, Instant at, String text) {}

  @GetMapping("/audit/dossiers/{code}")
  @PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY')")
  String sheet(@PathVariable String code, @AuthenticationPrincipal SignedIn reader, Model model) {
    DossierFile file = files.whole(new DossierCode(code), reader.caller());
    DossierEvidence.Sheet sheet = evidence.of(file.dossier().code());
    story.tell(file, model);
    model.addAttribute("pauses", sheet.pauses().stream().map(this::pause).toList());
    model.addAttribute("held", sheet.held().shares().stream().map(this::held).toList());
    model.addAttribute("heldTotal", sheet.held().total());
    model.addAttribute("explanations", sheet.explanations().stream().map(this::said).toList());
    model.addAttribute(
        "entries",
        sheet.entries().stream()
            .map(e -> new Entry(e.position(), e.kind(), e.at(), e.leafHash()))
            .toList());
    return "evidence";
  }

  private Pause pause(ClockPause pause) {
    ClockPause.Order order = pause.order();
    return new Pause(
        order.kind().name(),
        pause.from(),
        pause.to(),
        order.reason(),
        order.legalBasis(),
        order.document(),
        order.author().kind().equals("OFFICER")
            ? names.officer(new OfficerId(order.author().name()))
            : "");
  }

  private HoldingRow held(HeldTime.Share share) {
    if (share.holder() instanceof HeldTime.AgencyDesk desk) {
      String officer = desk.officer();
      return new HoldingRow(
          desk.step() == null
              ? names.text("evidence.no-step")
              : names.textOr("step." + desk.step(), desk.step().replace('_', ' ')),
          names.agency(desk.agency())
              + (officer == null ? "" : ", " + names.officer(new OfficerId(officer))),
          share.minutes(),
          false);
    }
    HeldTime.Paused paused = (HeldTime.Paused) share.holder();
    return new HoldingRow(
        names.text("evidence.pause." + paused.kind().name()),
        names.text("evidence.excluded"),
        share.minutes(),
        true);
  }

  private ExplanationRow said(Explanation one) {
    return new ExplanationRow(
        names.text("trait.name." + one.about().name()),
        names.officer(one.author().id()) + ", " + names.agency(one.author().agency()),
        one.at(),
        one.text());
  }
}
