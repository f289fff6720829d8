package onestop.web.page.dossier;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.desk.work.DossierSearch;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierFilter.Side;
import onestop.facts.DossierFilter.Standing;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.page.Paging;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of dossiers with its filters. */
@Controller
@PersonalData(Of.LISTED)
class DossierListPage {
  private static final List<String> LATENESSES =
      Arrays.stream(Standing.values())
          .filter(standing -> standing != Standing.RECEIVED)
          .map(DossierListPage::word)
          .toList();

  private final DossierSearch search;
  private final DossierRow.Writer rows;
  private final Names names;

  DossierListPage(DossierSearch search, DossierRow.Writer rows, Names names) {
    this.search = search;
    this.rows = rows;
    this.names = names;
  }

  /** The choices in the address; an empty one is no choice. */
  record Filter(
      @Nullable String state,
      @Nullable String lateness,
      @Nullable String agency,
      @Nullable String procedure,
      @Nullable String q,
      @Nullable String side) {

    DossierSearch.Query toQuery() {
      return new DossierSearch.Query(
          Choices.of(Standing.class, lateness),
          Choices.of(DossierState.class, state),
          Choices.agency(agency),
          Choices.orNull(procedure),
          Choices.orNull(q),
          Objects.requireNonNullElse(Choices.of(Side.class, side), Side.EITHER));
    }
  }

  @GetMapping("/dossiers")
  String list(
      @ModelAttribute Filter filter,
      @RequestParam(defaultValue = "1") int page,
      @ModelAttribute("here") String here,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    Paging paging = Paging.of(page);
    DossierSearch.Query asked = filter.toQuery();
    DossierSearch.Found found = search.find(asked, paging.offset(), paging.size(), reader.caller());
    model.addAttribute("rows", rows.rows(found.rows(), reader.caller()));
    paging.tell(model, found.total(), here);
    model.addAttribute("filter", filter);
    model.addAttribute("states", DossierState.values());
    model.addAttribute("latenesses", LATENESSES);
    model.addAttribute("side", asked.side());
    model.addAttribute("agencies", names.agencies());
    model.addAttribute("procedures", names.procedures());
    return "dossiers";
  }

  /** The word for a standing in an address. */
  static String word(Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
