package onestop.web.page.people;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import onestop.agencies.Account;
import onestop.agencies.AccountEvent;
import onestop.agencies.Role;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.web.page.Names;
import onestop.web.words.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The words of the pages of people and agencies, in the reader's language. */
@Component
class PeopleWords {
  private final Names names;
  private final Problems problems;

  PeopleWords(Names names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /** A few words about an account, and their tone. */
  record State(String text, String tone) {}

  String text(String key, Object... values) {
    return names.text(key, values);
  }

  String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }

  String agency(AgencyCode code) {
    return names.agency(code);
  }

  String officer(OfficerId id) {
    return names.officer(id);
  }

  String role(Role role) {
    return names.text("role." + role.code());
  }

  /** The names of roles, in the order of the model. */
  List<String> roles(Collection<Role> roles) {
    return roles.stream().sorted().map(this::role).toList();
  }

  /** All roles as choices. */
  List<Names.Choice> allRoles() {
    return roleChoices(role -> true);
  }

  /** The roles of that kind as choices. */
  List<Names.Choice> roleChoices(Predicate<Role> kind) {
    return Arrays.stream(Role.values())
        .filter(kind)
        .map(role -> new Names.Choice(code(role), role(role)))
        .toList();
  }

  private static String code(Role role) {
    return role.code().replace('_', '-');
  }

  /** What a change of rights was. */
  String event(AccountEvent event) {
    String detail =
        switch (event.kind()) {
          case ADDED, ROLE_GRANTED, ROLE_REVOKED ->
              Arrays.stream(event.detail().split(" "))
                  .map(code -> Role.ofCode(code).map(this::role).orElse(code))
                  .collect(Collectors.joining(", "));
          default -> event.detail();
        };
    return text("people.event." + event.kind().name(), detail);
  }

  /** Whether the account can be used. */
  State state(Account account) {
    if (account.disabledAt() != null) {
      return new State(text("people.state.shut"), "bad");
    }
    if (account.passwordHash() == null) {
      return new State(text("people.state.no-password"), "warn");
    }
    return account.passwordGiven()
        ? new State(text("people.state.first-login"), "warn")
        : new State(text("people.state.open"), "good");
  }
}
