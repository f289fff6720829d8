package onestop.web.handed;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import onestop.desk.papers.HandedPapers;
import onestop.desk.papers.ResultWork;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.NewFile;
import onestop.dossiers.papers.ResultDrafts;
import onestop.kernel.DossierCode;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The files of a dossier for programs: the body of a new one is its bytes, and nothing else. */
@RestController
@RequestMapping("/api/v1/dossiers/{code}/files")
@PersonalData(Of.DOSSIER)
class HandedFilesApi {
  private final HandedPapers handed;
  private final ResultWork results;

  HandedFilesApi(HandedPapers handed, ResultWork results) {
    this.handed = handed;
    this.results = results;
  }

  /**
   * A file.
   *
   * @param paper the code of the paper in the catalogue; null for another one
   * @param type as found from the content
   * @param replaces the number of the version before
   */
  record FileBody(
      int no,
      @Nullable String paper,
      @Nullable String remark,
      String name,
      String type,
      long bytes,
      String sha256,
      @Nullable Integer replaces,
      String addedBy,
      Instant addedAt,
      @Nullable RemovalBody removed) {
    static FileBody of(HandedFile file) {
      HandedFile.Removal removal = file.removal();
      return new FileBody(
          file.no(),
          file.paper(),
          file.remark(),
          file.fileName(),
          file.file().type().mediaType(),
          file.file().size(),
          file.file().sha256(),
          file.replaces(),
          file.by().id().value(),
          file.at(),
          removal == null
              ? null
              : new RemovalBody(removal.reason(), removal.by().id().value(), removal.at()));
    }
  }

  /** A removal. */
  record RemovalBody(String reason, String by, Instant at) {}

  /** What a new file is: a paper or a remark, or the number of the version that it replaces. */
  record Description(
      @Nullable String name,
      @Nullable String paper,
      @Nullable String remark,
      @Nullable Integer replaces) {}

  /** What is decided. */
  record ConclusionBody(@NotBlank(message = "{web.field.required}") String conclusion) {}

  /** Why a file is removed. */
  record Reason(@NotBlank(message = "{web.field.required}") String reason) {}

  @GetMapping
  List<FileBody> list(@PathVariable String code) {
    return handed.of(new DossierCode(code)).stream().map(FileBody::of).toList();
  }

  @Repeatable(How.IN_PARTS)
  @PostMapping(consumes = "application/octet-stream")
  @ApiResponse(responseCode = "201")
  ResponseEntity<FileBody> add(
      @PathVariable String code,
      Description file,
      @RequestBody(required = false) byte @Nullable [] body,
      @AuthenticationPrincipal SignedIn caller) {
    String name = file.name();
    byte[] bytes = body == null ? new byte[0] : body;
    DossierCode dossier = new DossierCode(code);
    HandedFile added =
        ResultDrafts.PAPER.equals(file.paper())
            ? results.add(dossier, name == null ? "" : name, bytes, caller.caller())
            : handed.add(
                dossier,
                new NewFile(
                    name == null ? "" : name, bytes, file.paper(), file.remark(), file.replaces()),
                caller.caller());
    return ResponseEntity.created(URI.create("/api/v1/dossiers/" + code + "/files/" + added.no()))
        .body(FileBody.of(added));
  }

  /** Writes a draft of the result; one written elsewhere is added as a file of paper result. */
  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/result", consumes = "application/json")
  ResponseEntity<FileBody> result(
      @PathVariable String code,
      @Valid @RequestBody ConclusionBody body,
      @AuthenticationPrincipal SignedIn caller) {
    HandedFile added = results.write(new DossierCode(code), body.conclusion(), caller.caller());
    return ResponseEntity.created(URI.create("/api/v1/dossiers/" + code + "/files/" + added.no()))
        .body(FileBody.of(added));
  }

  @PostMapping(path = "/{no}/remove", consumes = "application/json")
  FileBody remove(
      @PathVariable String code,
      @PathVariable int no,
      @Valid @RequestBody Reason reason,
      @AuthenticationPrincipal SignedIn caller) {
    DossierCode dossier = new DossierCode(code);
    handed.remove(dossier, no, reason.reason(), caller.caller());
    return FileBody.of(handed.get(dossier, no));
  }
}
