package onestop.web.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import onestop.desk.work.ClockCorrections;
import onestop.dossiers.steps.CorrectionOrder;
import onestop.dossiers.steps.Corrections;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Mistaken moves of a dossier's clock, and their corrections. */
@RestController
@RequestMapping("/api/dossiers/{code}/corrections")
@PersonalData(Of.DOSSIER)
class CorrectionsApi {
  private final ClockCorrections corrections;

  CorrectionsApi(ClockCorrections corrections) {
    this.corrections = corrections;
  }

  /** The mistake, and the right last day if the mistake is a day. */
  record CorrectionBody(
      CorrectionOrder.@NotNull(message = "{web.field.required}") What what,
      @Min(value = 1, message = "{web.field.not-negative}") int no,
      @Nullable LocalDate deadlineOn,
      @NotBlank(message = "{web.field.required}")
          @Size(max = 4000, message = "{web.field.too-long}")
          String wrong,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String document) {}

  /** The moves that can be corrected now. */
  @GetMapping
  List<Corrections.Correctable> of(@PathVariable String code) {
    return corrections.of(new DossierCode(code));
  }

  /** Records a correction. */
  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void correct(
      @PathVariable String code,
      @Valid @RequestBody CorrectionBody body,
      @AuthenticationPrincipal SignedIn caller) {
    corrections.correct(
        new CorrectionOrder(
            new DossierCode(code),
            body.what(),
            body.no(),
            body.deadlineOn(),
            body.wrong().strip(),
            body.document().strip()),
        caller.caller());
  }
}
