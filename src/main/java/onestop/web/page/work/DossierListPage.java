package onestop.web.page.work;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierFilter;
import onestop.facts.DossierFilter.Side;
import onestop.facts.DossierFilter.Standing;
import onestop.facts.DossierLists;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.page.Paging;
import onestop.web.reach.Disclosure;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
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

  private final DossierLists lists;
  private final DossierRow.Writer rows;
  private final Disclosure disclosure;
  private final Names names;
  private final Clock clock;

  DossierListPage(
      DossierLists lists, DossierRow.Writer rows, Disclosure disclosure, Names names, Clock clock) {
    this.disclosure = disclosure;
    this.lists = lists;
    this.rows = rows;
    this.names = names;
    this.clock = clock;
  }

  /** The choices in the address; an empty one is no choice. */
  record Filter(
      @Nullable String state,
      @Nullable String lateness,
      @Nullable String agency,
      @Nullable String procedure,
      @Nullable String q,
      @Nullable String side) {

    DossierFilter toQuery(Disclosure disclosure) {
      return new DossierFilter(
          Choices.of(Standing.class, lateness),
          Choices.of(DossierState.class, state),
          Choices.agency(agency),
          Choices.orNull(procedure),
          disclosure.searched(Choices.orNull(q)),
          Objects.requireNonNullElse(Choices.of(Side.class, side), Side.EITHER),
          disclosure.named());
    }
  }

  @GetMapping("/dossiers")
  String list(
      @ModelAttribute Filter filter,
      @RequestParam(defaultValue = "1") int page,
      @ModelAttribute("here") String here,
      Model model) {
    Paging paging = Paging.of(page);
    Instant now = clock.instant();
    DossierFilter asked = filter.toQuery(disclosure);
    long total = lists.count(asked, now);
    model.addAttribute(
        "rows",
        rows.rows(
            lists.list(asked, new DossierFilter.Window(now, paging.offset(), paging.size()))));
    paging.tell(model, total, here);
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
