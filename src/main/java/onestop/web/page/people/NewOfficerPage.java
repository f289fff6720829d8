package onestop.web.page.people;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.desk.people.NewOfficer;
import onestop.desk.people.OfficerRights;
import onestop.desk.people.OfficerRights.Effect;
import onestop.kernel.Failure;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page that adds an officer. */
@Controller
@PersonalData(Of.NOBODY)
class NewOfficerPage {
  private final OfficerRights rights;
  private final FirstPasswords passwords;
  private final PeopleWords words;
  private final Names names;

  NewOfficerPage(OfficerRights rights, FirstPasswords passwords, PeopleWords words, Names names) {
    this.rights = rights;
    this.passwords = passwords;
    this.words = words;
    this.names = names;
  }

  /** The typed form. */
  record Typed(
      @Nullable String login,
      @Nullable String name,
      @Nullable String title,
      @Nullable String agency,
      @Nullable List<String> roles,
      @Nullable String password) {
    Typed {
      roles = roles == null ? List.of() : List.copyOf(roles);
    }

    NewOfficer officer() {
      Set<Role> chosen = EnumSet.noneOf(Role.class);
      for (String word : Objects.requireNonNull(roles)) {
        Role role = Choices.of(Role.class, word);
        if (role != null) {
          chosen.add(role);
        }
      }
      return new NewOfficer(text(login), text(name), text(title), Choices.agency(agency), chosen);
    }

    private static String text(@Nullable String typed) {
      return typed == null ? "" : typed;
    }

    @Override
    public String toString() {
      return "Typed[hidden]";
    }
  }

  @GetMapping("/people/new")
  String empty(@RequestParam(required = false) @Nullable String agency, Model model) {
    Typed typed = new Typed(null, null, null, agency, null, passwords.suggested());
    return show(typed, List.of(), model);
  }

  @PostMapping("/people/new/add")
  String add(
      @ModelAttribute Typed typed,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      RedirectAttributes next) {
    List<Failure> faults = new ArrayList<>();
    try {
      NewOfficer wanted = typed.officer();
      faults.addAll(wanted.faults());
      if (faults.isEmpty()) {
        Officer officer = wanted.officer();
        String password = Typed.text(typed.password()).strip();
        String hash = passwords.hash("first-password", password, officer);
        Effect effect = rights.add(wanted, hash, reader.caller());
        next.addFlashAttribute(
            "said",
            words.text(
                "people.said.ADD" + so(effect), officer.name(), officer.id().value(), password));
        next.addAttribute("id", officer.id().value());
        return "redirect:/people/{id}";
      }
    } catch (Failure failure) {
      faults.add(failure);
    }
    return show(typed, faults, model);
  }

  private static String so(Effect effect) {
    return effect == Effect.DONE ? "" : ".so";
  }

  private String show(Typed typed, List<Failure> faults, Model model) {
    Map<String, String> wrong = new LinkedHashMap<>();
    for (Failure fault : faults) {
      wrong.putIfAbsent(field(fault), words.sentence(fault));
    }
    if (!wrong.isEmpty()) {
      model.addAttribute("refused", words.text("people.new.refused", wrong.size()));
    }
    model.addAttribute("wrong", wrong);
    model.addAttribute("typed", typed);
    model.addAttribute("agencies", names.agencies());
    model.addAttribute("roles", words.allRoles());
    model.addAttribute("typedForm", "/people/new/add");
    return "officer-new";
  }

  /** The input that a failure is about. */
  private static String field(Failure fault) {
    String named = String.valueOf(fault.arguments().getOrDefault("field", ""));
    return switch (fault.slug()) {
      case "officer-exists" -> "login";
      case "no-such-agency", "agency-code" -> "agency";
      case "choice-unknown" -> "roles";
      default -> named.equals("first-password") ? "password" : named;
    };
  }
}
