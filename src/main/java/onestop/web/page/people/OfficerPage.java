package onestop.web.page.people;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import onestop.agencies.Account;
import onestop.agencies.AccountEvent;
import onestop.agencies.Accounts;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.desk.people.OfficerRights;
import onestop.desk.people.OfficerRights.Effect;
import onestop.desk.people.PeopleDirectory;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.web.login.FirstPasswords;
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
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One officer: rights, account, the acts of an administrator, and every change so far. */
@Controller
@PersonalData(Of.NOBODY)
class OfficerPage {
  private final PeopleDirectory directory;
  private final OfficerRights rights;
  private final FirstPasswords passwords;
  private final PeopleWords words;

  OfficerPage(
      PeopleDirectory directory,
      OfficerRights rights,
      FirstPasswords passwords,
      PeopleWords words) {
    this.directory = directory;
    this.rights = rights;
    this.passwords = passwords;
    this.words = words;
  }

  /** What an administrator can do on the page; the word in the address is in small letters. */
  enum Act {
    GRANT,
    REVOKE,
    SHUT,
    REOPEN,
    END_SESSIONS,
    GIVE_PASSWORD
  }

  /** The typed form of any of the acts. */
  record Typed(
      @Nullable String role,
      @Nullable String reason,
      @Nullable Long epoch,
      @Nullable String password) {
    @Override
    public String toString() {
      return "Typed[hidden]";
    }
  }

  /** A change of rights in the reader's language. */
  record EventRow(Instant at, String what, String by) {}

  /** A role at an agency, in the reader's language. */
  record PostRow(String role, String agency) {}

  @GetMapping("/people/{id}")
  String one(@PathVariable String id, @AuthenticationPrincipal SignedIn reader, Model model) {
    return show(id, new Typed(null, null, null, null), reader, model);
  }

  @PostMapping("/people/{id}/{act}")
  String act(
      @PathVariable String id,
      @PathVariable String act,
      @ModelAttribute Typed typed,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      RedirectAttributes next) {
    Act chosen = Objects.requireNonNull(Choices.of(Act.class, act));
    Account account = directory.get(new OfficerId(id), reader.caller()).account();
    try {
      Effect effect = perform(chosen, account, typed, reader);
      String key = effect == Effect.DONE ? chosen.name() : chosen.name() + ".so";
      Role role = chosen == Act.GRANT || chosen == Act.REVOKE ? role(typed) : null;
      next.addFlashAttribute(
          "said",
          words.text(
              "people.said." + key,
              account.officer().name(),
              role == null ? "" : words.role(role)));
      next.addAttribute("id", account.officer().id().value());
      return "redirect:/people/{id}";
    } catch (Failure failure) {
      String sentence = words.sentence(failure);
      model.addAttribute("refused", sentence);
      model.addAttribute("wrong", Map.of(field(chosen), sentence));
      return show(id, typed, reader, model);
    }
  }

  private Effect perform(Act act, Account account, Typed typed, SignedIn reader) {
    OfficerId id = account.officer().id();
    return switch (act) {
      case GRANT -> rights.grant(id, role(typed), reader.caller());
      case REVOKE -> rights.revoke(id, role(typed), reader.caller());
      case SHUT -> rights.shut(id, text(typed.reason()), reader.caller());
      case REOPEN -> rights.reopen(id, text(typed.reason()), reader.caller());
      case END_SESSIONS ->
          rights.endSessions(
              id, Objects.requireNonNullElse(typed.epoch(), account.epoch()), reader.caller());
      case GIVE_PASSWORD -> {
        String password = text(typed.password());
        if (passwords.isGiven(account, password)) {
          yield Effect.WAS_SO;
        }
        String hash = passwords.hash("first-password", password, account.officer());
        rights.givePassword(account, hash, Accounts.Term.FIRST_LOGIN, reader.caller());
        yield Effect.DONE;
      }
    };
  }

  private static String text(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }

  private static Role role(Typed typed) {
    Role role = Choices.of(Role.class, typed.role());
    if (role == null) {
      throw Failure.badInput("web", "role-missing", "field", "role");
    }
    return role;
  }

  private static String field(Act act) {
    return switch (act) {
      case GRANT -> "role";
      case GIVE_PASSWORD -> "password";
      case SHUT, REOPEN -> "reason";
      case REVOKE, END_SESSIONS -> "";
    };
  }

  private String show(String id, Typed typed, SignedIn reader, Model model) {
    PeopleDirectory.Profile profile = directory.get(new OfficerId(id), reader.caller());
    Account account = profile.account();
    Officer officer = account.officer();
    model.addAttribute("officer", officer);
    model.addAttribute("agency", words.agency(officer.agency()));
    model.addAttribute("state", words.state(account));
    model.addAttribute("account", account);
    model.addAttribute("own", choices(officer, Held.YES));
    model.addAttribute("others", choices(officer, Held.NO));
    model.addAttribute("delegated", delegated(profile));
    model.addAttribute("history", profile.history().stream().map(this::row).toList());
    model.addAttribute("mayChange", directory.scope(reader.caller()).changes());
    model.addAttribute("isMe", officer.id().equals(reader.officer().id()));
    model.addAttribute("typed", typed);
    // shown in this answer alone; what is given is the text that comes back
    String password = typed.password();
    model.addAttribute("suggested", password == null ? passwords.suggested() : password);
    return "officer";
  }

  private enum Held {
    YES,
    NO
  }

  private List<Names.Choice> choices(Officer officer, Held held) {
    return Arrays.stream(Role.values())
        .filter(role -> officer.roles().contains(role) == (held == Held.YES))
        .map(
            role ->
                new Names.Choice(
                    role.name().toLowerCase(Locale.ROOT).replace('_', '-'), words.role(role)))
        .toList();
  }

  /** The posts that the officer holds by delegation alone. */
  private List<PostRow> delegated(PeopleDirectory.Profile profile) {
    Officer officer = profile.account().officer();
    return profile.posts().stream()
        .filter(
            post ->
                !post.agency().equals(officer.agency()) || !officer.roles().contains(post.role()))
        .map(post -> new PostRow(words.role(post.role()), words.agency(post.agency())))
        .toList();
  }

  private EventRow row(AccountEvent event) {
    return new EventRow(event.at(), words.event(event), words.officer(event.by()));
  }
}
