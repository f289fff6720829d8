package onestop.web.page;

import java.util.ArrayList;
import java.util.List;
import onestop.dossiers.DossierFilter;
import onestop.dossiers.DossierFilter.Standing;
import onestop.dossiers.DossierLists;
import onestop.kernel.AgencyCode;
import onestop.web.Figures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: the figures, each a door to its list, and what is due first. */
@Controller
class HomePage {
  private static final int SOONEST = 8;

  /** Paused dossiers are due at no time that could be told, and are passed over. */
  private static final int LOOKED_AT = 100;

  private final Figures figures;
  private final DossierLists lists;
  private final DossierRow.Writer rows;
  private final Names names;

  HomePage(Figures figures, DossierLists lists, DossierRow.Writer rows, Names names) {
    this.figures = figures;
    this.lists = lists;
    this.rows = rows;
    this.names = names;
  }

  /** How one agency stands. */
  record AgencyLine(String code, String name, long open, long overdue) {}

  @GetMapping("/")
  String home(@RequestParam(required = false) @Nullable String agency, Model model) {
    AgencyCode scope = Choices.agency(agency);
    Figures.Counted counted = figures.count(scope);
    model.addAttribute("figures", counted);
    model.addAttribute("agency", scope == null ? "" : scope.value());
    model.addAttribute(
        "scopeName", scope == null ? names.text("home.whole-city") : names.agency(scope));
    model.addAttribute("agencies", names.agencies());
    model.addAttribute("byAgency", byAgency());
    List<DossierRow> next = new ArrayList<>(soonest(Standing.OPEN_OVERDUE, scope, counted));
    next.addAll(soonest(Standing.OPEN_IN_TIME, scope, counted));
    model.addAttribute("next", next.subList(0, Math.min(SOONEST, next.size())));
    return "home";
  }

  private List<DossierRow> soonest(
      Standing standing, @Nullable AgencyCode scope, Figures.Counted counted) {
    int most = standing == Standing.OPEN_OVERDUE ? SOONEST / 2 : SOONEST;
    return lists
        .list(
            new DossierFilter(standing, null, scope, null, null),
            new DossierFilter.Window(counted.asOf(), 0, LOOKED_AT))
        .stream()
        .filter(row -> !row.waiting())
        .limit(most)
        .map(rows::row)
        .toList();
  }

  private List<AgencyLine> byAgency() {
    return names.agencies().stream()
        .map(
            a -> {
              Figures.Counted c = figures.count(new AgencyCode(a.code()));
              return new AgencyLine(
                  a.code(), a.name(), c.openInTime() + c.openOverdue(), c.openOverdue());
            })
        .filter(line -> line.open() > 0)
        .toList();
  }
}
