package onestop.web.page.dossier;

import onestop.desk.work.DossierFile;
import onestop.web.page.Names;
import onestop.web.page.letters.EscalationRow;
import onestop.web.page.letters.LetterRow;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The part that every page about one dossier shows: its data, its history, its due date, its
 * letters and its raised levels.
 */
@Component
public final class DossierStory {
  private final DossierView.Writer views;
  private final Timeline timeline;
  private final AccountView account;
  private final LetterRow.Writer letters;
  private final EscalationRow.Writer escalations;
  private final Names names;

  DossierStory(
      DossierView.Writer views,
      Timeline timeline,
      AccountView account,
      LetterRow.Writer letters,
      EscalationRow.Writer escalations,
      Names names) {
    this.views = views;
    this.timeline = timeline;
    this.account = account;
    this.letters = letters;
    this.escalations = escalations;
    this.names = names;
  }

  /** Puts it into the model of a page. */
  public void tell(DossierFile file, Model model) {
    DossierView view = views.view(file);
    model.addAttribute("d", view);
    model.addAttribute("counted", names.counted(file.dossier()));
    model.addAttribute("declared", names.declared(file.dossier().intake()));
    model.addAttribute("timeline", timeline.of(file.history()));
    model.addAttribute(
        "account",
        account.cells(
            file.due(),
            new AccountView.Dates(view.dueOriginalAt(), view.dueLawfulAt(), view.endedAt())));
    model.addAttribute("accountKinds", AccountView.KINDS);
    model.addAttribute("letters", file.letters().stream().map(letters::row).toList());
    model.addAttribute("escalations", file.escalations().stream().map(escalations::row).toList());
  }
}
