package onestop.web.handed;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import onestop.desk.papers.ResultWork;
import onestop.dossiers.papers.HandedFile;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Paths;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form that writes or uploads the draft of a result. */
@Controller
@RequestMapping("/dossiers/{code}/files")
@PersonalData(Of.DOSSIER)
class ResultPages {
  private final ResultWork results;
  private final HandedView.Writer views;
  private final Names names;
  private final Problems problems;

  ResultPages(ResultWork results, HandedView.Writer views, Names names, Problems problems) {
    this.results = results;
    this.views = views;
    this.names = names;
    this.problems = problems;
  }

  /**
   * The draft as typed; a chosen file goes before a typed conclusion.
   *
   * @param back the page to return to
   */
  record Typed(@Nullable String conclusion, @Nullable String back) {}

  @PostMapping("/result")
  String write(
      @PathVariable String code,
      @ModelAttribute Typed typed,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next)
      throws IOException {
    DossierCode dossier = new DossierCode(code);
    try {
      HandedFile added =
          file == null || file.isEmpty()
              ? results.write(
                  dossier, Objects.requireNonNullElse(typed.conclusion(), ""), reader.caller())
              : results.add(
                  dossier,
                  Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                  file.getBytes(),
                  reader.caller());
      next.addFlashAttribute("said", names.text("result.added", added.no()));
      return Paths.redirectTo(HandedPages.back(code, typed.back()));
    } catch (Failure failure) {
      response.setStatus(problems.status(failure));
      model.addAttribute("refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      model.addAttribute("resultTyped", typed);
      model.addAttribute(HandedView.MODEL, views.of(dossier, reader));
      return "dossier-files";
    }
  }
}
