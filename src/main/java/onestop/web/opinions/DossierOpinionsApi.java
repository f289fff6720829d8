package onestop.web.opinions;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import onestop.desk.consultations.AskedOpinions;
import onestop.dossiers.consultations.Consultation.Place;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The opinions asked about a dossier. */
@RestController
@RequestMapping("/api/v1/dossiers/{code}/opinions")
@PersonalData(Of.DOSSIER)
class DossierOpinionsApi {
  private final AskedOpinions opinions;

  DossierOpinionsApi(AskedOpinions opinions) {
    this.opinions = opinions;
  }

  /** Why a question is withdrawn. */
  record Withdrawal(@NotBlank(message = "{web.field.required}") String reason) {}

  @GetMapping
  List<OpinionBody> list(@PathVariable String code, @AuthenticationPrincipal SignedIn caller) {
    return opinions.of(new DossierCode(code), caller.caller()).stream()
        .map(entry -> OpinionBody.of(entry.question(), entry.state()))
        .toList();
  }

  /** Reminds the asked officers, once. */
  @PostMapping("/{no}/remind")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remind(
      @PathVariable String code, @PathVariable int no, @AuthenticationPrincipal SignedIn caller) {
    opinions.remind(new Place(new DossierCode(code), no), caller.caller());
  }

  /** Withdraws the question. */
  @PostMapping(path = "/{no}/withdraw", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(
      @PathVariable String code,
      @PathVariable int no,
      @Valid @RequestBody Withdrawal body,
      @AuthenticationPrincipal SignedIn caller) {
    opinions.withdraw(new Place(new DossierCode(code), no), body.reason(), caller.caller());
  }
}
