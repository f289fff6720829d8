package onestop.web.page.letters;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.Waiver;
import onestop.desk.letters.LetterFile;
import onestop.desk.letters.LetterWork;
import onestop.desk.letters.SigningStack;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.InsertedBlocks;
import onestop.web.page.Names;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The screen of one letter: its words as they would be signed, and all that a signer asks. */
@Component
class LetterScreen {
  private final LetterWork letters;
  private final SigningStack stack;
  private final SheetRow.Writer sheets;
  private final Names names;
  private final Problems problems;
  private final InsertedBlocks blocks;

  LetterScreen(
      LetterWork letters,
      SigningStack stack,
      SheetRow.Writer sheets,
      Names names,
      Problems problems,
      InsertedBlocks blocks) {
    this.letters = letters;
    this.stack = stack;
    this.sheets = sheets;
    this.names = names;
    this.problems = problems;
    this.blocks = blocks;
  }

  /** A line of the ledger about this letter. */
  record Entry(long position, String kind, Instant at, String hash) {}

  /** What is shown of a letter: the form, and the draft to be read, saved or not. */
  record Shown(LetterFile file, DraftForm form, @Nullable DraftOrder unsaved) {}

  /**
   * Fills the model; the words shown are those of the unsaved draft, otherwise of the saved one.
   */
  String show(Shown shown, SignedIn reader, Model model) {
    LetterFile file = shown.file();
    ApologyObligation obligation = file.obligation();
    SheetRow sheet = sheets.row(file.sheet());
    model.addAttribute("l", sheet.l());
    model.addAttribute("sheet", sheet);
    model.addAttribute("form", shown.form());
    model.addAttribute("reasons", reasons());
    model.addAttribute("exceptions", exceptions());
    model.addAttribute("mayDraft", file.mayDraft());
    if (file.mayDraft()) {
      model.addAttribute("typedForm", "/letters/" + obligation.id() + "/draft");
      model.addAttribute("blocks", blocks.offered(reader));
    }
    model.addAttribute("mayState", file.mayState());
    model.addAttribute("maySign", file.maySign());
    model.addAttribute("mayWaive", file.maySign());
    model.addAttribute("signing", file.signing());
    model.addAttribute("proposed", file.proposedDue());
    if (!model.containsAttribute("wrong")) {
      model.addAttribute("wrong", Map.of());
    }
    if (file.maySign()) {
      stack
          .place(obligation.id(), reader.caller())
          .ifPresent(place -> model.addAttribute("place", place));
    }
    words(shown, sheet, reader, model);
    model.addAttribute(
        "entries",
        file.entries().stream()
            .map(e -> new Entry(e.position(), e.kind(), e.at(), e.leafHash()))
            .toList());
    return "letter";
  }

  /** The page after a signature: the next letter of the stack, or the stack if none is left. */
  String afterSigning(ApologyObligation signed, SignedIn reader, RedirectAttributes next) {
    SigningStack.Left left = stack.after(signed, reader.caller());
    String code = signed.dossier().value();
    next.addFlashAttribute(
        "said",
        names.text("said.signed", 1)
            + " "
            + (left.letters() == 0
                ? names.text("letters.none-left", code)
                : names.text("letters.left", code, left.letters())));
    return "redirect:/letters" + left.next().map(id -> "/" + id).orElse("");
  }

  private void words(Shown shown, SheetRow sheet, SignedIn reader, Model model) {
    ApologyObligation obligation = shown.file().obligation();
    DraftOrder unsaved = shown.unsaved();
    Map<?, ?> wrong = (Map<?, ?>) model.getAttribute("wrong");
    boolean refused = wrong != null && !wrong.isEmpty();
    if (!obligation.state().isOwed() || refused) {
      return;
    }
    if (unsaved != null) {
      model.addAttribute("paper", letters.page(unsaved, reader.caller()));
      letters
          .newDate(unsaved, reader.caller())
          .map(sheets::explained)
          .ifPresent(date -> model.addAttribute("newDate", date));
      return;
    }
    model.addAttribute("newDate", sheet.newDate());
    if (obligation.draft() != null) {
      try {
        model.addAttribute("paper", letters.page(obligation.id(), reader.caller()));
      } catch (Failure unprintable) { // of an older dossier: the page is read all the same
        model.addAttribute(
            "noWords", problems.sentence(unprintable, LocaleContextHolder.getLocale()));
      }
    }
  }

  private List<Names.Choice> reasons() {
    return Arrays.stream(ApologyReason.values())
        .filter(ApologyReason::isForOfficers)
        .map(r -> new Names.Choice(r.name(), names.text("apologies.reason." + r.name())))
        .toList();
  }

  private List<Names.Choice> exceptions() {
    return Arrays.stream(Waiver.Ground.values())
        .map(g -> new Names.Choice(g.name(), names.text("apologies.waiver." + g.name())))
        .toList();
  }
}
