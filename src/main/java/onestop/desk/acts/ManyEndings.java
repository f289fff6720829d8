package onestop.desk.acts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.desk.Caller;
import onestop.desk.work.StepEndings;
import onestop.desk.work.UnitWork;
import onestop.dossiers.Dossiers;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.ResultDrafts;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepCompletion.SignedDraft;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepResult;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.inbox.InboxItem;
import onestop.kernel.Failure;
import onestop.kernel.ProcedureKey;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Many steps ended with one outcome: with what all share, and with what is each dossier's own. Each
 * item succeeds or fails by itself, and every rule of a single completion holds for it.
 */
@Service
public final class ManyEndings {
  private final UnitWork work;
  private final WorkItems workItems;
  private final Dossiers dossiers;
  private final StepEndings endings;
  private final ResultDrafts results;

  ManyEndings(
      UnitWork work,
      WorkItems workItems,
      Dossiers dossiers,
      StepEndings endings,
      ResultDrafts results) {
    this.work = work;
    this.workItems = workItems;
    this.dossiers = dossiers;
    this.endings = endings;
    this.results = results;
  }

  /**
   * Items that can be ended together: those of one step of one version of a procedure, with the
   * same outcomes and forms.
   *
   * @param like one of the items, as the engine has it
   * @param handedUp whether an approver decides on a proposal there, each of which is different
   * @param items in the order of the choice
   */
  public record Group(WorkItem like, boolean handedUp, List<InboxItem> items) {
    public Group {
      items = List.copyOf(items);
    }

    /** The procedure; null in rows of an older version of this program, until they are filled. */
    public @Nullable ProcedureKey procedure() {
      return items.get(0).about().procedure();
    }

    /** The outcomes with which the items can be ended together; none where each decides alone. */
    public List<String> outcomes() {
      return handedUp
          ? List.of()
          : like.outcomes().stream()
              .filter(outcome -> StepForm.of(like, outcome).isShared())
              .toList();
    }

    /** The outcomes whose form has values of each dossier alone; none where each decides alone. */
    public List<String> each() {
      return handedUp
          ? List.of()
          : like.outcomes().stream()
              .filter(outcome -> !StepForm.of(like, outcome).own().isEmpty())
              .toList();
    }
  }

  private record Kind(
      @Nullable ProcedureKey procedure,
      String process,
      String step,
      String role,
      List<String> outcomes,
      @Nullable Map<String, String> forms) {}

  /** Those of the items that wait at the caller's agencies, by what can be ended together. */
  public List<Group> groups(List<String> ids, Caller caller) {
    Map<String, InboxItem> rows = work.rows(ids, caller);
    Map<String, WorkItem> items =
        workItems.find(rows.keySet()).stream()
            .collect(Collectors.toMap(WorkItem::id, Function.identity()));
    Map<Kind, List<InboxItem>> groups = new LinkedHashMap<>();
    for (String id : ids) {
      InboxItem row = rows.get(id);
      WorkItem item = items.get(id);
      if (row != null && item != null) {
        Kind kind =
            new Kind(
                row.about().procedure(),
                item.processKey(),
                item.step(),
                row.role(),
                item.outcomes(),
                item.forms());
        groups.computeIfAbsent(kind, any -> new ArrayList<>()).add(row);
      }
    }
    return groups.values().stream()
        .map(
            rowsOf -> {
              InboxItem first = rowsOf.get(0);
              return new Group(
                  Objects.requireNonNull(items.get(first.workItemId())),
                  first.handedUp(),
                  List.copyOf(rowsOf));
            })
        .toList();
  }

  /** The current drafts of results that wait for a signature at these items, by item. */
  public Map<String, HandedFile> drafts(Collection<InboxItem> items) {
    Map<String, HandedFile> drafts = new LinkedHashMap<>();
    for (InboxItem item : items) {
      results.current(item.dossier()).ifPresent(draft -> drafts.put(item.workItemId(), draft));
    }
    return drafts;
  }

  /**
   * One of the items.
   *
   * @param result the SHA-256 of the draft of the result that the caller saw and signs; null or
   *     blank for none
   * @param own the values of its dossier alone, by the names of the form's own fields
   */
  public record Chosen(String id, @Nullable String result, Map<String, Object> own) {}

  /**
   * The end of all these steps.
   *
   * @param shared the values that all of them share, by the names of the form's fields
   */
  public record Order(
      List<Chosen> items,
      String outcome,
      StepForm form,
      Map<String, ? extends @Nullable Object> shared) {
    private Map<String, @Nullable Object> values(Chosen item) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>(shared);
      values.putAll(item.own());
      return values;
    }

    /** The faults of what is filled in for an item, shared and own. */
    public List<FormField.Fault> faults(Chosen item) {
      return form.faults(values(item));
    }

    private StepPayload payload(Chosen item) {
      return StepPayload.of(form, values(item));
    }
  }

  /**
   * Ends the steps; the outcomes are in the order of the items. An item that the caller has ended
   * before in the same way has succeeded.
   *
   * @throws Failure {@code desk/form-not-shared} if a value of one dossier alone is given for all,
   *     {@code desk/no-own-field} if one item has a value that all share; nothing was done
   */
  public List<Outcome<StepResult>> end(Order order, Caller caller) {
    requireApart(order);
    List<StepCompletion> sound =
        order.items().stream()
            .filter(item -> order.faults(item).isEmpty())
            .map(item -> completion(item, order, caller))
            .toList();
    Iterator<Outcome<StepResult>> outcomes = dossiers.completeAll(sound).iterator();
    return order.items().stream()
        .map(
            item -> {
              List<FormField.Fault> faults = order.faults(item);
              return faults.isEmpty()
                  ? judged(outcomes.next(), item, order, caller)
                  : faulty(faults.get(0), order);
            })
        .toList();
  }

  private Outcome<StepResult> judged(
      Outcome<StepResult> outcome, Chosen item, Order order, Caller caller) {
    return outcome.failure() instanceof Failure failure && StepEndings.isGone(failure)
        ? ended(item, order, caller, failure)
        : outcome;
  }

  private static Outcome<StepResult> faulty(FormField.Fault fault, Order order) {
    return new Outcome<>(
        null,
        Failure.badInput(
            "desk", "own-value-wrong", "field", fault.path(), "form", order.form().code()));
  }

  /**
   * Checks that each value stands where it belongs: with its dossier, or with all of them.
   *
   * @throws Failure as {@link #end}
   */
  public static void requireApart(Order order) {
    Set<String> own = order.form().ownFields();
    String form = order.form().code();
    Optional<String> together =
        order.shared().entrySet().stream()
            .filter(given -> own.contains(given.getKey()) && isGiven(given.getValue()))
            .map(Map.Entry::getKey)
            .min(Comparator.naturalOrder());
    if (together.isPresent()) {
      throw Failure.badInput("desk", "form-not-shared", "field", together.get(), "form", form);
    }
    Optional<String> alone =
        order.items().stream()
            .flatMap(item -> item.own().keySet().stream())
            .filter(name -> !own.contains(name))
            .min(Comparator.naturalOrder());
    if (alone.isPresent()) {
      throw Failure.badInput("desk", "no-own-field", "field", alone.get(), "form", form);
    }
  }

  private static boolean isGiven(@Nullable Object value) {
    return value instanceof Collection<?> entries
        ? !entries.isEmpty()
        : value != null && !value.toString().isBlank();
  }

  private StepCompletion completion(Chosen item, Order order, Caller caller) {
    String sha256 = item.result();
    return new StepCompletion(
        item.id(),
        caller.actor(),
        order.outcome(),
        order.payload(item),
        null,
        sha256 == null || sha256.isBlank() ? null : new SignedDraft(sha256.strip(), results));
  }

  private Outcome<StepResult> ended(Chosen item, Order order, Caller caller, Failure gone) {
    try {
      endings.of(
          new StepEndings.Late(item.id(), null, order.outcome(), List.of(order.payload(item))),
          caller,
          gone);
      return new Outcome<>(new StepResult.Ended(), null);
    } catch (Failure otherwise) {
      return new Outcome<>(null, otherwise);
    }
  }
}
