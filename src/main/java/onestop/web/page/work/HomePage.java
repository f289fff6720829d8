package onestop.web.page.work;

import java.util.List;
import onestop.desk.figures.Overview;
import onestop.facts.PresentFigures.Picture;
import onestop.kernel.AgencyCode;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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
  private final Overview overview;
  private final DossierRow.Writer rows;
  private final Names names;

  HomePage(Overview overview, DossierRow.Writer rows, Names names) {
    this.overview = overview;
    this.rows = rows;
    this.names = names;
  }

  /** The figures of one agency: the dossiers that it resolves itself. */
  record AgencyLine(String code, String name, long open, long overdue) {}

  @GetMapping("/")
  String home(
      @RequestParam(required = false) @Nullable String agency,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    AgencyCode scope = Choices.agency(agency);
    Picture picture = overview.picture();
    model.addAttribute("asOf", picture.asOf());
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
