package onestop.web.opinions;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.conduct.Lookup;
import onestop.desk.consultations.GivenOpinions;
import onestop.desk.consultations.GivenOpinions.Attached;
import onestop.desk.consultations.GivenOpinions.Handed;
import onestop.dossiers.consultations.Consultation;
import onestop.dossiers.consultations.Consultation.Place;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The opinions asked of the reader: the list, and each with its answer. */
@Controller
@RequestMapping("/opinions")
@PersonalData(value = Of.OPINION, as = Lookup.What.OPINION)
class OpinionPages {
  private static final String LIST = "redirect:/opinions";

  private final GivenOpinions opinions;
  private final OpinionView.Writer views;
  private final OpinionWords words;

  OpinionPages(GivenOpinions opinions, OpinionView.Writer views, OpinionWords words) {
    this.opinions = opinions;
    this.views = views;
    this.words = words;
  }

  /** An answer as typed. */
  record Typed(@Nullable String answer) {}

  /** A question as it is passed on; the role by its code. */
  record Passed(@Nullable String agency, @Nullable String role, @Nullable String reason) {}

  @PersonalData(Of.LISTED)
  @GetMapping
  String list(@AuthenticationPrincipal SignedIn reader, Model model) {
    model.addAttribute("rows", opinions.waiting(reader.caller()).stream().map(views::of).toList());
    return "opinions";
  }

  @GetMapping("/{code}/{no}")
  String question(
      @PathVariable String code,
      @PathVariable int no,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    return show(place(code, no), reader, model);
  }

  private String show(Place place, SignedIn reader, Model model) {
    GivenOpinions.Sheet sheet = opinions.sheet(place, reader.caller());
    model.addAttribute("o", views.of(sheet));
    model.addAttribute("applicant", sheet.dossier().applicant().name());
    model.addAttribute("answers", sheet.answers());
    model.addAttribute("longest", Consultation.LONGEST_ANSWER);
    model.addAttribute("longestReason", Consultation.LONGEST_REASON);
    words.choices(model);
    return "opinion";
  }

  private static Place place(String code, int no) {
    return new Place(new DossierCode(code), no);
  }

  @GetMapping("/{code}/{no}/files/{file}")
  ResponseEntity<byte[]> file(
      @PathVariable String code,
      @PathVariable int no,
      @PathVariable int file,
      @AuthenticationPrincipal SignedIn reader) {
    GivenOpinions.NamedFile named = opinions.file(place(code, no), file, reader.caller());
    return FileAnswer.of(named.title(), named.bytes());
  }

  @PostMapping("/{code}/{no}/answer")
  String answer(
      @PathVariable String code,
      @PathVariable int no,
      @ModelAttribute("typed") Typed typed,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next)
      throws IOException {
    Attached attached =
        file == null || file.isEmpty()
            ? null
            : new Attached(
                Objects.requireNonNullElse(file.getOriginalFilename(), ""), file.getBytes());
    String answer = Objects.requireNonNullElse(typed.answer(), "");
    return done(
        () -> opinions.answer(place(code, no), answer, attached, reader.caller()),
        new Sent(place(code, no), reader, response, model),
        "opinion.said.answered",
        next);
  }

  @PostMapping("/{code}/{no}/pass-on")
  String passOn(
      @PathVariable String code,
      @PathVariable int no,
      @ModelAttribute("passed") Passed typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    model.addAttribute("passing", true);
    return done(
        () ->
            opinions.passOn(
                place(code, no),
                new Handed(
                    Choices.agency(typed.agency()),
                    typed.role() == null ? null : Role.ofCode(typed.role()).orElse(null),
                    Objects.requireNonNullElse(typed.reason(), "")),
                reader.caller()),
        new Sent(place(code, no), reader, response, model),
        "opinion.said.passed-on",
        next);
  }

  /** A form that was sent, and where its answer goes. */
  private record Sent(Place place, SignedIn reader, HttpServletResponse response, Model model) {}

  private String done(Runnable act, Sent sent, String said, RedirectAttributes next) {
    try {
      act.run();
      next.addFlashAttribute("said", words.text(said, sent.place().no()));
      return LIST;
    } catch (Failure failure) {
      int status = words.refuse(failure, sent.model());
      String page = show(sent.place(), sent.reader(), sent.model());
      sent.response().setStatus(status);
      return page;
    }
  }
}
