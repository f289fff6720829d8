package onestop.web.handed;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import onestop.desk.papers.HandedPapers;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.NewFile;
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

/**
 * The page with the files of a dossier, and the forms that add and remove one. A browser without
 * script sends many files at once and reads one answer; the script sends each by itself.
 */
@Controller
@RequestMapping("/dossiers/{code}/files")
@PersonalData(Of.DOSSIER)
class HandedPages {
  /** The most files of one form. */
  static final int MOST_AT_ONCE = 20;

  private static final int LONGEST_PATH = 2000;

  /** The pages with a list of a dossier's files. */
  private static final Pattern PAGES =
      Pattern.compile("/(dossiers|receive/done)/[\\w.-]+(/files)?|/my-work/[\\w-]+(\\?\\S*)?");

  private final HandedPapers handed;
  private final HandedView.Writer views;
  private final Names names;
  private final Problems problems;

  HandedPages(HandedPapers handed, HandedView.Writer views, Names names, Problems problems) {
    this.handed = handed;
    this.views = views;
    this.names = names;
    this.problems = problems;
  }

  /**
   * The fields beside the files.
   *
   * @param back the page to return to
   */
  record Typed(
      @Nullable String paper,
      @Nullable String remark,
      @Nullable Integer replaces,
      @Nullable String back) {
    /** The form of one file with these fields. */
    NewFile file(MultipartFile sent) throws IOException {
      return new NewFile(
          Objects.requireNonNullElse(sent.getOriginalFilename(), ""),
          sent.getBytes(),
          HandedView.OTHER.equals(paper) ? null : paper,
          remark,
          replaces);
    }
  }

  /** A removal as typed. */
  record Removing(@Nullable String reason, @Nullable String back) {}

  @GetMapping
  String files(@PathVariable String code, @AuthenticationPrincipal SignedIn reader, Model model) {
    return show(code, reader, model);
  }

  private String show(String code, SignedIn reader, Model model) {
    model.addAttribute(HandedView.MODEL, views.of(new DossierCode(code), reader));
    return "dossier-files";
  }

  @PostMapping("/add")
  String add(
      @PathVariable String code,
      @ModelAttribute Typed typed,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next)
      throws IOException {
    List<MultipartFile> sent = chosen(files);
    List<String> wrong = new ArrayList<>();
    int status = HttpServletResponse.SC_BAD_REQUEST;
    int added = 0;
    if (sent.isEmpty()) {
      wrong.add(names.text("handed.none-chosen"));
    } else if (sent.size() > MOST_AT_ONCE) {
      wrong.add(names.text("handed.too-many-at-once", sent.size(), MOST_AT_ONCE));
    } else {
      for (MultipartFile file : sent) {
        try {
          handed.add(new DossierCode(code), typed.file(file), reader.caller());
          added++;
        } catch (Failure failure) {
          wrong.add(sentence(failure));
          status = problems.status(failure);
        }
      }
    }
    String said = added == 0 ? null : names.text("handed.added", added);
    if (wrong.isEmpty()) {
      next.addFlashAttribute("said", said);
      return Paths.redirectTo(back(code, typed.back()));
    }
    response.setStatus(status);
    model.addAttribute("said", said);
    model.addAttribute("handedTyped", typed);
    model.addAttribute("handedWrong", wrong);
    if (!handed.isOpenTo(reader.caller(), new DossierCode(code))) {
      model.addAttribute("refused", wrong.get(0)); // there is no form to show it at
    }
    return show(code, reader, model);
  }

  /** Adds one file for the script of the page, which shows the sentence beside the file. */
  @PostMapping(path = "/add", params = "one")
  ResponseEntity<Map<String, Object>> addOne(
      @PathVariable String code,
      @ModelAttribute Typed typed,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      @AuthenticationPrincipal SignedIn reader)
      throws IOException {
    List<MultipartFile> sent = chosen(files);
    if (sent.size() != 1) {
      return ResponseEntity.badRequest().body(Map.of("sentence", names.text("handed.none-chosen")));
    }
    try {
      HandedFile added =
          handed.add(new DossierCode(code), typed.file(sent.get(0)), reader.caller());
      return ResponseEntity.ok(Map.of("no", added.no(), "name", added.fileName()));
    } catch (Failure failure) {
      return ResponseEntity.status(problems.status(failure))
          .body(Map.of("sentence", sentence(failure)));
    }
  }

  @PostMapping("/{no}/remove")
  String remove(
      @PathVariable String code,
      @PathVariable int no,
      @ModelAttribute Removing typed,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    String reason = Objects.requireNonNullElse(typed.reason(), "");
    try {
      handed.remove(new DossierCode(code), no, reason, reader.caller());
    } catch (Failure failure) {
      response.setStatus(problems.status(failure));
      model.addAttribute("removing", no);
      model.addAttribute("removingReason", reason);
      model.addAttribute("refused", sentence(failure));
      return show(code, reader, model);
    }
    next.addFlashAttribute("said", names.text("handed.removed", no));
    return Paths.redirectTo(back(code, typed.back()));
  }

  /** The files of the form; a field without a chosen file sends one without a name. */
  private static List<MultipartFile> chosen(@Nullable List<MultipartFile> files) {
    return files == null
        ? List.of()
        : files.stream()
            .filter(file -> !file.isEmpty() || !"".equals(file.getOriginalFilename()))
            .toList();
  }

  static String back(String code, @Nullable String given) {
    return given != null
            && given.length() <= LONGEST_PATH
            && Paths.isOwn(given)
            && PAGES.matcher(given).matches()
        ? given
        : "/dossiers/" + code + "/files";
  }

  private String sentence(Failure failure) {
    Locale locale = LocaleContextHolder.getLocale();
    return problems.sentence(failure, locale);
  }
}
