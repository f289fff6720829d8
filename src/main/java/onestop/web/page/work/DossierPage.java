package onestop.web.page.work;

import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.escalation.EscalationLevel;
import onestop.escalation.Escalations;
import onestop.inbox.Inbox;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.web.download.DossierPapers;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.page.letters.EscalationRow;
import onestop.web.page.letters.LetterRow;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page of one dossier: its data, its history, its due dates, and the acts open to the reader.
 */
@Controller
@PersonalData(Of.DOSSIER)
class DossierPage {
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Inbox inbox;
  private final Escalations escalations;
  private final Parts parts;

  /** The parts that make up a dossier's page. */
  @org.springframework.stereotype.Component
  record Parts(
      DossierView.Writer view,
      WorkRow.Writer work,
      Timeline timeline,
      AccountView account,
      Apologies apologies,
      LetterRow.Writer letters,
      DossierPapers papers,
      EscalationRow.Writer escalations,
      CorrectionPages corrections,
      Names names,
      Problems problems,
      Clock clock) {}

  DossierPage(
      Dossiers dossiers, SlaClocks clocks, Inbox inbox, Escalations escalations, Parts parts) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.inbox = inbox;
    this.escalations = escalations;
    this.parts = parts;
  }

  /** A printed paper and its address below the dossier's. */
  record PaperLink(String form, String file, int no) {
    static PaperLink of(DossierPapers.Sheet sheet) {
      String word = sheet.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
      return new PaperLink(sheet.kind().name(), word + "-" + sheet.no() + ".pdf", sheet.no());
    }
  }

  @GetMapping("/dossiers/{code}")
  String dossier(@PathVariable String code, @AuthenticationPrincipal SignedIn reader, Model model) {
    Dossier dossier = dossiers.get(new DossierCode(code));
    ClockState clock = clocks.state(dossier.code());
    DossierView view = parts.view().view(dossier, clock);
    model.addAttribute("d", view);
    model.addAttribute("work", parts.work().rows(inbox.of(dossier.code()), reader));
    model.addAttribute("timeline", parts.timeline().of(dossier.code()));
    model.addAttribute(
        "account",
        parts
            .account()
            .cells(
                clocks.explain(dossier.code()),
                new AccountView.Dates(view.dueOriginalAt(), view.dueLawfulAt(), view.endedAt())));
    model.addAttribute("accountKinds", AccountView.KINDS);
    model.addAttribute("mayWithdraw", mayWithdraw(dossier, reader));
    model.addAttribute("correctables", parts.corrections().choices(dossier, reader));
    model.addAttribute(
        "letters",
        parts.apologies().of(dossier.code()).stream().map(parts.letters()::row).toList());
    model.addAttribute(
        "papers", parts.papers().of(dossier.code()).stream().map(PaperLink::of).toList());
    model.addAttribute(
        "escalations",
        escalations.of(dossier.code()).stream()
            .map(raised -> parts.escalations().row(raised, reader))
            .toList());
    return "dossier";
  }

  @PostMapping("/dossiers/{code}/withdraw")
  String withdraw(
      @PathVariable String code,
      @RequestParam String reason,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    Dossier dossier = dossiers.get(new DossierCode(code));
    try {
      if (!mayWithdraw(dossier, reader)) {
        throw Failure.forbidden("web", "not-your-dossier", "code", code);
      }
      if (reason.isBlank()) {
        throw Failure.badInput("web", "reason-needed");
      }
      dossiers.withdraw(dossier.code(), reason.strip(), reader.actor());
      next.addFlashAttribute("said", parts.names().text("said.withdrawn"));
    } catch (Failure failure) {
      next.addFlashAttribute(
          "refused", parts.problems().sentence(failure, LocaleContextHolder.getLocale()));
      next.addFlashAttribute("typed", reason);
    }
    next.addAttribute("code", code);
    return "redirect:/dossiers/{code}";
  }

  @PostMapping("/dossiers/{code}/escalations/{level}/answer")
  String answer(
      @PathVariable String code,
      @PathVariable String level,
      @RequestParam(defaultValue = "") String text,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    try {
      EscalationLevel rung = Objects.requireNonNull(Choices.of(EscalationLevel.class, level));
      escalations.answer(
          new DossierCode(code),
          rung,
          reader.actor(),
          new Escalations.GivenAnswer(text.strip(), parts.clock().instant()));
      next.addFlashAttribute("said", parts.names().text("said.answered"));
    } catch (Failure failure) {
      next.addFlashAttribute(
          "refused", parts.problems().sentence(failure, LocaleContextHolder.getLocale()));
      next.addFlashAttribute("typedAnswer", text);
    }
    next.addAttribute("code", code);
    return "redirect:/dossiers/{code}";
  }

  /**
   * Whether the reader may withdraw it: the desk that received it records the applicant's
   * withdrawal.
   */
  private static boolean mayWithdraw(Dossier dossier, SignedIn reader) {
    return dossier.state().isOpen()
        && reader.hasAny(Role.DESK_OFFICER)
        && reader.officer().agency().equals(dossier.agencies().receiving());
  }
}
