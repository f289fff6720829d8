package onestop.web.page.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import onestop.apologies.Apologies;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.conduct.Explanation;
import onestop.conduct.Explanations;
import onestop.conduct.Lookup;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.escalation.Escalations;
import onestop.facts.HeldTime;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.ledger.Ledger;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.sla.clock.ClockPause;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.letters.EscalationRow;
import onestop.web.page.letters.LetterRow;
import onestop.web.page.work.AccountView;
import onestop.web.page.work.DossierView;
import onestop.web.page.work.Timeline;
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
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Calendars calendars;
  private final Evidence evidence;
  private final Writers writers;
  private final Clock clock;

  /** The data of a dossier beside its own row. */
  @org.springframework.stereotype.Component
  record Evidence(
      Apologies apologies, Escalations escalations, Explanations explanations, Ledger ledger) {}

  /** The writers of rows and names. */
  @org.springframework.stereotype.Component
  record Writers(
      DossierView.Writer view,
      Timeline timeline,
      AccountView account,
      LetterRow.Writer letters,
      EscalationRow.Writer escalations,
      Names names) {}

  EvidencePage(
      Dossiers dossiers,
      SlaClocks clocks,
      Calendars calendars,
      Evidence evidence,
      Writers writers,
      Clock clock) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.calendars = calendars;
    this.evidence = evidence;
    this.writers = writers;
    this.clock = clock;
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
    Dossier dossier = dossiers.get(new DossierCode(code));
    ClockState state = clocks.state(dossier.code());
    List<ClockPause> pauses = clocks.pauses(dossier.code());
    HeldTime held = held(dossier, state, pauses);
    DossierView view = writers.view().view(dossier, state);
    model.addAttribute("d", view);
    model.addAttribute("timeline", writers.timeline().of(dossier.code()));
    model.addAttribute(
        "account",
        writers
            .account()
            .cells(
                clocks.explain(dossier.code()),
                new AccountView.Dates(view.dueOriginalAt(), view.dueLawfulAt(), view.endedAt())));
    model.addAttribute("accountKinds", AccountView.KINDS);
    model.addAttribute("pauses", pauses.stream().map(this::pause).toList());
    model.addAttribute("held", held.shares().stream().map(this::held).toList());
    model.addAttribute("heldTotal", held.total());
    model.addAttribute(
        "letters",
        evidence.apologies().of(dossier.code()).stream().map(writers.letters()::row).toList());
    model.addAttribute(
        "escalations",
        evidence.escalations().of(dossier.code()).stream()
            .map(raised -> writers.escalations().row(raised, reader))
            .toList());
    model.addAttribute(
        "explanations",
        evidence
            .explanations()
            .of(List.of(dossier.code()))
            .getOrDefault(dossier.code(), List.of())
            .stream()
            .map(this::said)
            .toList());
    model.addAttribute(
        "entries",
        evidence.ledger().of(dossier.code()).stream()
            .map(e -> new Entry(e.position(), e.kind(), e.at(), e.leafHash()))
            .toList());
    return "evidence";
  }

  private HeldTime held(Dossier dossier, ClockState state, List<ClockPause> pauses) {
    WorkingCalendar calendar = calendars.version(state.calendar(), dossier.agencies().resolving());
    Instant received = dossier.receivedAt();
    Instant closed = dossier.closedAt();
    return HeldTime.of(
        new HeldTime.Story(
            received,
            closed == null ? clock.instant() : closed,
            dossier.agencies().resolving(),
            dossiers.events(dossier.code()),
            pauses),
        at -> calendar.workingBetween(received, at).toMinutes());
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
            ? writers.names().officer(new OfficerId(order.author().name()))
            : "");
  }

  private HoldingRow held(HeldTime.Share share) {
    Names names = writers.names();
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
    Names names = writers.names();
    return new ExplanationRow(
        names.text("trait.name." + one.about().name()),
        names.officer(one.author().id()) + ", " + names.agency(one.author().agency()),
        one.at(),
        one.text());
  }
}
