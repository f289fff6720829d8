package onestop.web.handed;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import onestop.desk.papers.UploadedPapers;
import onestop.dossiers.papers.FileUpload;
import onestop.dossiers.papers.FileUploads;
import onestop.dossiers.papers.HandedFile;
import onestop.kernel.DossierCode;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Files that arrive in parts, for programs: begin, send the parts each at its offset, ask for the
 * offset after a lost connection, and add the whole.
 */
@RestController
@RequestMapping("/api/v1/dossiers/{code}/files/uploads")
@PersonalData(Of.DOSSIER)
class UploadsApi {
  private final UploadedPapers uploads;

  UploadsApi(UploadedPapers uploads) {
    this.uploads = uploads;
  }

  /** What is announced; {@code sha256} in hexadecimal. */
  record AnnouncedBody(
      @NotBlank(message = "{web.field.required}") @Size(max = 400, message = "{web.field.too-long}")
          String name,
      @NotNull(message = "{web.field.required}") Long bytes,
      @NotBlank(message = "{web.field.required}") @Size(max = 64, message = "{web.field.too-long}")
          String sha256) {
    FileUpload.Announced announced() {
      return new FileUpload.Announced(name, bytes, sha256.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * An upload.
   *
   * @param offset where the next part begins
   * @param part the most bytes of a part
   * @param expiresAt when it goes if no part arrives
   * @param file the number of the file that it became
   */
  record UploadBody(
      String id,
      String name,
      long bytes,
      String sha256,
      long offset,
      int part,
      Instant expiresAt,
      @Nullable Integer file) {}

  /** What the file is of: a paper or a remark, or the number of the version that it replaces. */
  record PlaceBody(@Nullable String paper, @Nullable String remark, @Nullable Integer replaces) {}

  private UploadBody body(FileUpload upload) {
    return new UploadBody(
        upload.id(),
        upload.name(),
        upload.size(),
        upload.sha256(),
        upload.fileNo() == null ? upload.arrived() : upload.size(),
        FileUploads.LARGEST_PART,
        upload.lastAt().plus(uploads.kept()),
        upload.fileNo());
  }

  @GetMapping
  List<UploadBody> list(@PathVariable String code, @AuthenticationPrincipal SignedIn caller) {
    return uploads.of(new DossierCode(code), caller.caller()).stream().map(this::body).toList();
  }

  /** Begins an upload; one of the same content goes on where it stopped. */
  @Repeatable(How.IN_PARTS)
  @PostMapping(consumes = "application/json")
  @ApiResponse(responseCode = "201")
  ResponseEntity<UploadBody> begin(
      @PathVariable String code,
      @Valid @RequestBody AnnouncedBody body,
      @AuthenticationPrincipal SignedIn caller) {
    FileUpload upload = uploads.begin(new DossierCode(code), body.announced(), caller.caller());
    return ResponseEntity.created(
            URI.create("/api/v1/dossiers/" + code + "/files/uploads/" + upload.id()))
        .body(body(upload));
  }

  @GetMapping("/{id}")
  UploadBody get(
      @PathVariable String code,
      @PathVariable String id,
      @AuthenticationPrincipal SignedIn caller) {
    return body(uploads.get(new DossierCode(code), id, caller.caller()));
  }

  /** Adds a part: the body is its bytes. */
  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/{id}", consumes = "application/octet-stream")
  UploadBody append(
      @PathVariable String code,
      @PathVariable String id,
      @RequestParam long offset,
      @RequestBody(required = false) byte @Nullable [] body,
      @AuthenticationPrincipal SignedIn caller) {
    FileUploads.Part part = new FileUploads.Part(offset, body == null ? new byte[0] : body);
    return body(uploads.append(new DossierCode(code), id, part, caller.caller()));
  }

  /** Adds the whole to the dossier's files; asked again, it answers with the same file. */
  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/{id}/file", consumes = "application/json")
  @ApiResponse(responseCode = "201")
  ResponseEntity<HandedFilesApi.FileBody> finish(
      @PathVariable String code,
      @PathVariable String id,
      @Valid @RequestBody PlaceBody body,
      @AuthenticationPrincipal SignedIn caller) {
    HandedFile added =
        uploads.finish(
            new DossierCode(code),
            id,
            new UploadedPapers.Place(body.paper(), body.remark(), body.replaces()),
            caller.caller());
    return ResponseEntity.created(URI.create("/api/v1/dossiers/" + code + "/files/" + added.no()))
        .body(HandedFilesApi.FileBody.of(added));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void drop(
      @PathVariable String code,
      @PathVariable String id,
      @AuthenticationPrincipal SignedIn caller) {
    uploads.drop(new DossierCode(code), id, caller.caller());
  }
}
