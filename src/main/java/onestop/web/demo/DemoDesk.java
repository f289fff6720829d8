// Over 300 lines: one desk of the demo city, one habit after another.
package onestop.web.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.ObligationFilter;
import onestop.apologies.obligation.ObligationState;
import onestop.apologies.obligation.SignOrder;
import onestop.apologies.obligation.Waiver;
import onestop.apologies.obligation.WaiverOrder;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.Dossiers;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepResult;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.procedures.LetterModel;
import onestop.procedures.StepForm;
import onestop.simulation.ActQueue;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.web.demo.DemoPlan.Case;
import onestop.web.demo.DemoPlan.Fate;
import org.springframework.context.ApplicationContext;

/** Simulates the officers of the demo city: each acts by the plan, in time or not. */
final class DemoDesk {
  private static final Duration NEVER = Duration.ofDays(3650);

  /** Steps of the shipped models that wait for people other than officers. */
  private static final String AWAIT_SUPPLEMENT = "await_supplement";

  private static final String AWAIT_PAYMENT = "await_payment";
  private static final String RETURN_RESULT = "return_result";

  /** An outcome of the shipped models that requires no form and is not the normal one. */
  private static final String VERIFY = "verify";

  private final Dossiers dossiers;
  private final WorkItems workItems;
  private final Apologies apologies;
  private final Agencies agencies;
  private final SlaClocks clocks;
  private final java.time.Clock clock;
  private final WorkingCalendar calendar;
  private final ActQueue queue;
  private final DemoPapers papers;
  private final Map<DossierCode, Case> cases = new HashMap<>();
  private final Set<String> planned = new HashSet<>();
  private final Set<Long> answered = new HashSet<>();
  private final Random dice = new Random(7_041);

  DemoDesk(ApplicationContext city, WorkingCalendar calendar, ActQueue queue) {
    this.dossiers = city.getBean(Dossiers.class);
    this.workItems = city.getBean(WorkItems.class);
    this.apologies = city.getBean(Apologies.class);
    this.agencies = city.getBean(Agencies.class);
    this.clocks = city.getBean(SlaClocks.class);
    this.clock = city.getBean(java.time.Clock.class);
    this.calendar = calendar;
    this.queue = queue;
    this.papers = new DemoPapers(city.getBean(Catalogue.class));
  }

  void receive(Case c) {
    Officer desk = officer(c.receiving(), Role.DESK_OFFICER);
    IntakeResult result = dossiers.receive(papers.intake(c), actor(desk));
    if (!(result instanceof IntakeResult.Received received)) {
      throw new IllegalStateException("the demo's papers are not complete: " + c);
    }
    DossierCode code = received.dossier().code();
    cases.put(code, c);
    if (c.fate() == Fate.WITHDRAWN) {
      queue.at(later(Duration.ofHours(3 + dice.nextInt(9))), () -> withdraw(code, desk));
    }
    plan(code);
  }

  private void withdraw(DossierCode code, Officer desk) {
    if (dossiers.get(code).state().isOpen()) {
      dossiers.withdraw(code, "Người nộp đề nghị rút để bổ sung giấy tờ gốc", actor(desk));
    }
  }

  /**
   * Plans the officer and the moment that end each waiting work item; legs of the dossier included.
   */
  private void plan(DossierCode code) {
    for (WorkItem item : workItems.of(code)) {
      if (!item.processKey().equals(LetterModel.PROCESS) && planned.add(item.id())) {
        Case c = Objects.requireNonNull(cases.get(code));
        queue.at(later(takes(code, c, item)), () -> complete(code, c, item.id()));
      }
    }
    for (Dossier leg : dossiers.legs(code)) {
      cases.putIfAbsent(leg.code(), Objects.requireNonNull(cases.get(code)));
      plan(leg.code());
    }
  }

  private Instant later(Duration working) {
    return working.equals(NEVER)
        ? clock.instant().plus(NEVER)
        : calendar.plusWorking(clock.instant(), working).plusMillis(1 + dice.nextInt(50_000));
  }

  private Duration takes(DossierCode code, Case c, WorkItem item) {
    boolean first = planned.add(code + " " + item.step());
    boolean main = dossiers.get(code).parent() == null;
    if (asks(item, StepForm.SUPPLEMENT) && first && main) {
      return stall(code, c, item);
    }
    if (item.step().equals(AWAIT_SUPPLEMENT)) {
      return c.fate() == Fate.SUPPLEMENT_NEVER ? NEVER : Duration.ofHours(5 + dice.nextInt(20));
    }
    if (item.step().equals(AWAIT_PAYMENT)) {
      return dice.nextInt(4) == 0 ? NEVER : Duration.ofHours(4 + dice.nextInt(16));
    }
    if (item.step().equals(RETURN_RESULT)) {
      return dice.nextInt(12) == 0 ? NEVER : Duration.ofMinutes(15 + dice.nextInt(600));
    }
    return paced(c, item);
  }

  private static Duration paced(Case c, WorkItem item) {
    return Duration.ofSeconds(
        Math.max(120, Math.round(DemoPapers.allotment(item.allotment()).toSeconds() * c.pace())));
  }

  /** The time a dossier waits on the specialist's desk. */
  private Duration stall(DossierCode code, Case c, WorkItem item) {
    Instant due = clocks.state(code).dueOriginalAt();
    Duration left = calendar.workingBetween(clock.instant(), due);
    return switch (c.fate()) {
      case WAITING_FOR_SIGNATURE -> NEVER;
      case LATE_SIGNED, LATE_SILENT, LATE_STATED_ON_TIME, LATE_WAIVED ->
          dice.nextInt(5) < 2 ? NEVER : left.plusMinutes(90 + dice.nextInt(2_400));
      case DRAFTED_THEN_DONE -> left.minus(Duration.ofHours(Math.min(13, left.toHours() / 2)));
      default -> paced(c, item);
    };
  }

  private void complete(DossierCode code, Case c, String id) {
    WorkItem item = workItems.find(id).orElse(null);
    if (item == null) {
      return; // withdrawn in the meantime
    }
    Dossier dossier = dossiers.get(code);
    AgencyCode at = dossier.agencies().at(item.side());
    Officer officer = officer(at, Role.ofCode(item.role()).orElseThrow());
    String outcome = outcome(code, c, item);
    LocalDate papersBy = calendar.workingDayFrom(calendar.dateOf(clock.instant()).plusDays(21));
    StepPayload said = papers.payload(StepForm.of(item, outcome), papersBy);
    StepResult result =
        dossiers.complete(new StepCompletion(id, actor(officer), outcome, said, null));
    if (result instanceof StepResult.HandedUp) {
      queue.at(later(Duration.ofMinutes(20 + dice.nextInt(90))), () -> approve(code, id, said));
      return;
    }
    plan(dossier.parent() == null ? code : dossier.parent());
  }

  /** The head approves the specialist's proposal, if there is still time. */
  private void approve(DossierCode code, String id, StepPayload said) {
    WorkItem item = workItems.find(id).orElse(null);
    ClockState state = clocks.state(code);
    if (item == null || clock.instant().isAfter(state.dueCurrentAt())) {
      return;
    }
    Officer head = officer(dossiers.get(code).agencies().resolving(), Role.HEAD_OF_AGENCY);
    String extend = said.form().outcomeOf(item).orElseThrow();
    dossiers.complete(new StepCompletion(id, actor(head), extend, said, null));
    plan(code);
  }

  private String outcome(DossierCode code, Case c, WorkItem item) {
    return form(code, c, item)
        .flatMap(form -> form.outcomeOf(item))
        .orElseGet(
            () -> {
              boolean verifies = c.no() % 7 == 0 && c.fate() == Fate.LATE_SIGNED;
              boolean main = dossiers.get(code).parent() == null;
              return main && verifies && item.outcomes().contains(VERIFY)
                  ? VERIFY
                  : item.normalOutcome();
            });
  }

  /** The form of an outcome other than the normal one; empty if the step ends normally. */
  private Optional<StepForm> form(DossierCode code, Case c, WorkItem item) {
    if (dossiers.get(code).parent() != null) {
      return Optional.empty();
    }
    if (asks(item, StepForm.SUPPLEMENT)) {
      boolean missing = c.fate() == Fate.SUPPLEMENT || c.fate() == Fate.SUPPLEMENT_NEVER;
      if (missing && planned.add(code + " asked")) {
        return Optional.of(StepForm.SUPPLEMENT);
      }
      if (asks(item, StepForm.FINANCE) && c.no() % 3 != 0 && planned.add(code + " paid")) {
        return Optional.of(StepForm.FINANCE);
      }
      boolean inTime = !clock.instant().isAfter(clocks.state(code).dueCurrentAt());
      boolean complex = asks(item, StepForm.EXTENSION) && c.no() % 5 == 0 && inTime;
      if (complex && planned.add(code + " more")) {
        return Optional.of(StepForm.EXTENSION);
      }
    }
    boolean signs = item.role().equals(Role.HEAD_OF_AGENCY.code());
    return signs && c.fate() == Fate.REFUSED && asks(item, StepForm.REFUSAL)
        ? Optional.of(StepForm.REFUSAL)
        : Optional.empty();
  }

  private static boolean asks(WorkItem item, StepForm form) {
    return form.outcomeOf(item).isPresent();
  }

  /** Officers act on the letters owed, by the fate of each dossier. */
  void answerLetters() {
    ObligationFilter opened = new ObligationFilter(Set.of(ObligationState.OPENED), null, null);
    for (ApologyObligation obligation : apologies.find(opened, 0, Apologies.MAX_SIZE)) {
      Case c = cases.get(obligation.dossier());
      if (c != null && answered.add(obligation.id())) {
        answer(obligation, c.fate());
      }
    }
  }

  private void answer(ApologyObligation obligation, Fate fate) {
    long id = obligation.id();
    Duration soon = Duration.ofMinutes(20 + dice.nextInt(130));
    Officer writer = officer(obligation.agency(), Role.SPECIALIST);
    Officer head = officer(obligation.agency(), Role.HEAD_OF_AGENCY);
    switch (fate) {
      case LATE_SIGNED -> {
        queue.at(later(soon), () -> draft(id, writer));
        Duration signing = soon.plusMinutes(60 + dice.nextInt(240));
        queue.at(
            later(signing),
            () -> ifOwed(id, () -> apologies.sign(List.of(SignOrder.asDrafted(id)), actor(head))));
      }
      case WAITING_FOR_SIGNATURE, DRAFTED_THEN_DONE ->
          queue.at(later(soon), () -> draft(id, writer));
      case LATE_STATED_ON_TIME ->
          queue.at(later(soon), () -> ifOwed(id, () -> apologies.stateOnTime(id, actor(writer))));
      case LATE_WAIVED ->
          queue.at(
              later(soon),
              () ->
                  ifOwed(
                      id,
                      () ->
                          apologies.waive(
                              new WaiverOrder(
                                  id,
                                  Waiver.Ground.APPLICANT_INFORMATION,
                                  "Biên bản làm việc số " + (40 + id) + "/BB"),
                              actor(head))));
      default -> {
        // no officer answers: the on-silence rule applies
      }
    }
  }

  private void draft(long id, Officer writer) {
    ApologyReason[] reasons = {
      ApologyReason.OVERLOAD,
      ApologyReason.VERIFICATION,
      ApologyReason.WAITING_AGENCY,
      ApologyReason.SIGNER_ABSENT,
      ApologyReason.SYNC
    };
    ApologyReason reason = reasons[dice.nextInt(reasons.length)];
    String text = DemoPapers.explanation(reason);
    ifOwed(id, () -> apologies.draft(new DraftOrder(id, reason, text, null), actor(writer)));
  }

  private void ifOwed(long id, Runnable act) {
    ObligationState state = apologies.get(id).state();
    if (state == ObligationState.OPENED || state == ObligationState.DRAFTED) {
      act.run();
    }
  }

  private Officer officer(AgencyCode agency, Role role) {
    return agencies.withRole(agency, role).get(0);
  }

  private static Actor.Officer actor(Officer officer) {
    return new Actor.Officer(officer.id(), officer.agency());
  }
}
