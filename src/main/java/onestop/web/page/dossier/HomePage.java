package onestop.web.page.dossier;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import onestop.desk.Caller;
import onestop.desk.figures.Overview;
import onestop.desk.notes.NoteBook;
import onestop.desk.reading.ReadingScopes;
import onestop.desk.work.UnitWork;
import onestop.facts.PresentFigures.Picture;
import onestop.inbox.InboxQuery.Tab;
import onestop.kernel.AgencyCode;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.worklist.WorkLists;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The first page: the reader's own work, the figures, each with a link to its list, and the
 * dossiers due first. Its statement on letters follows from its figures; while timers lag, the page
 * reports the lag and makes no statement.
 */
@Controller
@PersonalData(Of.LISTED)
class HomePage {
  private final Overview overview;
  private final UnitWork work;
  private final NoteBook book;
  private final DossierRow.Writer rows;
  private final Names names;

  HomePage(Overview overview, UnitWork work, NoteBook book, DossierRow.Writer rows, Names names) {
    this.overview = overview;
    this.work = work;
    this.book = book;
    this.rows = rows;
    this.names = names;
  }

  /** The figures of one agency: the dossiers that it resolves itself. */
  record AgencyLine(String code, String name, long open, long overdue) {}

  /** A list of the reader's own work with its counter. */
  record OwnWork(String word, long count) {}

  @GetMapping("/")
  String home(
      @RequestParam(required = false) @Nullable String agency,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    Picture picture = overview.picture();
    AgencyCode scope = agency == null ? first(picture, reader) : Choices.agency(agency);
    model.addAttribute("asOf", picture.asOf());
    model.addAttribute("own", own(reader.caller()));
    model.addAttribute("reminders", book.reminders(reader.caller()).size());
    model.addAttribute("unseenMentions", book.unseen(reader.caller()));
    model.addAttribute("d", picture.dossiers(scope));
    model.addAttribute("l", picture.letters(scope));
    model.addAttribute("unheard", overview.unheard().orElse(null));
    model.addAttribute("agency", scope == null ? "" : scope.value());
    model.addAttribute("side", scope == null ? "" : "resolving");
    model.addAttribute(
        "scopeName", scope == null ? names.text("home.whole-city") : names.agency(scope));
    model.addAttribute("agencies", names.agencies());
    model.addAttribute("byAgency", byAgency(picture));
    model.addAttribute("next", rows.rows(overview.soonest(scope, picture), reader.caller()));
    return "home";
  }

  /**
   * The own agency of an officer who works on dossiers, if it resolves any; otherwise null, the
   * whole city.
   */
  private static @Nullable AgencyCode first(Picture picture, SignedIn reader) {
    AgencyCode own = reader.officer().agency();
    boolean resolves = picture.byAgency().stream().anyMatch(line -> line.agency().equals(own));
    return resolves && !Collections.disjoint(reader.roles(), ReadingScopes.WORKING) ? own : null;
  }

  /** What waits for the reader and the reader's unit; empty for a role without work items. */
  private List<OwnWork> own(Caller reader) {
    if (Collections.disjoint(reader.roles(), ReadingScopes.WORKING)) {
      return List.of();
    }
    Map<Tab, Long> counts = work.counts(work.reader(reader), List.of()).tabs();
    return Arrays.stream(Tab.values())
        .map(tab -> new OwnWork(WorkLists.word(tab), counts.getOrDefault(tab, 0L)))
        .toList();
  }

  private List<AgencyLine> byAgency(Picture picture) {
    return picture.byAgency().stream()
        .map(
            line ->
                new AgencyLine(
                    line.agency().value(),
                    names.agency(line.agency()),
                    line.dossiers().open(),
                    line.dossiers().openOverdue()))
        .filter(line -> line.open() > 0)
        .toList();
  }
}
