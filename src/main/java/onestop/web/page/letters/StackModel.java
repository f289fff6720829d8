package onestop.web.page.letters;

import java.util.List;
import java.util.stream.Collectors;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationState;
import onestop.desk.letters.SigningStack;
import onestop.web.login.SignedIn;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The stack of letters to be signed, on the page of letters. */
@Component
final class StackModel {
  /** The letters shown at once, each with its whole text. */
  private static final int SHOWN = 25;

  /** The applicants named before all letters are signed at once. */
  private static final int NAMED = 5;

  private final SigningStack stack;
  private final SheetRow.Writer sheets;

  StackModel(SigningStack stack, SheetRow.Writer sheets) {
    this.stack = stack;
    this.sheets = sheets;
  }

  /** Adds the part {@code page} (from 1) of the reader's stack. */
  void into(Model model, int page, SignedIn reader) {
    List<ApologyObligation> all = stack.of(reader.caller());
    int pages = Math.max(1, (all.size() + SHOWN - 1) / SHOWN);
    int shown = Math.max(1, Math.min(page, pages));
    int offset = (shown - 1) * SHOWN;
    model.addAttribute("stackSize", all.size());
    model.addAttribute("stackPage", shown);
    model.addAttribute("stackPages", pages);
    model.addAttribute("stackFrom", offset + 1);
    List<SheetRow> rows =
        stack.sheets(all, offset, SHOWN, reader.caller()).stream().map(sheets::row).toList();
    List<SheetRow> named = rows.subList(0, Math.min(NAMED, rows.size()));
    model.addAttribute("stack", rows);
    model.addAttribute("stackNamed", named.size());
    model.addAttribute(
        "stackFor",
        named.stream().map(row -> row.l().applicant()).collect(Collectors.joining(", ")));
    model.addAttribute(
        "stackLate", all.stream().filter(one -> one.state() == ObligationState.BREACHED).count());
    model.addAttribute(
        "stackIds",
        all.stream().map(one -> one.id() + ":" + one.revision()).collect(Collectors.joining(" ")));
    model.addAttribute("stackFull", all.size() == SigningStack.MOST);
  }
}
