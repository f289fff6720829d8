package onestop.web.page.letters;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.ApologyObligation;
import onestop.apologies.ApologyReason;
import onestop.apologies.DraftOrder;
import onestop.apologies.LetterPreview;
import onestop.apologies.ObligationFilter;
import onestop.apologies.ObligationState;
import onestop.apologies.SignOrder;
import onestop.apologies.SignOutcome;
import onestop.apologies.Waiver;
import onestop.apologies.WaiverOrder;
import onestop.calendar.Calendars;
import onestop.facts.PresentFigures;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.ledger.Ledger;
import onestop.sla.SlaClocks;
import onestop.web.input.TypedText;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.page.Paging;
import onestop.web.reach.Disclosure;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Letters of apology: the lists, the batch to be signed, and one letter from draft to issue. */
@Controller
@RequestMapping("/letters")
@PersonalData(Of.LETTER)
class LetterPages {
  private final Apologies apologies;
  private final Ledger ledger;
  private final Surroundings around;

  /** What letters are shown with. */
  @Component
  record Surroundings(
      LetterRow.Writer rows,
      Disclosure disclosure,
      LetterPreview preview,
      SlaClocks clocks,
      Calendars calendars,
      Names names,
      Problems problems,
      PresentFigures figures,
      Clock clock) {
    String sentence(Failure failure) {
      return problems.sentence(failure, LocaleContextHolder.getLocale());
    }
  }

  LetterPages(Apologies apologies, Ledger ledger, Surroundings around) {
    this.apologies = apologies;
    this.ledger = ledger;
    this.around = around;
  }

  /**
   * What was typed into the draft.
   *
   * @param revision of the obligation when the form was shown
   */
  record DraftForm(
      @Nullable String reason,
      @Nullable String text,
      @Nullable String newDay,
      @Nullable Long revision) {
    DraftForm seen(long now) {
      return new DraftForm(reason, text, newDay, now);
    }
  }

  /** Another one's words, shown beside what was typed. */
  record Theirs(String reason, String text, @Nullable Instant newDueAt, String who, Instant at) {}

  /** A line of the ledger about this letter. */
  record Entry(long position, String kind, Instant at, String hash) {}

  @PersonalData(Of.LISTED)
  @GetMapping
  String list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String agency,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "1") int page,
      @ModelAttribute("here") String here,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    Paging paging = Paging.of(page);
    String searched = around.disclosure().searched(Choices.orNull(q));
    // whoever opens the page comes to work; every list is one choice away
    String wanted = state != null ? state : searched == null ? "waiting" : "";
    LetterList chosen = Choices.of(LetterList.class, wanted);
    AgencyCode at = Choices.agency(agency);
    if (chosen == null) {
      ObligationFilter filter = new ObligationFilter(Set.of(), at, null).with(searched);
      model.addAttribute("rows", rows(apologies.find(filter, paging.offset(), paging.size())));
      paging.tell(model, apologies.count(filter), here);
    } else {
      PresentFigures.Entries letters =
          around.figures().letters(chosen.which(at).with(searched), paging.offset(), paging.size());
      Disclosure.Readings readings =
          around
              .disclosure()
              .readings(letters.entries().stream().map(PresentFigures.Entry::dossier).toList());
      model.addAttribute(
          "rows", letters.entries().stream().map(entry -> row(entry, readings)).toList());
      paging.tell(model, letters.total(), here);
    }
    model.addAttribute("state", wanted);
    model.addAttribute("agency", agency);
    model.addAttribute("q", q);
    model.addAttribute("states", LetterList.words());
    model.addAttribute("agencies", around.names().agencies());
    boolean signs = reader.hasAny(Role.HEAD_OF_AGENCY);
    model.addAttribute("maySign", signs);
    model.addAttribute("toSign", signs ? rows(toSign(reader)) : List.of());
    return "letters";
  }

  private List<ApologyObligation> toSign(SignedIn reader) {
    ObligationFilter drafted = new ObligationFilter(Set.of(ObligationState.DRAFTED), null, null);
    return apologies.find(drafted, 0, Apologies.MAX_SIZE).stream()
        .filter(o -> apologies.maySign(o, reader.officer().id()))
        .toList();
  }

  /** A late dossier without an obligation is a row too: its letter is missing. */
  private LetterRow row(PresentFigures.Entry entry, Disclosure.Readings readings) {
    Long obligation = entry.obligation();
    return obligation == null
        ? around.rows().without(entry.dossier(), entry.limitAt(), readings)
        : around.rows().listed(apologies.get(obligation), readings);
  }

  private List<LetterRow> rows(List<ApologyObligation> obligations) {
    return around.rows().listed(obligations);
  }

  @PersonalData(Of.NOBODY)
  @PostMapping("/sign")
  String sign(
      @RequestParam(name = "id", required = false) @Nullable List<Long> ids,
      @RequestParam Map<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    if (ids == null || ids.isEmpty()) {
      next.addFlashAttribute("refused", around.names().text("wrong.no-letter"));
      return "redirect:/letters";
    }
    List<String> refused = new ArrayList<>();
    int issued = 0;
    List<SignOrder> orders =
        ids.stream()
            .map(id -> new SignOrder(id, revision(typed.get("revision-" + id)), null))
            .toList();
    for (SignOutcome outcome : apologies.sign(orders, reader.actor())) {
      if (outcome instanceof SignOutcome.Refused no) {
        refused.add(around.sentence(no.why()));
      } else {
        issued++;
      }
    }
    if (issued > 0) {
      next.addFlashAttribute("said", around.names().text("said.signed", issued));
    }
    if (!refused.isEmpty()) {
      next.addFlashAttribute("refused", String.join(" ", refused));
    }
    return "redirect:/letters";
  }

  /** A list was shown with its letters as they stood; what is not a number was not shown by us. */
  private static Long revision(@Nullable String typed) {
    return typed != null && typed.matches("\\d{1,18}") ? Long.valueOf(typed) : -1L;
  }

  /** Signs what the page shows: the words in the form, typed over the draft or not. */
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
          next.addFlashAttribute("said", around.names().text("said.signed", 1));
        });
  }

  @GetMapping("/{id}")
  String letter(@PathVariable long id, @AuthenticationPrincipal SignedIn reader, Model model) {
    ApologyObligation obligation = apologies.get(id);
    ApologyObligation.Draft draft = obligation.draft();
    DraftForm form =
        draft == null
            ? new DraftForm("", "", "", obligation.revision())
            : new DraftForm(
                draft.reason().name(), draft.text(), day(draft.newDueAt()), obligation.revision());
    return show(obligation, form, reader, model);
  }

  private String day(@Nullable Instant instant) {
    return instant == null ? "" : LocalDate.ofInstant(instant, around.clock().getZone()).toString();
  }

  private String show(ApologyObligation obligation, DraftForm form, SignedIn reader, Model model) {
    boolean owed = obligation.state().isOwed();
    boolean signs = owed && apologies.maySign(obligation, reader.officer().id());
    model.addAttribute("l", around.rows().row(obligation));
    model.addAttribute("form", form);
    model.addAttribute("reasons", reasons());
    model.addAttribute("exceptions", exceptions());
    boolean drafts = owed && apologies.mayDraft(obligation, reader.officer().id());
    model.addAttribute("mayDraft", drafts);
    if (drafts) {
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
        .map(r -> new Names.Choice(r.name(), around.names().text("apologies.reason." + r.name())))
        .toList();
  }

  private List<Names.Choice> exceptions() {
    return Arrays.stream(Waiver.Ground.values())
        .map(g -> new Names.Choice(g.name(), around.names().text("apologies.waiver." + g.name())))
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
          next.addFlashAttribute("said", around.names().text("said.drafted"));
        });
  }

  /** A form that came in, and the page it goes back to if it cannot be done. */
  private record Written(
      DraftForm form, Model model, SignedIn reader, HttpServletRequest request) {}

  private String write(long id, Written written, Consumer<DraftOrder> act) {
    ApologyObligation obligation = apologies.get(id);
    DraftForm form = written.form();
    Map<String, String> wrong = new LinkedHashMap<>();
    try {
      String reason = form.reason();
      if (reason == null || reason.isBlank()) {
        wrong.put("reason", around.names().text("web.field.required"));
      } else {
        act.accept(
            new DraftOrder(
                id,
                ApologyReason.valueOf(reason),
                form.text() == null ? "" : form.text(),
                newDue(obligation, form.newDay()),
                form.revision() == null ? -1L : form.revision()));
        return "redirect:/letters/" + id;
      }
    } catch (DateTimeParseException e) {
      wrong.put("newDay", around.names().text("wrong.date"));
    } catch (Failure failure) {
      wrong.put(field(failure), around.sentence(failure));
    }
    ApologyObligation now = apologies.get(id);
    written.model().addAttribute("wrong", wrong);
    written
        .model()
        .addAttribute("refused", wrong.getOrDefault("", around.names().text("wrong.form")));
    if (wrong.containsKey("")) {
      written.model().addAttribute("theirs", theirs(now, form));
    }
    String page = show(now, form.seen(now.revision()), written.reader(), written.model());
    if (!Boolean.TRUE.equals(written.model().getAttribute("mayDraft"))) {
      TypedText.of(written.request())
          .ifPresent(typed -> written.model().addAttribute(TypedText.MODEL, typed));
    }
    return page;
  }

  /** The draft that stands, if it is another than what was typed; both are kept on the page. */
  private @Nullable Theirs theirs(ApologyObligation now, DraftForm form) {
    ApologyObligation.Draft draft = now.draft();
    boolean same =
        draft == null
            || draft.reason().name().equals(form.reason())
                && draft.text().equals(form.text())
                && day(draft.newDueAt()).equals(form.newDay());
    return draft == null || same
        ? null
        : new Theirs(
            around.names().text("apologies.reason." + draft.reason().name()),
            draft.text(),
            draft.newDueAt(),
            around.names().officer(draft.by()),
            draft.at());
  }

  /** A new day ends at the close of office of the agency that owes the letter. */
  private @Nullable Instant newDue(ApologyObligation obligation, @Nullable String day) {
    if (day == null || day.isBlank()) {
      return null;
    }
    var version = around.clocks().state(obligation.dossier()).calendar();
    return around.calendars().version(version, obligation.agency()).closeOf(LocalDate.parse(day));
  }

  private static String field(Failure failure) {
    if (failure.slug().startsWith("new-date") || failure.slug().equals("no-new-date")) {
      return "newDay";
    }
    if (failure.slug().startsWith("text")) {
      return "text";
    }
    return failure.slug().startsWith("reason") ? "reason" : "";
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
      next.addFlashAttribute("refused", around.names().text("letter.choose-exception"));
      return "redirect:/letters/" + id;
    }
    WaiverOrder order = new WaiverOrder(id, ground, document);
    return act(id, next, "said.waived", () -> apologies.waive(order, reader.actor()));
  }

  private String act(long id, RedirectAttributes next, String said, Runnable act) {
    try {
      act.run();
      next.addFlashAttribute("said", around.names().text(said));
    } catch (Failure failure) {
      next.addFlashAttribute("refused", around.sentence(failure));
    }
    return "redirect:/letters/" + id;
  }

  /** The letter as its saved draft would be printed if it were signed now. */
  @GetMapping("/{id}/preview.pdf")
  ResponseEntity<byte[]> preview(@PathVariable long id, @AuthenticationPrincipal SignedIn reader) {
    return shown(around.preview().of(id, reader.officer().id()));
  }

  /** The letter with the words that stand in the form, saved or not; wrong ones go back to it. */
  @PostMapping("/{id}/preview.pdf")
  Object previewTyped(
      @PathVariable long id,
      @ModelAttribute DraftForm form,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletRequest request,
      Model model) {
    AtomicReference<byte[]> pdf = new AtomicReference<>();
    Written written = new Written(form, model, reader, request);
    String page =
        write(id, written, order -> pdf.set(around.preview().of(order, reader.officer().id())));
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
