// Over 300 lines: the list, the acts on many of its items, and its saved views.
package onestop.web.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import onestop.desk.acts.ManyEndings;
import onestop.desk.work.UnitWork;
import onestop.engine.CommandGateway.Outcome;
import onestop.inbox.InboxItem;
import onestop.inbox.InboxPages;
import onestop.inbox.InboxPages.Counts;
import onestop.inbox.InboxQuery;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.InboxQuery.Tab;
import onestop.inbox.own.SavedViews.SavedView;
import onestop.procedures.FormField;
import onestop.web.conditions.Continued;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import onestop.web.worklist.ViewLinks;
import onestop.web.worklist.WorkListAddress;
import onestop.web.worklist.WorkLists;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The list of waiting work, with the choices and counters of the page. */
@RestController
@RequestMapping("/api/v1/inbox")
@PersonalData(Of.LISTED)
class InboxApi {
  private final WorkLists lists;
  private final UnitWork work;
  private final InboxBody.Writer bodies;
  private final Problems problems;
  private final ManyEndings many;

  InboxApi(
      WorkLists lists,
      UnitWork work,
      InboxBody.Writer bodies,
      Problems problems,
      ManyEndings many) {
    this.lists = lists;
    this.work = work;
    this.bodies = bodies;
    this.problems = problems;
    this.many = many;
  }

  /**
   * A part of the list.
   *
   * @param tab the tab that it is of
   * @param total the number of items that the choices select
   * @param tabs the number of items of each tab, whatever else is chosen
   * @param after the place to go on from; null at the end
   * @param before the place to go back from; null at the beginning
   */
  record Items(
      String tab,
      long total,
      Map<String, Long> tabs,
      @Nullable String before,
      @Nullable String after,
      List<InboxBody> items)
      implements Continued {
    @Override
    public @Nullable Further further() {
      return after == null ? null : new Further("after", after, "before");
    }
  }

  /** The items of a tab, by default of {@code mine}; the parameters are those of the page. */
  @GetMapping
  Items list(
      WorkListAddress address,
      @RequestParam(defaultValue = "50")
          @Min(value = 1, message = "{web.field.page-of-500}")
          @Max(value = 500, message = "{web.field.page-of-500}")
          int size,
      @AuthenticationPrincipal SignedIn caller) {
    Reader reader = work.reader(caller.caller());
    lists.requireAnswers(address);
    InboxQuery query = lists.query(address, reader, Tab.MINE);
    Counts counts = work.counts(reader, List.of(query.choice()));
    InboxPages.Page page = work.page(query, lists.place(address), size);
    List<InboxItem> items = page.items();
    Map<String, Long> tabs = new LinkedHashMap<>();
    for (Tab tab : Tab.values()) {
      tabs.put(WorkLists.word(tab), Objects.requireNonNullElse(counts.tabs().get(tab), 0L));
    }
    boolean some = !items.isEmpty();
    return new Items(
        WorkLists.word(query.choice().tab()),
        counts.chosen().get(0),
        tabs,
        some && page.more().before() ? WorkLists.place(items.get(0), query.sort()) : null,
        some && page.more().after()
            ? WorkLists.place(items.get(items.size() - 1), query.sort())
            : null,
        bodies.of(items, caller.caller()));
  }

  /**
   * Claims the free item of the caller's desks that saves most; 204 if there is none. A call
   * repeated with its {@code Idempotency-Key} is answered with the same item.
   */
  @Repeatable(How.BY_ITS_OWN_ROW)
  @PostMapping("/next")
  @ApiResponse(responseCode = "200")
  @ApiResponse(responseCode = "204", content = @Content)
  ResponseEntity<InboxBody> next(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal SignedIn caller) {
    return work.next(caller.caller(), key)
        .map(given -> ResponseEntity.ok(bodies.of(List.of(given.item()), caller.caller()).get(0)))
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  /** The items to claim or to release. */
  record Chosen(
      @NotNull(message = "{web.field.required}")
          @Size(min = 1, max = 1000, message = "{web.field.page-size}")
          @Nullable List<@NotNull(message = "{web.field.required}") String> ids) {
    List<String> distinct() {
      return Objects.requireNonNull(ids).stream().distinct().toList();
    }
  }

  /**
   * What became of one item.
   *
   * @param problem null if it succeeded
   */
  record Done(String id, @Nullable ProblemDetail problem) {}

  /** Claims many items; each succeeds or fails by itself. */
  @PersonalData(Of.NOBODY)
  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/claim", consumes = "application/json")
  List<Done> claim(
      @Valid @RequestBody Chosen chosen, @AuthenticationPrincipal SignedIn caller, Locale locale) {
    return done(chosen, work.claim(chosen.distinct(), caller.caller()), locale);
  }

  /** Gives many items back; each succeeds or fails by itself. */
  @PersonalData(Of.NOBODY)
  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/release", consumes = "application/json")
  List<Done> release(
      @Valid @RequestBody Chosen chosen, @AuthenticationPrincipal SignedIn caller, Locale locale) {
    return done(chosen, work.release(chosen.distinct(), caller.caller()), locale);
  }

  private List<Done> done(Chosen chosen, List<Outcome<Boolean>> outcomes, Locale locale) {
    return done(chosen.distinct(), outcomes, locale);
  }

  private List<Done> done(List<String> ids, List<? extends Outcome<?>> outcomes, Locale locale) {
    List<Done> done = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      RuntimeException failure = outcomes.get(i).failure();
      done.add(new Done(ids.get(i), failure == null ? null : problems.detail(failure, locale)));
    }
    return done;
  }

  /**
   * An item to be ended.
   *
   * @param result the SHA-256 of the draft of the result that is signed with the step
   * @param own the values of this dossier alone; null if the form has none
   */
  record EndedItem(
      @NotNull(message = "{web.field.required}") @Nullable String id,
      @Nullable String result,
      CompletionBody.@Nullable OwnValues own) {
    ManyEndings.Chosen chosen() {
      return new ManyEndings.Chosen(
          Objects.requireNonNull(id), result, own == null ? Map.of() : own.given());
    }
  }

  /** The items to be ended, and what is the same for all of them. */
  record Endings(
      @NotNull(message = "{web.field.required}")
          @Size(min = 1, max = 1000, message = "{web.field.page-size}")
          @Nullable List<@Valid @NotNull(message = "{web.field.required}") EndedItem> items,
      @NotNull(message = "{web.field.required}") @Nullable CompletionBody completion) {
    ManyEndings.Order order() {
      Map<String, ManyEndings.Chosen> distinct = new LinkedHashMap<>();
      Objects.requireNonNull(items).stream()
          .map(EndedItem::chosen)
          .forEach(item -> distinct.putIfAbsent(item.id(), item));
      CompletionBody body = Objects.requireNonNull(completion);
      return new ManyEndings.Order(
          List.copyOf(distinct.values()),
          Objects.requireNonNull(body.outcome()),
          body.form(),
          body.values());
    }
  }

  @InitBinder("endings")
  void check(WebDataBinder binder) {
    binder.addValidators(CompletionCheck.ofShared(Endings.class, Endings::completion));
  }

  /**
   * Ends many steps with one outcome and one form, whose own values stand at each item; each
   * succeeds or fails by itself.
   */
  @PersonalData(Of.NOBODY)
  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/complete", consumes = "application/json")
  List<Done> complete(
      @Valid @RequestBody Endings endings,
      @AuthenticationPrincipal SignedIn caller,
      Locale locale) {
    ManyEndings.Order order = endings.order();
    List<ManyEndings.Chosen> chosen = order.items();
    List<Done> done =
        done(
            chosen.stream().map(ManyEndings.Chosen::id).toList(),
            many.end(order, caller.caller()),
            locale);
    List<Done> told = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      List<FormField.Fault> faults = order.faults(chosen.get(i));
      told.add(
          faults.isEmpty()
              ? done.get(i)
              : new Done(
                  chosen.get(i).id(),
                  problems.detail(CompletionCheck.problem("own.", faults), locale)));
    }
    return told;
  }

  /**
   * A saved view.
   *
   * @param query the parameters of the list, without a place
   */
  record View(int no, String name, String query, @Nullable Long count) {}

  /** A view to be saved. */
  record ViewBody(
      @NotNull(message = "{web.field.required}")
          @Size(min = 1, max = 60, message = "{web.field.too-long}")
          @Nullable String name,
      @NotNull(message = "{web.field.required}") @Size(max = 1000, message = "{web.field.too-long}")
          @Nullable String query) {}

  /** The saved views of the caller with the number of items of each. */
  @PersonalData(Of.NOBODY)
  @GetMapping("/views")
  List<View> views(@AuthenticationPrincipal SignedIn caller) {
    Reader reader = work.reader(caller.caller());
    List<SavedView> saved = work.views(caller.caller());
    List<Long> counts =
        work.counts(
                reader,
                saved.stream()
                    .map(view -> lists.choice(ViewLinks.address(view), reader, Tab.MINE))
                    .toList())
            .chosen();
    List<View> shown = new ArrayList<>();
    for (int i = 0; i < saved.size(); i++) {
      SavedView view = saved.get(i);
      shown.add(new View(view.no(), view.name(), view.query(), counts.get(i)));
    }
    return shown;
  }

  /** Saves a view of the caller. */
  @PersonalData(Of.NOBODY)
  @PostMapping(path = "/views", consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  View save(@Valid @RequestBody ViewBody body, @AuthenticationPrincipal SignedIn caller) {
    WorkListAddress address =
        ViewLinks.tabbed(WorkListAddress.parse(Objects.requireNonNull(body.query())));
    lists.requireAnswers(address);
    lists.query(address, work.reader(caller.caller()), Tab.MINE); // refuses what is no choice
    SavedView view =
        work.save(Objects.requireNonNull(body.name()), address.query(), caller.caller());
    return new View(view.no(), view.name(), view.query(), null);
  }

  /** Deletes a view of the caller. */
  @PersonalData(Of.NOBODY)
  @DeleteMapping("/views/{no}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable int no, @AuthenticationPrincipal SignedIn caller) {
    work.deleteView(no, caller.caller());
  }
}
