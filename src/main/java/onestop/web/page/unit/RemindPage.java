package onestop.web.page.unit;

import onestop.desk.work.Reminding;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import onestop.web.worklist.ReturnPath;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reminds the holder of an item from the board. */
@Controller
@PersonalData(Of.NOBODY)
class RemindPage {
  private final Reminding reminding;
  private final Names names;
  private final Problems problems;

  RemindPage(Reminding reminding, Names names, Problems problems) {
    this.reminding = reminding;
    this.names = names;
    this.problems = problems;
  }

  @PostMapping(ReturnPath.BOARD + "/remind")
  String remind(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String agency,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    try {
      next.addFlashAttribute(
          "said",
          names.text("board.reminded", names.officer(reminding.remind(id, reader.caller()))));
    } catch (Failure failure) {
      next.addFlashAttribute(
          "refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
    }
    if (!agency.isBlank()) {
      next.addAttribute("agency", agency);
    }
    return "redirect:" + ReturnPath.BOARD;
  }
}
