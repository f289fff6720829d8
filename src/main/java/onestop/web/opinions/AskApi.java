package onestop.web.opinions;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.desk.consultations.AskedOpinions;
import onestop.dossiers.consultations.AnswerDays;
import onestop.dossiers.consultations.Consultation;
import onestop.kernel.AgencyCode;
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

/** The opinions that the holder of a work item asks. */
@RestController
@RequestMapping("/api/v1/work-items/{id}/opinions")
@PersonalData(Of.WORK_ITEM)
class AskApi {
  private final AskedOpinions opinions;

  AskApi(AskedOpinions opinions) {
    this.opinions = opinions;
  }

  /**
   * What is proposed for a question.
   *
   * @param day the day of the answer that is proposed
   * @param earliest the first day that may be chosen
   * @param dossierDue the dossier's own due date, which a question does not move
   * @param roles the roles that may be asked
   */
  record Proposed(LocalDate day, LocalDate earliest, Instant dossierDue, List<String> roles) {}

  /**
   * A question.
   *
   * @param files the numbers of the dossier's files that the asked officers may read
   * @param day the day by whose close of office the answer is due
   * @param why why it may come after the dossier's own due date; not needed before it
   */
  record QuestionBody(
      @NotBlank(message = "{web.field.required}") String agency,
      @NotBlank(message = "{web.field.required}") String role,
      @NotBlank(message = "{web.field.required}") String question,
      @Nullable List<Integer> files,
      @NotNull(message = "{web.field.required}") @Nullable LocalDate day,
      @Nullable String why) {}

  @GetMapping
  Proposed proposed(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    AnswerDays.Proposal days = opinions.form(id, caller.caller()).days();
    return new Proposed(
        days.day(),
        days.earliest(),
        days.dossierDue(),
        AskedOpinions.ROLES.stream().map(Role::code).toList());
  }

  @PostMapping(consumes = "application/json")
  @ApiResponse(responseCode = "201")
  ResponseEntity<OpinionBody> ask(
      @PathVariable String id,
      @Valid @RequestBody QuestionBody body,
      @AuthenticationPrincipal SignedIn caller) {
    Consultation question =
        opinions.ask(
            id,
            new AskedOpinions.Typed(
                new AgencyCode(body.agency()),
                Role.ofCode(body.role()).orElse(null),
                body.question(),
                Objects.requireNonNullElse(body.files(), List.of()),
                body.day(),
                Objects.requireNonNullElse(body.why(), "")),
            caller.caller());
    Consultation.Place place = question.place();
    return ResponseEntity.created(
            URI.create("/api/v1/opinions/" + place.dossier() + "/" + place.no()))
        .body(OpinionBody.of(question, Consultation.State.WAITING));
  }
}
