package onestop.web.page.people;

import java.util.List;
import onestop.agencies.Account;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.desk.people.PeopleDirectory;
import onestop.desk.people.PeopleScope;
import onestop.kernel.AgencyCode;
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

/** The officers in the reader's reach, as a list. */
@Controller
@PersonalData(Of.NOBODY)
class PeoplePage {
  private final PeopleDirectory directory;
  private final PeopleWords words;
  private final Names names;

  PeoplePage(PeopleDirectory directory, PeopleWords words, Names names) {
    this.directory = directory;
    this.words = words;
    this.names = names;
  }

  /** The filter above the list. */
  record Filter(@Nullable String q, @Nullable String agency, @Nullable String role) {
    PeopleDirectory.Query query() {
      return new PeopleDirectory.Query(
          q == null ? "" : q, Choices.agency(agency), Choices.of(Role.class, role));
    }
  }

  /** An officer in the reader's language. */
  record Row(
      String id,
      String name,
      String title,
      String agency,
      List<String> roles,
      PeopleWords.State state) {}

  @GetMapping("/people")
  String list(
      @ModelAttribute Filter filter,
      @RequestParam(defaultValue = "1") int page,
      @ModelAttribute("here") String here,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    Paging paging = Paging.of(page);
    PeopleScope scope = directory.scope(reader.caller());
    PeopleDirectory.Part part =
        directory.list(filter.query(), paging.offset(), paging.size(), reader.caller());
    model.addAttribute("filter", filter);
    model.addAttribute("rows", part.accounts().stream().map(this::row).toList());
    model.addAttribute("agencies", names.agencies(scope.agencies()));
    model.addAttribute("roles", words.allRoles());
    model.addAttribute("mayChange", scope.changes());
    paging.tell(model, part.total(), here);
    return "people";
  }

  private Row row(Account account) {
    Officer officer = account.officer();
    AgencyCode agency = officer.agency();
    return new Row(
        officer.id().value(),
        officer.name(),
        officer.titleVi(),
        words.agency(agency),
        words.roles(officer.roles()),
        words.state(account));
  }
}
