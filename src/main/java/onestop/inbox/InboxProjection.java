package onestop.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import onestop.apologies.obligation.ObligationChanged;
import onestop.apologies.obligation.ObligationStep;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEnded;
import onestop.dossiers.life.DossierResolved;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.steps.FourEyes;
import onestop.dossiers.steps.StepMoved;
import onestop.engine.WorkItem;
import onestop.engine.WorkItemEvent;
import onestop.inbox.InboxItem.About;
import onestop.inbox.InboxItem.Times;
import onestop.kernel.AgencyCode;
import onestop.kernel.DomainListener;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.Catalogue;
import onestop.procedures.LetterModel;
import onestop.sla.ClockMoved;
import onestop.sla.ClockStandings;
import onestop.sla.ClockStandings.ClockStanding;
import onestop.sla.SlaClocks;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.Mark;
import onestop.store.Projection;
import onestop.store.Sql;
import org.springframework.stereotype.Component;

/**
 * Writes the inbox: a projection of the engine's work items, their dossiers and clocks, written in
 * the transaction that changes them and therefore always up to date.
 */
@Component
class InboxProjection {
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final ClockStandings standings;
  private final InboxChanges changes;
  private final Catalogue catalogue;
  private final HeldItems held;
  private final Projection<InboxItem> rows;
  private final Projection<InboxItem>.Change assigned;
  private final Projection<InboxItem>.Change handedUp;
  private final Projection<InboxItem>.Change moved;
  private final Projection<InboxItem>.Change movedAgain;
  private final Projection<InboxItem>.Change limit;
  private final Projection<InboxItem>.Change closed;
  private final Projection<InboxItem>.Change gone;

  InboxProjection(
      Sql sql,
      Dossiers dossiers,
      SlaClocks clocks,
      ClockStandings standings,
      InboxChanges changes,
      Catalogue catalogue,
      HeldItems held) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.standings = standings;
    this.changes = changes;
    this.catalogue = catalogue;
    this.held = held;
    this.rows = new Projection<>(sql, InboxTable.ITEM);
    List<String> item = List.of("work_item_id");
    List<String> dossier = List.of("dossier_code");
    this.assigned = rows.setting(List.of("assignee"), item);
    this.handedUp = rows.setting(List.of("agency", "role"), item);
    this.moved =
        rows.setting(
            List.of("due_at", "letter_by", "waiting_since", "waiting_for", "due_lawful_at"),
            dossier);
    this.movedAgain =
        rows.setting(List.of("due_at", "letter_by", "waiting_since", "waiting_for"), dossier);
    this.limit = rows.setting(List.of("limit_at"), List.of("dossier_code", "step"));
    this.closed = rows.setting(List.of("closed_at"), dossier);
    this.gone = rows.deleting(item);
  }

  /** The row of a work item that starts to wait. */
  private InboxItem row(WorkItem item) {
    Dossier dossier = dossiers.get(item.dossier());
    return row(item, dossier, dossier.agencies().at(item.side()), item.role());
  }

  private InboxItem row(WorkItem item, Dossier dossier, AgencyCode agency, String role) {
    ClockStanding clock = standings.of(item.dossier());
    ClockPause waiting = clock.waiting();
    return new InboxItem(
        item.id(),
        item.dossier(),
        item.step(),
        item.name(),
        role,
        agency,
        item.assignee(),
        item.outcomes(),
        clock.dueCurrentAt(),
        limit(item, clock),
        item.createdAt(),
        new About(
            item.role(),
            dossier.pins().procedure(),
            dossier.agencies(),
            dossier.applicant().name(),
            dossier.channel(),
            dossier.receivedAt(),
            FourEyes.barred(dossier, item),
            answers(dossier)),
        new Times(
            clock.dueLawfulAt(),
            clock.letterBy(),
            clock.calendar(),
            clock.hoursRevision(),
            waiting == null ? null : waiting.from(),
            waiting == null ? null : waiting.order().kind(),
            dossier.closedAt()));
  }

  private MarkedAnswers answers(Dossier dossier) {
    IntakeRecord record = dossier.intake();
    IntakeRecord.FilledForm filled = record == null ? null : record.form();
    return filled == null
        ? MarkedAnswers.NONE
        : catalogue
            .form(filled.id(), filled.version())
            .map(form -> MarkedAnswers.of(form, filled.answers()))
            .orElse(MarkedAnswers.NONE);
  }

  /** The correct rows of the waiting items of one dossier. */
  List<InboxItem> rows(DossierCode code, List<WorkItem> items) {
    if (items.isEmpty()) {
      return List.of();
    }
    Dossier dossier = dossiers.get(code);
    Map<String, StepMoved> elsewhere =
        dossiers.handedUp(code).stream()
            .collect(Collectors.toMap(StepMoved::workItemId, move -> move));
    return items.stream()
        .map(
            item -> {
              StepMoved move = elsewhere.get(item.id());
              return move == null ? row(item) : row(item, dossier, move.agency(), move.role());
            })
        .toList();
  }

  private Instant limit(WorkItem item, ClockStanding clock) {
    if (LetterModel.STEPS.contains(item.step())) {
      return clock.letterBy(); // while a letter is owed, its limit moves with the clock
    }
    return item.allotted()
        .map(time -> clocks.afterWorking(item.dossier(), item.createdAt(), time))
        .orElse(SlaClocks.PARKED);
  }

  void add(InboxItem row) {
    rows.insert(row);
  }

  /** Replaces the row of the work item. */
  void replace(InboxItem row) {
    rows.replace(row);
  }

  void remove(String workItemId) {
    gone.with(workItemId);
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(WorkItemEvent.Created event) {
    InboxItem row = row(event.workItem());
    add(row);
    held.note(event.dossier(), row.workItemId(), row.assignee());
    changes.note(row.agency());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(WorkItemEvent.Assigned event) {
    OfficerId holder = event.assignee();
    assigned.with(holder == null ? null : holder.value(), event.workItemId());
    held.note(event.dossier(), event.workItemId(), holder);
    noteChanged(event.dossier());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(StepMoved event) {
    handedUp.with(event.agency().value(), event.role(), event.workItemId());
    changes.note(event.agency());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(WorkItemEvent.Ended event) {
    remove(event.workItemId());
    held.note(event.dossier(), event.workItemId(), null);
    noteChanged(event.dossier());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(ClockMoved event) {
    ClockStanding clock = standings.of(event.dossier());
    ClockPause waiting = clock.waiting();
    Instant since = waiting == null ? null : waiting.from();
    String ground = InboxTable.word(waiting == null ? null : waiting.order().kind());
    String code = event.dossier().value();
    noteChanged(event.dossier());
    if (clock.again()) {
      // the letter that gave the new date leaves the lawful one, which no later move reaches
      movedAgain.with(clock.dueCurrentAt(), clock.letterBy(), since, ground, code);
    } else {
      moved.with(clock.dueCurrentAt(), clock.letterBy(), since, ground, clock.dueLawfulAt(), code);
    }
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(ObligationChanged event) {
    if (event.step() == ObligationStep.MOVE_LIMIT) {
      for (String step : LetterModel.STEPS) {
        limit.with(event.after().limitAt(), event.dossier().value(), step);
      }
    }
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(DossierResolved event) {
    close(event.dossier());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "inbox_item")
  void on(DossierEnded event) {
    close(event.dossier());
  }

  /**
   * Notes that lists of the dossier's agencies change. The dossier is in memory, since commands
   * lock it first; one that is not held is left to the next change of its agency.
   */
  private void noteChanged(DossierCode code) {
    if (dossiers.holds(code)) {
      Dossier.Agencies agencies = dossiers.get(code).agencies();
      changes.note(agencies.receiving(), agencies.resolving());
    }
  }

  /** Only the items of a letter outlast the dossier; most dossiers end before they have one. */
  private void close(DossierCode code) {
    boolean beforeLetter =
        clocks.pending(code).stream().anyMatch(mark -> mark.mark() == Mark.DRAFT_APOLOGY);
    if (!beforeLetter) {
      closed.with(dossiers.get(code).closedAt(), code.value());
    }
  }
}
