package onestop.web.page.letters;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import onestop.apologies.Apologies;
import onestop.apologies.DraftOrder;
import onestop.apologies.LetterPreview;
import onestop.apologies.SignOrder;
import onestop.apologies.SignOutcome;
import onestop.apologies.WaiverOrder;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.ObligationState;
import onestop.apologies.obligation.Waiver;
import onestop.kernel.Failure;
import onestop.ledger.Ledger;
import onestop.web.input.TypedText;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One letter of apology, from its draft to its issue. */
@Controller
@RequestMapping("/letters")
@PersonalData(Of.LETTER)
class LetterPages {
  private final Apologies apologies;
  private final Ledger ledger;
  private final LetterRow.Writer rows;
  private final LetterPreview preview;
  private final DraftForms drafts;
  private final Names names;
  private final Problems problems;

  LetterPages(
      Apologies apologies,
      Ledger ledger,
      LetterRow.Writer rows,
      LetterPreview preview,
      DraftForms drafts,
      Names names,
      Problems problems) {
    this.apologies = apologies;
    this.ledger = ledger;
    this.rows = rows;
    this.preview = preview;
    this.drafts = drafts;
    this.names = names;
    this.problems = problems;
  }

  /** A line of the ledger about this letter. */
  record Entry(long position, String kind, Instant at, String hash) {}

  /**
   * Signs the text on the page: the contents of the form, whether or not they differ from the
   * draft.
   */
  @PostMapping("/{id}/sign")
  String signShown(
      @PathVariable long id,
      @ModelAttribute DraftForm form,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletRequest request,
      Model model,
      RedirectAttributes next) {
    return write(
        id,
        new Written(form, model, reader, request),
        order -> {
          SignOrder shown = new SignOrder(id, order.revision(), order);
          SignOutcome outcome = apologies.sign(List.of(shown), reader.actor()).get(0);
          if (outcome instanceof SignOutcome.Refused no) {
            throw no.why();
          }
          next.addFlashAttribute("said", names.text("said.signed", 1));
        });
  }

  @GetMapping("/{id}")
  String letter(@PathVariable long id, @AuthenticationPrincipal SignedIn reader, Model model) {
    ApologyObligation obligation = apologies.get(id);
    return show(obligation, drafts.saved(obligation), reader, model);
  }

  private String show(ApologyObligation obligation, DraftForm form, SignedIn reader, Model model) {
    boolean owed = obligation.state().isOwed();
    boolean signs = owed && apologies.maySign(obligation, reader.officer().id());
    model.addAttribute("l", rows.row(obligation));
    model.addAttribute("form", form);
    model.addAttribute("reasons", reasons());
    model.addAttribute("exceptions", exceptions());
    boolean mayDraft = owed && apologies.mayDraft(obligation, reader.officer().id());
    model.addAttribute("mayDraft", mayDraft);
    if (mayDraft) {
      model.addAttribute("typedForm", "/letters/" + obligation.id() + "/draft");
    }
    model.addAttribute(
        "mayState",
        obligation.state() == ObligationState.OPENED
            && obligation.onTime() == null
            && apologies.mayDraft(obligation, reader.officer().id()));
    model.addAttribute("maySign", signs);
    model.addAttribute("mayWaive", signs);
    model.addAttribute("proposed", apologies.proposedDate(obligation).orElse(null));
    if (!model.containsAttribute("wrong")) {
      model.addAttribute("wrong", Map.of());
    }
    model.addAttribute(
        "entries",
        ledger.of(obligation.dossier()).stream()
            .map(e -> new Entry(e.position(), e.kind(), e.at(), e.leafHash()))
            .toList());
    return "letter";
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

  @PostMapping("/{id}/draft")
  String draft(
      @PathVariable long id,
      @ModelAttribute DraftForm form,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletRequest request,
      Model model,
      RedirectAttributes next) {
    return write(
        id,
        new Written(form, model, reader, request),
        order -> {
          apologies.draft(order, reader.actor());
          next.addFlashAttribute("said", names.text("said.drafted"));
        });
  }

  /** A submitted form, and the page to return to if it is refused. */
  private record Written(
      DraftForm form, Model model, SignedIn reader, HttpServletRequest request) {}

  private String write(long id, Written written, Consumer<DraftOrder> act) {
    ApologyObligation obligation = apologies.get(id);
    DraftForm form = written.form();
    Map<String, String> wrong = new LinkedHashMap<>();
    try {
      String reason = form.reason();
      if (reason == null || reason.isBlank()) {
        wrong.put("reason", names.text("web.field.required"));
      } else {
        act.accept(drafts.order(obligation, reason, form));
        return "redirect:/letters/" + id;
      }
    } catch (DateTimeParseException e) {
      wrong.put("newDay", names.text("wrong.date"));
    } catch (Failure failure) {
      wrong.put(DraftForms.field(failure), sentence(failure));
    }
    ApologyObligation now = apologies.get(id);
    written.model().addAttribute("wrong", wrong);
    written.model().addAttribute("refused", wrong.getOrDefault("", names.text("wrong.form")));
    if (wrong.containsKey("")) {
      written.model().addAttribute("theirs", drafts.theirs(now, form));
    }
    String page = show(now, form.seen(now.revision()), written.reader(), written.model());
    if (!Boolean.TRUE.equals(written.model().getAttribute("mayDraft"))) {
      TypedText.of(written.request())
          .ifPresent(typed -> written.model().addAttribute(TypedText.MODEL, typed));
    }
    return page;
  }

  @PostMapping("/{id}/on-time")
  String stateOnTime(
      @PathVariable long id, @AuthenticationPrincipal SignedIn reader, RedirectAttributes next) {
    return act(id, next, "said.stated", () -> apologies.stateOnTime(id, reader.actor()));
  }

  @PostMapping("/{id}/waive")
  String waive(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String exception,
      @RequestParam(defaultValue = "") String document,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    next.addFlashAttribute("typed", document);
    Waiver.Ground ground = Choices.of(Waiver.Ground.class, exception);
    if (ground == null) {
      next.addFlashAttribute("refused", names.text("letter.choose-exception"));
      return "redirect:/letters/" + id;
    }
    WaiverOrder order = new WaiverOrder(id, ground, document);
    return act(id, next, "said.waived", () -> apologies.waive(order, reader.actor()));
  }

  private String act(long id, RedirectAttributes next, String said, Runnable act) {
    try {
      act.run();
      next.addFlashAttribute("said", names.text(said));
    } catch (Failure failure) {
      next.addFlashAttribute("refused", sentence(failure));
    }
    return "redirect:/letters/" + id;
  }

  private String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }

  /** The print of the letter from its saved draft, as if it were signed now. */
  @GetMapping("/{id}/preview.pdf")
  ResponseEntity<byte[]> preview(@PathVariable long id, @AuthenticationPrincipal SignedIn reader) {
    return shown(preview.of(id, reader.officer().id()));
  }

  /**
   * The print of the letter from the contents of the form, saved or not; a wrong form is shown
   * again.
   */
  @PostMapping("/{id}/preview.pdf")
  Object previewTyped(
      @PathVariable long id,
      @ModelAttribute DraftForm form,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletRequest request,
      Model model) {
    AtomicReference<byte[]> pdf = new AtomicReference<>();
    Written written = new Written(form, model, reader, request);
    String page = write(id, written, order -> pdf.set(preview.of(order, reader.officer().id())));
    byte[] printed = pdf.get();
    return printed == null ? page : shown(printed);
  }

  private static ResponseEntity<byte[]> shown(byte[] pdf) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
        .body(pdf);
  }

  @GetMapping("/{id}/letter.pdf")
  ResponseEntity<byte[]> pdf(@PathVariable long id) {
    ApologyObligation obligation = apologies.get(id);
    byte[] pdf =
        apologies
            .print(id)
            .orElseThrow(() -> Failure.notFound("web", "letter-not-printed", "id", id))
            .pdf();
    String name = "thu-xin-loi-" + obligation.dossier().value() + ".pdf";
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.inline().filename(name).build().toString())
        .body(pdf);
  }
}
