package onestop.web.page.work;

import java.util.ArrayList;
import java.util.List;
import onestop.facts.DossierFilter;
import onestop.facts.DossierFilter.Side;
import onestop.facts.DossierFilter.Standing;
import onestop.facts.DossierLists;
import onestop.facts.PresentFigures;
import onestop.facts.PresentFigures.Picture;
import onestop.kernel.AgencyCode;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The first page: the figures, each with a link to its list, and the dossiers due first. Its
 * statement on letters follows from its figures; while timers lag, the page reports the lag and
 * makes no statement.
 */
@Controller
@PersonalData(Of.LISTED)
class HomePage {
  private static final int SOONEST = 8;

  /** The number of dossiers read; paused ones have no known due date and are skipped. */
  private static final int LOOKED_AT = 100;

  private final PresentFigures figures;
  private final DossierLists lists;
  private final DossierRow.Writer rows;
  private final Names names;

  HomePage(PresentFigures figures, DossierLists lists, DossierRow.Writer rows, Names names) {
    this.figures = figures;
    this.lists = lists;
    this.rows = rows;
    this.names = names;
  }

  /** The figures of one agency: the dossiers that it resolves itself. */
  record AgencyLine(String code, String name, long open, long overdue) {}

  @GetMapping("/")
  String home(@RequestParam(required = false) @Nullable String agency, Model model) {
    AgencyCode scope = Choices.agency(agency);
    Picture picture = figures.picture();
    model.addAttribute("asOf", picture.asOf());
    model.addAttribute("d", picture.dossiers(scope));
    model.addAttribute("l", picture.letters(scope));
    model.addAttribute("unheard", figures.unheard().orElse(null));
    model.addAttribute("agency", scope == null ? "" : scope.value());
    model.addAttribute("side", scope == null ? "" : "resolving");
    model.addAttribute(
        "scopeName", scope == null ? names.text("home.whole-city") : names.agency(scope));
    model.addAttribute("agencies", names.agencies());
    model.addAttribute("byAgency", byAgency(picture));
    List<DossierRow> next = new ArrayList<>(soonest(Standing.OPEN_OVERDUE, scope, picture));
    next.addAll(soonest(Standing.OPEN_IN_TIME, scope, picture));
    model.addAttribute("next", next.subList(0, Math.min(SOONEST, next.size())));
    return "home";
  }

  private List<DossierRow> soonest(Standing standing, @Nullable AgencyCode scope, Picture picture) {
    int most = standing == Standing.OPEN_OVERDUE ? SOONEST / 2 : SOONEST;
    return rows.rows(
        lists
            .list(
                new DossierFilter(standing, null, scope, null, null, Side.RESOLVING),
                new DossierFilter.Window(picture.asOf(), 0, LOOKED_AT))
            .stream()
            .filter(row -> !row.waiting())
            .limit(most)
            .toList());
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
