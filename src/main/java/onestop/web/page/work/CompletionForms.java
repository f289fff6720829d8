package onestop.web.page.work;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.desk.Caller;
import onestop.desk.acts.ManyEndings;
import onestop.desk.work.Assignments.Task;
import onestop.desk.work.ResultNumbers;
import onestop.desk.work.UnitAssignments;
import onestop.desk.work.UnitTexts;
import onestop.dossiers.steps.StepProposal;
import onestop.engine.WorkItem;
import onestop.procedures.StepForm;
import onestop.web.page.AbsenceWords;
import onestop.web.page.Names;
import org.springframework.stereotype.Component;

/** Makes the forms that end work items. */
@Component
final class CompletionForms {
  private final BoundWords bounds;
  private final UnitAssignments assignments;
  private final UnitTexts texts;
  private final AbsenceWords absences;
  private final Names names;
  private final ResultNumbers numbers;

  CompletionForms(
      BoundWords bounds,
      UnitAssignments assignments,
      UnitTexts texts,
      AbsenceWords absences,
      Names names,
      ResultNumbers numbers) {
    this.texts = texts;
    this.bounds = bounds;
    this.assignments = assignments;
    this.absences = absences;
    this.names = names;
    this.numbers = numbers;
  }

  /**
   * The form of an item; for the approver of a proposal it has the one proposed outcome, filled in
   * as proposed.
   *
   * @param typed the values typed so far, by the ids of the fields
   */
  CompletionForm of(Task task, Map<String, String> typed, Caller reader) {
    WorkItem item = task.item();
    Optional<StepProposal> proposal = task.proposal();
    Map<String, BoundWords.Told> limits = bounds.of(task.bounds());
    if (proposal.isEmpty()) {
      return new CompletionForm(item, item.outcomes(), typed, names, limits)
          .offering(outcome -> officers(item, outcome, reader))
          .numbered(numbers.proposed(item))
          .with(blocks(reader));
    }
    String outcome = proposal.get().outcome();
    Map<String, String> values =
        typed.isEmpty() ? CompletionForm.typed(proposal.get().payload()) : typed;
    return new CompletionForm(item, List.of(outcome), values, names, limits).with(blocks(reader));
  }

  /**
   * The form that ends many items.
   *
   * @param like one of them
   * @param outcomes those with which they can be ended together
   */
  CompletionForm of(
      WorkItem like, List<String> outcomes, Map<String, String> typed, Caller reader) {
    return new CompletionForm(like, outcomes, typed, names, Map.of())
        .offering(outcome -> officers(like, outcome, reader))
        .ofMany();
  }

  /** What all items of a group share of an outcome that has values of each dossier alone. */
  CompletionForm shared(
      ManyEndings.Group group, String outcome, Map<String, String> typed, Caller reader) {
    return of(group.like(), List.of(outcome), typed, reader).withRows();
  }

  /** What is each item's own of an outcome; the numbers of results are proposed. */
  OwnRows rows(ManyEndings.Group group, String outcome, Map<String, String> typed) {
    StepForm form = StepForm.of(group.like(), outcome);
    return new OwnRows(
        form,
        group.items(),
        typed,
        form == StepForm.RESOLUTION ? numbers.proposed(group.items()) : Map.of(),
        names);
  }

  private List<Names.Choice> blocks(Caller reader) {
    return texts.of(reader).stream()
        .map(block -> new Names.Choice(Long.toString(block.no()), block.title()))
        .toList();
  }

  private List<Names.Choice> officers(WorkItem item, String outcome, Caller reader) {
    return choices(assignments.candidates(item, outcome, reader));
  }

  /** Officers to choose from, each with the work held, and a warning if the officer is absent. */
  List<Names.Choice> choices(List<UnitAssignments.Candidate> candidates) {
    return candidates.stream()
        .map(
            one ->
                new Names.Choice(
                    one.officer().id().value(),
                    names.text(
                        "complete.officer.load",
                        absences.named(one.officer().id()),
                        one.load().open())))
        .toList();
  }
}
