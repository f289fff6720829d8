package onestop.web.page.people;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import onestop.desk.people.AgencyFiles;
import onestop.desk.people.OfficerRights.Effect;
import onestop.desk.people.RegisterBook;
import onestop.dossiers.registers.ResultRegister;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The registers in which an agency numbers its results. */
@Controller
@RequestMapping("/agencies/{code}/registers")
@PersonalData(Of.NOBODY)
class RegisterPages {
  private final RegisterBook book;
  private final AgencyFiles files;
  private final PeopleWords words;
  private final Names names;
  private final Problems problems;

  RegisterPages(
      RegisterBook book, AgencyFiles files, PeopleWords words, Names names, Problems problems) {
    this.book = book;
    this.files = files;
    this.words = words;
    this.names = names;
    this.problems = problems;
  }

  /** A register as typed; an input that was not sent is empty. */
  record Typed(
      @Nullable String procedure,
      @Nullable String name,
      @Nullable String pattern,
      @Nullable String next) {
    private RegisterBook.Draft draft() {
      if (sent(procedure).isEmpty()) {
        throw Failure.badInput("web", "role-missing", "field", "procedure");
      }
      String number = sent(next);
      if (!number.matches("\\d{1,7}")) {
        throw Failure.badInput(
            "web",
            "register-next",
            "field",
            "next",
            "value",
            number,
            "most",
            ResultRegister.GREATEST);
      }
      return new RegisterBook.Draft(
          sent(procedure), sent(name), sent(pattern), Integer.parseInt(number));
    }

    private static String sent(@Nullable String input) {
      return input == null ? "" : input.strip();
    }
  }

  /** A kept register. */
  record Row(String procedure, String of, String name, String pattern, String proposed) {}

  @GetMapping
  String list(
      @PathVariable String code,
      @RequestParam(defaultValue = "") String procedure,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    AgencyCode agency = files.get(new AgencyCode(code), reader.caller()).agency().code();
    List<RegisterBook.Kept> kept = book.of(agency, reader.caller());
    model.addAttribute(
        "typed",
        kept.stream()
            .filter(one -> one.register().procedure().equals(procedure))
            .findFirst()
            .map(this::typed)
            .orElseGet(() -> new Typed("", "", shown("{number}/{year}/"), "1")));
    return show(agency, kept, model);
  }

  private Typed typed(RegisterBook.Kept kept) {
    ResultRegister one = kept.register();
    return new Typed(
        one.procedure(), one.name(), shown(one.pattern()), String.valueOf(kept.next()));
  }

  private String show(AgencyCode agency, List<RegisterBook.Kept> kept, Model model) {
    model.addAttribute("agency", agency.value());
    model.addAttribute("name", words.agency(agency));
    model.addAttribute("registers", kept.stream().map(this::row).toList());
    model.addAttribute("procedures", names.procedures());
    model.addAttribute("example", shown("{number}/{year}/GXN-UBND"));
    return "registers";
  }

  private Row row(RegisterBook.Kept kept) {
    ResultRegister one = kept.register();
    return new Row(
        one.procedure(),
        names.procedures().stream()
            .filter(choice -> choice.code().equals(one.procedure()))
            .findFirst()
            .map(Names.Choice::name)
            .orElse(one.procedure()),
        one.name(),
        shown(one.pattern()),
        kept.proposed());
  }

  /** A pattern in the reader's words. */
  private String shown(String pattern) {
    return pattern
        .replace(ResultRegister.NUMBER, "{" + words.text("registers.place.number") + "}")
        .replace(ResultRegister.YEAR, "{" + words.text("registers.place.year") + "}");
  }

  @PostMapping
  String keep(
      @PathVariable String code,
      @ModelAttribute Typed typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    AgencyCode agency = files.get(new AgencyCode(code), reader.caller()).agency().code();
    try {
      book.keep(agency, typed.draft(), reader.caller());
      return said(agency, "registers.said.kept", next);
    } catch (Failure failure) {
      String sentence = words.sentence(failure);
      model.addAttribute("typed", typed);
      model.addAttribute(
          "wrong", Map.of(String.valueOf(failure.arguments().getOrDefault("field", "")), sentence));
      model.addAttribute("refused", sentence);
      response.setStatus(problems.status(failure));
      return show(agency, book.of(agency, reader.caller()), model);
    }
  }

  @PostMapping("/{procedure}/remove")
  String remove(
      @PathVariable String code,
      @PathVariable String procedure,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    AgencyCode agency = files.get(new AgencyCode(code), reader.caller()).agency().code();
    Effect effect = book.remove(agency, procedure, reader.caller());
    return said(
        agency, effect == Effect.DONE ? "registers.said.gone" : "registers.said.none", next);
  }

  private String said(AgencyCode agency, String key, RedirectAttributes next) {
    next.addFlashAttribute("said", words.text(key));
    next.addAttribute("code", agency.value());
    return "redirect:/agencies/{code}/registers";
  }
}
