package onestop.web.opinions;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.desk.consultations.GivenOpinions;
import onestop.desk.consultations.GivenOpinions.Attached;
import onestop.desk.consultations.GivenOpinions.Handed;
import onestop.dossiers.consultations.Consultation.Place;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The opinions asked of the caller. */
@RestController
@RequestMapping("/api/v1/opinions")
@PersonalData(Of.OPINION)
class OpinionsApi {
  private final GivenOpinions opinions;

  OpinionsApi(GivenOpinions opinions) {
    this.opinions = opinions;
  }

  /** A question with its dossier’s procedure and applicant. */
  record OpinionSheet(OpinionBody question, String procedure, String applicant) {}

  /**
   * An answer.
   *
   * @param fileName the name of the file; null without one
   * @param file the bytes of a file in Base64; null without one
   */
  record AnswerText(
      @NotBlank(message = "{web.field.required}") String text,
      @Nullable String fileName,
      byte @Nullable [] file) {}

  /** To whom a question is passed on, and why. */
  record PassedOn(
      @NotBlank(message = "{web.field.required}") String agency,
      @NotBlank(message = "{web.field.required}") String role,
      @NotBlank(message = "{web.field.required}") String reason) {}

  /** Those that wait, least time first. */
  @PersonalData(Of.LISTED)
  @GetMapping
  List<OpinionBody> list(@AuthenticationPrincipal SignedIn caller) {
    return opinions.waiting(caller.caller()).stream()
        .map(waiting -> OpinionBody.of(waiting.question(), waiting.state()))
        .toList();
  }

  @GetMapping("/{code}/{no}")
  OpinionSheet get(
      @PathVariable String code, @PathVariable int no, @AuthenticationPrincipal SignedIn caller) {
    GivenOpinions.Sheet sheet = opinions.sheet(place(code, no), caller.caller());
    return new OpinionSheet(
        OpinionBody.of(sheet.question(), sheet.state()),
        sheet.dossier().pins().procedure().code(),
        sheet.dossier().applicant().name());
  }

  private static Place place(String code, int no) {
    return new Place(new DossierCode(code), no);
  }

  /** A file that the question names. */
  @GetMapping("/{code}/{no}/files/{file}")
  ResponseEntity<byte[]> file(
      @PathVariable String code,
      @PathVariable int no,
      @PathVariable int file,
      @AuthenticationPrincipal SignedIn caller) {
    GivenOpinions.NamedFile named = opinions.file(place(code, no), file, caller.caller());
    return FileAnswer.of(named.title(), named.bytes());
  }

  /** Answers it, once. */
  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/{code}/{no}/answer", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void answer(
      @PathVariable String code,
      @PathVariable int no,
      @Valid @RequestBody AnswerText body,
      @AuthenticationPrincipal SignedIn caller) {
    byte[] file = body.file();
    Attached attached =
        file == null ? null : new Attached(Objects.requireNonNullElse(body.fileName(), ""), file);
    opinions.answer(place(code, no), body.text(), attached, caller.caller());
  }

  /** Passes it on. */
  @PostMapping(path = "/{code}/{no}/pass-on", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void passOn(
      @PathVariable String code,
      @PathVariable int no,
      @Valid @RequestBody PassedOn body,
      @AuthenticationPrincipal SignedIn caller) {
    opinions.passOn(
        place(code, no),
        new Handed(
            new AgencyCode(body.agency()), Role.ofCode(body.role()).orElse(null), body.reason()),
        caller.caller());
  }
}
