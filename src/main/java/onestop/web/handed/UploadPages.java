package onestop.web.handed;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import onestop.desk.papers.UploadedPapers;
import onestop.dossiers.papers.FileUpload;
import onestop.dossiers.papers.FileUploads;
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
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A large file in parts, for the script of the page: after a lost connection or a reload it goes on
 * with what is here. Each refusal is a sentence beside the file, with the offset that is here.
 */
@Controller
@RequestMapping("/dossiers/{code}/files/uploads")
@PersonalData(Of.DOSSIER)
class UploadPages {
  private final UploadedPapers uploads;
  private final Names names;
  private final Problems problems;

  UploadPages(UploadedPapers uploads, Names names, Problems problems) {
    this.uploads = uploads;
    this.names = names;
    this.problems = problems;
  }

  /** What the script announces. */
  record Announced(@Nullable String name, @Nullable Long bytes, @Nullable String sha256) {}

  @PostMapping
  ResponseEntity<Map<String, Object>> begin(
      @PathVariable String code,
      @ModelAttribute Announced file,
      @AuthenticationPrincipal SignedIn reader) {
    return answer(
        () -> {
          Long bytes = file.bytes();
          return state(
              uploads.begin(
                  new DossierCode(code),
                  new FileUpload.Announced(
                      Objects.requireNonNullElse(file.name(), ""),
                      bytes == null ? 0 : bytes,
                      Objects.requireNonNullElse(file.sha256(), "")),
                  reader.caller()));
        });
  }

  @PostMapping("/{id}")
  ResponseEntity<Map<String, Object>> append(
      @PathVariable String code,
      @PathVariable String id,
      @RequestParam long offset,
      HttpServletRequest request,
      @AuthenticationPrincipal SignedIn reader)
      throws IOException {
    // one byte more than a part may have shows that it is too large
    byte[] bytes = request.getInputStream().readNBytes(FileUploads.LARGEST_PART + 1);
    FileUploads.Part part = new FileUploads.Part(offset, bytes);
    DossierCode dossier = new DossierCode(code);
    return answer(() -> state(uploads.append(dossier, id, part, reader.caller())));
  }

  @PostMapping("/{id}/file")
  ResponseEntity<Map<String, Object>> finish(
      @PathVariable String code,
      @PathVariable String id,
      @ModelAttribute HandedPages.Typed typed,
      @AuthenticationPrincipal SignedIn reader) {
    UploadedPapers.Place place =
        new UploadedPapers.Place(
            HandedView.OTHER.equals(typed.paper()) ? null : typed.paper(),
            typed.remark(),
            typed.replaces());
    return answer(
        () -> {
          HandedFile file = uploads.finish(new DossierCode(code), id, place, reader.caller());
          return Map.of("no", file.no(), "name", file.fileName());
        });
  }

  /** Drops an upload that is not to be continued. */
  @PostMapping("/{id}/drop")
  String drop(
      @PathVariable String code,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String back,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    uploads.drop(new DossierCode(code), id, reader.caller());
    next.addFlashAttribute("said", names.text("handed.dropped"));
    return Paths.redirectTo(HandedPages.back(code, back));
  }

  private static Map<String, Object> state(FileUpload upload) {
    return Map.of("id", upload.id(), "offset", upload.arrived(), "part", FileUploads.LARGEST_PART);
  }

  private ResponseEntity<Map<String, Object>> answer(Supplier<Map<String, Object>> act) {
    try {
      return ResponseEntity.ok(act.get());
    } catch (Failure failure) {
      Map<String, Object> body = new HashMap<>();
      body.put("sentence", problems.sentence(failure, LocaleContextHolder.getLocale()));
      if (failure.slug().equals("upload-offset")) {
        body.put("offset", failure.arguments().get("arrived"));
      }
      return ResponseEntity.status(problems.status(failure)).body(body);
    }
  }
}
