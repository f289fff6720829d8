package onestop.web.finding;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import onestop.desk.finding.QuickSearch;
import onestop.desk.finding.QuickSearch.Result;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The answer of the search box that every page has. */
@Controller
@PersonalData(Of.LISTED)
class SearchPage {
  private static final int SHOWN = 50;

  private final QuickSearch search;
  private final FoundRow.Writer rows;
  private final Problems problems;

  SearchPage(QuickSearch search, FoundRow.Writer rows, Problems problems) {
    this.search = search;
    this.rows = rows;
    this.problems = problems;
  }

  @GetMapping("/search")
  String search(
      @RequestParam(name = "q", defaultValue = "") String typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Locale locale,
      Model model) {
    model.addAttribute("searched", typed);
    if (typed.isBlank()) {
      return "search";
    }
    Optional<DossierCode> direct = search.direct(typed, reader.caller());
    if (direct.isPresent()) {
      return "redirect:/dossiers/" + direct.get();
    }
    try {
      Result result = search.find(typed, reader.caller());
      List<FoundRow> shown = rows.rows(result, SHOWN);
      model.addAttribute("rows", shown);
      model.addAttribute("more", result.more() || result.hits().size() > shown.size());
    } catch (Failure refused) {
      model.addAttribute("refused", problems.sentence(refused, locale));
      response.setStatus(problems.status(refused));
    }
    return "search";
  }
}
