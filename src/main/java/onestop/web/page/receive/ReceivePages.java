package onestop.web.page.receive;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onestop.desk.receiving.Competence;
import onestop.desk.receiving.ReceivingCounter;
import onestop.desk.receiving.RefusingCounter;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.IntakeRecord.FilledForm;
import onestop.dossiers.life.ReturnBy;
import onestop.dossiers.refusals.CounterRefusal;
import onestop.dossiers.refusals.CounterRefusals.Why;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.procedures.fee.FeeSchedule;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormAnswers;
import onestop.sla.clock.DueDate;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.dossier.AccountView;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The counter: the application. */
@Controller
@RequestMapping("/receive")
@PersonalData(Of.NOBODY)
class ReceivePages {
  private final Catalogue catalogue;
  private final ReceivingCounter counter;
  private final RefusingCounter refusing;
  private final Prefill prefill;
  private final Competence competence;
  private final ReceiveWords words;
  private final AccountView account;

  ReceivePages(
      Catalogue catalogue,
      ReceivingCounter counter,
      RefusingCounter refusing,
      Prefill prefill,
      Competence competence,
      ReceiveWords words,
      AccountView account) {
    this.catalogue = catalogue;
    this.counter = counter;
    this.refusing = refusing;
    this.prefill = prefill;
    this.competence = competence;
    this.words = words;
    this.account = account;
  }

  /**
   * The empty page of a procedure.
   *
   * @param like the code of a dossier of the own desk whose papers and choices are proposed
   * @param same the code of a dossier of the own desk whose applicant is proposed too
   * @param continues the code of a closed dossier of the own desk that the application continues
   * @param find a few letters or digits of somebody whom the own desk has received before
   */
  @PersonalData(Of.LISTED)
  @GetMapping("/{procedure}")
  String open(
      @PathVariable String procedure,
      @RequestParam(required = false) @Nullable String like,
      @RequestParam(required = false) @Nullable String same,
      @RequestParam(required = false) @Nullable String continues,
      @RequestParam(defaultValue = "") String find,
      @AuthenticationPrincipal SignedIn reader,
      Locale locale,
      Model model) {
    Procedure version = catalogue.current(procedure);
    AgencyCode own = reader.officer().agency();
    MultiValueMap<String, String> values =
        prefill.fields(version, new Prefill.From(like, same, continues), reader.caller());
    values.putIfAbsent("resolving", List.of(competence.proposed(version, own).value()));
    values.putIfAbsent("subject", List.of(version.nameVi())); // printed on forms in Vietnamese
    values.set("key", UUID.randomUUID().toString());
    model.addAttribute("find", find);
    model.addAttribute("like", like);
    model.addAttribute("people", find.isBlank() ? null : prefill.people(find, reader.caller()));
    IntakeForm form = new IntakeForm(version, values);
    return show(new Shown(version, form, List.of(), null), reader, locale, model);
  }

  /** What the page shows of a procedure: the typed fields and what is wrong with them. */
  private record Shown(
      Procedure procedure, IntakeForm form, List<String> missing, @Nullable FormAnswers checked) {}

  private String show(Shown shown, SignedIn reader, Locale locale, Model model) {
    Procedure procedure = shown.procedure();
    IntakeForm form = shown.form();
    DueDate due = forecast(form, reader);
    model.addAttribute("dueOn", day(due));
    model.addAttribute("procedure", procedure);
    model.addAttribute("title", words.name(procedure));
    model.addAttribute("fee", words.fee(procedure));
    model.addAttribute("limit", words.limit(procedure));
    model.addAttribute("form", form);
    model.addAttribute("blocks", prefill.blocks(reader));
    model.addAttribute("continuing", prefill.continuing(form.continues(), reader.caller()));
    model.addAttribute("papers", words.papers(form.papers(shown.missing())));
    model.addAttribute("lacking", !shown.missing().isEmpty());
    model.addAttribute("agencies", words.agencies());
    model.addAttribute("channels", List.of(Channel.DESK, Channel.POST));
    model.addAttribute("returns", List.of(ReturnBy.values()));
    model.addAttribute("checks", words.checks());
    model.addAttribute("due", due);
    model.addAttribute(
        "account", account.cells(due, new AccountView.Dates(due.dueAt(), due.dueAt(), null)));
    model.addAttribute("accountKinds", AccountView.KINDS);
    model.addAttribute(
        "items",
        catalogue
            .form(procedure)
            .map(f -> words.form(f, locale).items(form.answers(), shown.checked()))
            .orElse(List.of()));
    model.addAttribute(
        "charging",
        schedule(procedure)
            .map(one -> form.fee(one, answers(form, shown.checked())).shown(form.text("name")))
            .orElse(null));
    model.addAttribute("typedForm", "/receive/" + procedure.key().code() + "/send");
    return "receive-form";
  }

  @PersonalData(Of.LISTED)
  @PostMapping("/{procedure}/send")
  String receive(
      @PathVariable String procedure,
      @RequestParam MultiValueMap<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      Locale locale,
      Model model,
      RedirectAttributes next) {
    Procedure version = catalogue.current(procedure);
    IntakeForm form = new IntakeForm(version, typed);
    FormAnswers checked = counter.answers(version, form.answers()).orElse(null);
    FeeFields fee =
        schedule(version).map(one -> form.fee(one, answers(form, checked))).orElse(null);
    try {
      if (typed.containsKey("search")) {
        return search(version, typed, reader, locale, model);
      }
      if (typed.containsKey("into")) {
        MultiValueMap<String, String> values = new LinkedMultiValueMap<>(typed);
        prefill.insert(version, values, reader, model);
        IntakeForm with = new IntakeForm(version, values);
        return show(new Shown(version, with, List.of(), null), reader, locale, model);
      }
      if (typed.containsKey("refuse")) {
        return refuse(form, reader, next);
      }
      if (typed.containsKey("more")) {
        model.addAttribute("moreRows", true);
        return show(new Shown(version, form, List.of(), null), reader, locale, model);
      }
      if (checked != null && !checked.faults().isEmpty()) {
        List<String> missing = form.missing();
        int faults = checked.faults().size();
        model.addAttribute(
            "refused",
            missing.isEmpty()
                ? words.text("receive.form-wrong", faults)
                : words.refusal(version, new IntakeResult.Incomplete(missing))
                    + " "
                    + words.text("receive.form-wrong-too", faults));
        return show(new Shown(version, form, missing, checked), reader, locale, model);
      }
      if (form.missing().isEmpty() && isNews(form, fee, reader, model)) {
        return show(new Shown(version, form, List.of(), checked), reader, locale, model);
      }
      Intake intake = form.application(reader, filled(version, checked));
      IntakeRecord record = intake.desk();
      if (fee != null && record != null) {
        intake = intake.recorded(record.charged(fee.order(form.text("name"))));
      }
      int quantity = form.quantity();
      if (quantity > 1) {
        List<IntakeResult> results = counter.acceptMany(intake, quantity, reader.caller());
        IntakeResult last = results.get(results.size() - 1);
        if (last instanceof IntakeResult.Received) {
          next.addAttribute("codes", BatchPage.codes(results));
          return "redirect:/receive/batch";
        }
        model.addAttribute("refused", words.refusal(version, last));
        return show(new Shown(version, form, missing(last), checked), reader, locale, model);
      }
      IntakeResult result = counter.accept(intake, reader.caller());
      if (result instanceof IntakeResult.Received received) {
        return "redirect:/receive/done/" + received.dossier().code().value();
      }
      model.addAttribute("refused", words.refusal(version, result));
      return show(new Shown(version, form, missing(result), checked), reader, locale, model);
    } catch (Failure failure) {
      model.addAttribute("refused", words.sentence(failure, locale));
      model.addAttribute("refusing", typed.containsKey("refuse") ? true : null);
      return show(new Shown(version, form, List.of(), checked), reader, locale, model);
    }
  }

  /**
   * Whether the page would promise or charge what it has not shown: the amount was reckoned only
   * now, or the appointment has moved since the page was opened (the office has closed, a day or a
   * calendar has changed, another agency resolves). It is shown before anything is received.
   */
  private boolean isNews(IntakeForm form, @Nullable FeeFields fee, SignedIn reader, Model model) {
    boolean found = fee != null && fee.fillIn();
    boolean moved = form.hasShownAnotherDay(day(forecast(form, reader)));
    model.addAttribute("feeFound", found ? true : null);
    model.addAttribute("dueMoved", moved ? true : null);
    return found || moved;
  }

  private DueDate forecast(IntakeForm form, SignedIn reader) {
    AgencyCode chosen = Choices.agency(form.text("resolving"));
    AgencyCode resolving = chosen == null ? reader.officer().agency() : chosen;
    return counter.forecast(form.procedure().key().code(), resolving);
  }

  /** The day of an appointment, the last of its account. */
  private static String day(DueDate due) {
    return due.account().get(due.account().size() - 1).date().toString();
  }

  private static List<String> missing(IntakeResult result) {
    return result instanceof IntakeResult.Incomplete incomplete
        ? incomplete.missingPapers()
        : List.of();
  }

  /** Refuses the application as typed, on record; its slip is the first of the list. */
  private String refuse(IntakeForm form, SignedIn reader, RedirectAttributes next) {
    CounterRefusal refusal =
        refusing.refuse(
            form.intake(reader, null),
            new Why(form.text("refuseReason"), form.text("refuseBasis")),
            reader.caller());
    next.addFlashAttribute("said", words.text("said.refused-at-desk", refusal.number()));
    next.addAttribute("q", refusal.number());
    return "redirect:/receive/refusals";
  }

  /** Looks for an applicant, or takes the one chosen, and keeps everything else as typed. */
  private String search(
      Procedure procedure,
      MultiValueMap<String, String> typed,
      SignedIn reader,
      Locale locale,
      Model model) {
    MultiValueMap<String, String> values = new LinkedMultiValueMap<>(typed);
    IntakeForm form = new IntakeForm(procedure, values);
    String find = form.text("find");
    prefill.applicant(form.text("same"), reader.caller(), values);
    values.remove("same");
    model.addAttribute("find", find);
    model.addAttribute("people", find.isBlank() ? null : prefill.people(find, reader.caller()));
    return show(new Shown(procedure, form, List.of(), null), reader, locale, model);
  }

  /** The fees of a procedure that can ask for money. */
  private Optional<FeeSchedule> schedule(Procedure procedure) {
    return catalogue.fees(procedure).filter(fees -> !fees.isFree());
  }

  private static Map<String, ?> answers(IntakeForm form, @Nullable FormAnswers checked) {
    return checked == null || !checked.faults().isEmpty() ? form.answers() : checked.answers();
  }

  private @Nullable FilledForm filled(Procedure procedure, @Nullable FormAnswers checked) {
    ApplicationForm form = catalogue.form(procedure).orElse(null);
    return form == null || checked == null
        ? null
        : new FilledForm(form.id(), form.version(), checked.answers());
  }
}
