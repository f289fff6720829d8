package onestop.web.page.work;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import onestop.agencies.Role;
import onestop.desk.work.Presence;
import onestop.desk.work.UnitWork;
import onestop.dossiers.life.Channel;
import onestop.inbox.InboxItem;
import onestop.inbox.InboxPages;
import onestop.inbox.InboxPages.Counts;
import onestop.inbox.InboxQuery;
import onestop.inbox.InboxQuery.Choice;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.InboxQuery.Sort;
import onestop.inbox.InboxQuery.Tab;
import onestop.inbox.InboxQuery.Urgency;
import onestop.inbox.own.ListColumns;
import onestop.inbox.own.SavedViews;
import onestop.inbox.own.SavedViews.SavedView;
import onestop.procedures.form.ApplicationForm.Marked;
import onestop.web.login.SignedIn;
import onestop.web.page.AbsenceWords;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.worklist.AnswerField;
import onestop.web.worklist.ReturnPath;
import onestop.web.worklist.ViewLinks;
import onestop.web.worklist.WorkListAddress;
import onestop.web.worklist.WorkLists;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * The list of waiting work: its tabs and saved views with their counters, its filters, its rows,
 * and who has them open. It takes five statements, however long the list is.
 */
@Controller
@PersonalData(Of.LISTED)
class WorkListPage {
  private static final int ROWS = 20;
  private static final String ROWS_AGAIN = ReturnPath.LIST + "/rows";

  private final WorkLists lists;
  private final UnitWork work;
  private final WorkRow.Writer rows;
  private final Names names;
  private final Presence presence;
  private final WorkColumns columns;
  private final AbsenceWords absences;

  WorkListPage(
      WorkLists lists,
      UnitWork work,
      WorkRow.Writer rows,
      Names names,
      Presence presence,
      WorkColumns columns,
      AbsenceWords absences) {
    this.absences = absences;
    this.lists = lists;
    this.work = work;
    this.rows = rows;
    this.names = names;
    this.presence = presence;
    this.columns = columns;
  }

  /** A tab, or a saved view, with its counter. */
  record TabLink(String word, String name, long count, String href, boolean current) {}

  /** A saved view that is shown, and can be deleted. */
  record Shown(int no, String name) {}

  /**
   * The page; under its second path for the page's own script, which reads the list again without
   * taking what the next page has to say.
   */
  @GetMapping({ReturnPath.LIST, ROWS_AGAIN})
  String list(
      @ModelAttribute("address") WorkListAddress address,
      @AuthenticationPrincipal SignedIn signedIn,
      HttpServletRequest request,
      Model model) {
    Reader reader = work.reader(signedIn.caller());
    List<SavedView> saved = work.views(signedIn.caller());
    List<Choice> counted = new ArrayList<>();
    counted.add(lists.choice(address, reader, Tab.MINE));
    counted.add(lists.choice(address, reader, Tab.UNASSIGNED));
    saved.forEach(view -> counted.add(lists.choice(ViewLinks.address(view), reader, Tab.MINE)));
    Counts counts = work.counts(reader, counted);
    // an officer who holds nothing comes to choose something
    boolean held = address.tab() != null || tab(counts, Tab.MINE) > 0;
    InboxQuery query = lists.query(address, reader, held ? Tab.MINE : Tab.UNASSIGNED);
    InboxPages.Page page = work.page(query, lists.place(address), ROWS);
    Tab tab = query.choice().tab();

    Optional<SavedView> view = ViewLinks.shown(address.on(WorkLists.word(tab)), saved);
    view.ifPresent(one -> model.addAttribute("view", new Shown(one.no(), one.name())));
    model.addAttribute("tabs", tabs(counts, view.isPresent() ? null : tab));
    model.addAttribute("views", links(saved, counts, view.orElse(null)));
    model.addAttribute("items", rows.rows(page.items(), signedIn.caller()));
    model.addAttribute("open", open(page, signedIn));
    long total = counts.chosen().get(held ? 0 : 1);
    model.addAttribute("total", total);
    model.addAttribute("more", total > page.items().size());
    model.addAttribute("most", BulkSummary.MOST);
    model.addAttribute("away", absences.own(signedIn.officer().id()).orElse(null));
    model.addAttribute("heads", signedIn.caller().hasAny(Role.UNIT_HEAD, Role.HEAD_OF_AGENCY));
    model.addAttribute("free", tab(counts, Tab.UNASSIGNED));
    model.addAttribute("tab", WorkLists.word(tab));
    model.addAttribute("list", address.path());
    List<Marked> marked = lists.marked(address);
    columns.describe(
        model, view.map(SavedView::no).orElse(ListColumns.NO_VIEW), marked, signedIn.caller());
    model.addAttribute("nextKey", UUID.randomUUID().toString());
    if (!request.getRequestURI().endsWith(ROWS_AGAIN)) {
      summary(request.getSession(), model);
    }
    model.addAttribute("savable", address.filtered() && saved.size() < SavedViews.MOST);
    model.addAttribute("query", address.on(WorkLists.word(tab)).query());
    turn(model, page, address, query.sort());
    choices(model, counts, reader);
    model.addAttribute("answers", AnswerField.of(marked, address));
    return Parts.list(request.getHeader(Parts.HEADER));
  }

  private static long tab(Counts counts, Tab tab) {
    return Objects.requireNonNullElse(counts.tabs().get(tab), 0L);
  }

  private List<TabLink> tabs(Counts counts, @Nullable Tab current) {
    return Arrays.stream(Tab.values())
        .map(
            tab ->
                new TabLink(
                    WorkLists.word(tab),
                    names.text("work.tab." + WorkLists.word(tab)),
                    tab(counts, tab),
                    ReturnPath.LIST + "?tab=" + WorkLists.word(tab),
                    tab == current))
        .toList();
  }

  private static List<TabLink> links(
      List<SavedView> saved, Counts counts, @Nullable SavedView shown) {
    List<TabLink> links = new ArrayList<>();
    for (int i = 0; i < saved.size(); i++) {
      SavedView view = saved.get(i);
      links.add(
          new TabLink(
              "view",
              view.name(),
              counts.chosen().get(i + 2),
              ViewLinks.href(view),
              view.equals(shown)));
    }
    return links;
  }

  /** Shows the summary of an act on many items, once. */
  private static void summary(HttpSession session, Model model) {
    Object bulk = session.getAttribute(BulkSummary.KEPT);
    model.addAttribute("bulk", bulk);
    if (bulk != null) {
      model.addAttribute("undo", Undo.kept(session));
    }
    session.removeAttribute(BulkSummary.KEPT);
  }

  /** The names of the others who have an item open, by its id. */
  private Map<String, String> open(InboxPages.Page page, SignedIn reader) {
    Map<String, String> open = new HashMap<>();
    presence
        .others(page.items().stream().map(InboxItem::workItemId).toList(), reader.caller())
        .forEach(
            (id, officers) ->
                open.put(
                    id, officers.stream().map(names::officer).collect(Collectors.joining(", "))));
    return open;
  }

  /** The ways to the rows before and after these. */
  private static void turn(Model model, InboxPages.Page page, WorkListAddress address, Sort sort) {
    List<InboxItem> items = page.items();
    String list = ReturnPath.LIST + "?" + address.query() + (address.query().isEmpty() ? "" : "&");
    if (page.more().before() && !items.isEmpty()) {
      model.addAttribute("previous", list + "before=" + place(items.get(0), sort));
      model.addAttribute("first", ReturnPath.LIST + "?" + address.query());
    }
    if (page.more().after() && !items.isEmpty()) {
      model.addAttribute("following", list + "after=" + place(items.get(items.size() - 1), sort));
    }
  }

  private static String place(InboxItem item, Sort sort) {
    return URLEncoder.encode(WorkLists.place(item, sort), StandardCharsets.UTF_8);
  }

  private void choices(Model model, Counts counts, Reader reader) {
    model.addAttribute("urgencies", words(Urgency.values()));
    model.addAttribute("sorts", words(Sort.values()));
    model.addAttribute("channels", Channel.values());
    model.addAttribute(
        "steps",
        counts.steps().stream()
            .map(step -> new Names.Choice(step.step(), names.step(step.step(), step.name())))
            .toList());
    model.addAttribute(
        "procedures",
        names.procedures().stream()
            .filter(choice -> counts.procedures().contains(choice.code()))
            .toList());
    model.addAttribute(
        "holders",
        work.holders(reader).stream()
            .map(officer -> new Names.Choice(officer.id().value(), officer.name()))
            .toList());
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(WorkLists::word).toList();
  }
}
