package onestop.web.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import onestop.desk.work.EscalationAnswers;
import onestop.escalation.Escalation;
import onestop.escalation.EscalationLevel;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The escalations of a dossier: the persons notified, and their answers. */
@RestController
@PersonalData(Of.DOSSIER)
@RequestMapping("/api/dossiers/{code}/escalations")
class EscalationsApi {
  private final EscalationAnswers escalations;

  EscalationsApi(EscalationAnswers escalations) {
    this.escalations = escalations;
  }

  /** A raised level; {@code mayAnswer} is true if it waits for the caller's answer. */
  record Raised(
      EscalationLevel level,
      int appointmentNo,
      String agency,
      List<String> recipients,
      Instant raisedAt,
      @Nullable String answeredBy,
      @Nullable Instant answeredAt,
      @Nullable String answer,
      boolean mayAnswer) {}

  /** The text of an answer. */
  record AnswerBody(
      @NotBlank(message = "{web.field.required}")
          @Size(max = 2000, message = "{web.field.too-long}")
          String text) {}

  @GetMapping
  List<Raised> of(@PathVariable String code, @AuthenticationPrincipal SignedIn caller) {
    return escalations.of(new DossierCode(code), caller.caller()).stream()
        .map(EscalationsApi::raised)
        .toList();
  }

  @PostMapping(path = "/{level}/answer", consumes = "application/json")
  Raised answer(
      @PathVariable String code,
      @PathVariable EscalationLevel level,
      @Valid @RequestBody AnswerBody body,
      @AuthenticationPrincipal SignedIn caller) {
    return raised(escalations.answer(new DossierCode(code), level, body.text(), caller.caller()));
  }

  private static Raised raised(EscalationAnswers.Raised one) {
    Escalation raised = one.level();
    Escalation.Answer answer = raised.answer();
    return new Raised(
        raised.level(),
        raised.appointmentNo(),
        raised.agency().value(),
        raised.recipients(),
        raised.raisedAt(),
        answer == null ? null : answer.by().value(),
        answer == null ? null : answer.at(),
        answer == null ? null : answer.text(),
        one.mayAnswer());
  }
}
