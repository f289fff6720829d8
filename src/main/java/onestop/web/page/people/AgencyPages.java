package onestop.web.page.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.desk.people.AgencyFiles;
import onestop.desk.people.DelegationOrders;
import onestop.desk.people.HoursChanges;
import onestop.desk.people.OfficerRights.Effect;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The hierarchy of agencies; one agency with its hours and delegations, and their changes. */
@Controller
@RequestMapping("/agencies")
@PersonalData(Of.NOBODY)
class AgencyPages {
  private final AgencyFiles files;
  private final HoursChanges hours;
  private final DelegationOrders delegations;
  private final AgencyView view;
  private final PeopleWords words;

  AgencyPages(
      AgencyFiles files,
      HoursChanges hours,
      DelegationOrders delegations,
      AgencyView view,
      PeopleWords words) {
    this.files = files;
    this.hours = hours;
    this.delegations = delegations;
    this.view = view;
    this.words = words;
  }

  @GetMapping
  String tree(@AuthenticationPrincipal SignedIn reader, Model model) {
    model.addAttribute("nodes", view.nodes(files.tree(reader.caller())));
    return "agencies";
  }

  @GetMapping("/{code}")
  String one(@PathVariable String code, @AuthenticationPrincipal SignedIn reader, Model model) {
    return show(new AgencyCode(code), reader, model);
  }

  private String show(AgencyCode code, SignedIn reader, Model model) {
    view.show(files.get(code, reader.caller()), reader.caller(), model);
    return "agency";
  }

  /** Shows what new hours would do, and changes nothing. */
  @PostMapping("/{code}/hours/try")
  String tryHours(
      @PathVariable String code,
      @ModelAttribute HoursForm form,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    AgencyCode agency = files.get(new AgencyCode(code), reader.caller()).agency().code();
    model.addAttribute("hours", form);
    try {
      model.addAttribute(
          "outlook", view.outlook(hours.tryOut(agency, form.proposal(), reader.caller())));
    } catch (Failure failure) {
      refuse(failure, form, model);
    }
    return show(agency, reader, model);
  }

  @PostMapping("/{code}/hours/apply")
  String changeHours(
      @PathVariable String code,
      @ModelAttribute HoursForm form,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      RedirectAttributes next) {
    AgencyCode agency = files.get(new AgencyCode(code), reader.caller()).agency().code();
    try {
      Effect effect = hours.apply(agency, form.proposal(), reader.caller());
      return said(agency, "agencies.said.hours", effect, next);
    } catch (Failure failure) {
      model.addAttribute("hours", form);
      refuse(failure, form, model);
      return show(agency, reader, model);
    }
  }

  @PostMapping("/{code}/delegations/add")
  String delegate(
      @PathVariable String code,
      @ModelAttribute DelegationForm form,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      RedirectAttributes next) {
    AgencyCode agency = files.get(new AgencyCode(code), reader.caller()).agency().code();
    List<Failure> faults;
    try {
      DelegationOrders.Draft draft = form.draft(agency);
      faults = draft.faults();
      if (faults.isEmpty()) {
        Effect effect = delegations.add(draft, reader.caller());
        return said(agency, "agencies.said.delegated", effect, next);
      }
    } catch (Failure failure) {
      faults = List.of(failure);
    }
    model.addAttribute("delegation", form);
    refuse(faults, model);
    return show(agency, reader, model);
  }

  @PostMapping("/{code}/delegations/{number}/end")
  String end(
      @PathVariable String code,
      @PathVariable long number,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    AgencyCode agency = files.get(new AgencyCode(code), reader.caller()).agency().code();
    Effect effect = delegations.end(agency, number, reader.caller());
    return said(agency, "agencies.said.ended", effect, next);
  }

  private String said(AgencyCode agency, String key, Effect effect, RedirectAttributes next) {
    next.addFlashAttribute("said", words.text(effect == Effect.DONE ? key : key + ".so"));
    next.addAttribute("code", agency.value());
    return "redirect:/agencies/{code}";
  }

  private void refuse(Failure fault, HoursForm form, Model model) {
    String field =
        fault.slug().equals("office-hours")
            ? form.inputOf(String.valueOf(fault.arguments().get("value")))
            : field(fault);
    refuse(List.of(fault), Map.of(field, words.sentence(fault)), model);
  }

  private void refuse(List<Failure> faults, Model model) {
    Map<String, String> wrong = new LinkedHashMap<>();
    for (Failure fault : faults) {
      wrong.putIfAbsent(field(fault), words.sentence(fault));
    }
    refuse(faults, wrong, model);
  }

  private void refuse(List<Failure> faults, Map<String, String> wrong, Model model) {
    model.addAttribute("wrong", wrong);
    model.addAttribute(
        "refused",
        faults.size() == 1
            ? words.sentence(faults.get(0))
            : words.text("agencies.refused", wrong.size()));
  }

  /** The input that a failure is about. */
  private static String field(Failure fault) {
    return switch (fault.slug()) {
      case "hours-past" -> "hoursFrom";
      case "delegation-days" -> "validTo";
      case "not-theirs-to-delegate" -> "from";
      case "no-such-officer" -> "to";
      default -> String.valueOf(fault.arguments().getOrDefault("field", ""));
    };
  }
}
