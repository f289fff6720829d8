package onestop.web.page.dossier;

import jakarta.servlet.http.HttpServletResponse;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.words.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page of a dossier after a refused act: the failure's status, and its sentence above all. */
@Component
class DossierAgain {
  private final DossierPage page;
  private final Problems problems;

  DossierAgain(DossierPage page, Problems problems) {
    this.page = page;
    this.problems = problems;
  }

  /** A form that was sent, and where its answer goes. */
  record Sent(String code, SignedIn reader, HttpServletResponse response, Model model) {}

  /** Shows the page with the sentence as its notice. */
  String refused(Failure failure, Sent sent) {
    sent.model().addAttribute("refused", sentence(failure));
    return show(failure, sent);
  }

  /** Shows the page; the sentence is in a form of the page. */
  String show(Failure failure, Sent sent) {
    sent.response().setStatus(problems.status(failure));
    return page.dossier(sent.code(), sent.reader(), sent.model());
  }

  /** Shows the page with what was typed; nothing was refused. */
  String open(Sent sent) {
    return page.dossier(sent.code(), sent.reader(), sent.model());
  }

  String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }
}
