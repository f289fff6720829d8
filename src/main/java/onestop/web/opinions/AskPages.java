package onestop.web.opinions;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.desk.consultations.AskedOpinions;
import onestop.dossiers.consultations.AnswerDays;
import onestop.dossiers.consultations.Consultation;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Formats;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.worklist.ReturnPath;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form by which the holder of a work item asks for an opinion. */
@Controller
@RequestMapping("/my-work/{id}/opinion")
@PersonalData(Of.WORK_ITEM)
class AskPages {
  private final AskedOpinions opinions;
  private final OpinionWords words;
  private final Formats formats;

  AskPages(AskedOpinions opinions, OpinionWords words, Formats formats) {
    this.opinions = opinions;
    this.words = words;
    this.formats = formats;
  }

  /**
   * What was typed.
   *
   * @param role the code of a role
   * @param files the numbers of files
   * @param day a day as a browser sends it
   */
  record Typed(
      @Nullable String agency,
      @Nullable String role,
      @Nullable String question,
      @Nullable List<String> files,
      @Nullable String day,
      @Nullable String why) {
    AskedOpinions.Typed read() {
      return new AskedOpinions.Typed(
          Choices.agency(agency),
          role == null ? null : Role.ofCode(role).orElse(null),
          Objects.requireNonNullElse(question, ""),
          OpinionWords.numbers(Objects.requireNonNullElse(files, List.of())),
          Choices.day(day),
          Objects.requireNonNullElse(why, ""));
    }

    /** Whether a file was named. */
    public boolean names(int no) {
      return files != null && files.contains(String.valueOf(no));
    }
  }

  /** A file that may be named. */
  record Named(int no, String name) {}

  @GetMapping
  String form(@PathVariable String id, @AuthenticationPrincipal SignedIn reader, Model model) {
    AnswerDays.Proposal days = opinions.form(id, reader.caller()).days();
    return show(id, new Typed(null, null, null, null, days.day().toString(), null), reader, model);
  }

  private String show(String id, Typed typed, SignedIn reader, Model model) {
    AskedOpinions.Form form = opinions.form(id, reader.caller());
    AnswerDays.Proposal days = form.days();
    model.addAttribute("itemId", id);
    model.addAttribute("code", form.dossier().code().value());
    model.addAttribute("typed", typed);
    model.addAttribute("earliest", days.earliest().toString());
    model.addAttribute("longest", Consultation.LONGEST);
    model.addAttribute("longestWhy", Consultation.LONGEST_REASON);
    model.addAttribute(
        "explained",
        words.text(
            days.isCut() ? "opinion.day-cut" : "opinion.day-usual",
            AnswerDays.USUAL,
            formats.day(days.day()),
            formats.moment(days.dossierDue())));
    model.addAttribute(
        "files", form.files().stream().map(file -> new Named(file.no(), file.fileName())).toList());
    words.choices(model);
    return "opinion-ask";
  }

  @PostMapping
  String ask(
      @PathVariable String id,
      @ModelAttribute("typed") Typed typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    try {
      Consultation question = opinions.ask(id, typed.read(), reader.caller());
      next.addFlashAttribute("said", words.text("opinion.said.asked", question.place().no()));
      return "redirect:" + ReturnPath.item(id, ReturnPath.LIST);
    } catch (Failure failure) {
      if (failure.slug().equals("opinion-not-held")) {
        throw failure;
      }
      int status = words.refuse(failure, model);
      String page = show(id, typed, reader, model);
      response.setStatus(status);
      return page;
    }
  }
}
