package onestop.web.refusals;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import onestop.desk.papers.CounterSlips;
import onestop.desk.receiving.RefusingCounter;
import onestop.dossiers.Intake;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.refusals.CounterRefusal;
import onestop.dossiers.refusals.CounterRefusals.Why;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Refusals at the counter for other systems; as on its page. */
@RestController
@RequestMapping("/api/v1/refusals")
@PersonalData(Of.LISTED)
class RefusalsApi {
  private final RefusingCounter counter;
  private final CounterSlips slips;

  RefusalsApi(RefusingCounter counter, CounterSlips slips) {
    this.counter = counter;
    this.slips = slips;
  }

  /** Somebody who applied. */
  record Person(
      @NotBlank(message = "{web.field.required}") @Size(max = 200, message = "{web.field.too-long}")
          String name,
      @Nullable @Size(max = 300, message = "{web.field.too-long}") String address,
      @Nullable @Size(max = 40, message = "{web.field.too-long}") String phone,
      @Nullable @Size(max = 255, message = "{web.field.too-long}") String email) {}

  /**
   * A refusal.
   *
   * @param idempotencyKey the caller's own key: the same key gives the same refusal
   */
  record RefusalOrder(
      @NotBlank(message = "{web.field.required}") @Size(max = 120, message = "{web.field.too-long}")
          String idempotencyKey,
      @NotBlank(message = "{web.field.required}") @Size(max = 60, message = "{web.field.too-long}")
          String procedure,
      @Valid @NotNull(message = "{web.field.required}") Person applicant,
      @NotBlank(message = "{web.field.required}") @Size(max = 500, message = "{web.field.too-long}")
          String subject,
      @NotBlank(message = "{web.field.required}") String reason,
      @NotBlank(message = "{web.field.required}") String legalBasis) {
    Intake intake(SignedIn caller) {
      AgencyCode own = caller.officer().agency();
      return new Intake(
          "api:" + caller.getUsername(),
          idempotencyKey,
          procedure,
          own,
          own,
          new Applicant(
              applicant.name(), applicant.address(), applicant.phone(), applicant.email(), null),
          subject,
          Channel.DESK,
          List.of(),
          null,
          null,
          null);
    }
  }

  /** A refusal on record. */
  record RefusalBody(
      String number,
      int year,
      int no,
      String procedure,
      String applicant,
      String subject,
      String reason,
      String legalBasis,
      String refusedBy,
      Instant refusedAt) {
    static RefusalBody of(CounterRefusal refusal) {
      return new RefusalBody(
          refusal.number(),
          refusal.place().year(),
          refusal.place().no(),
          refusal.procedure().toString(),
          refusal.applicant().name(),
          refusal.subject(),
          refusal.reason(),
          refusal.legalBasis(),
          refusal.by().id().value(),
          refusal.at());
    }
  }

  @GetMapping
  List<RefusalBody> list(
      @RequestParam(defaultValue = "") @Size(max = 100, message = "{web.field.too-long}") String q,
      @AuthenticationPrincipal SignedIn caller) {
    return counter.find(q, caller.caller()).stream().map(RefusalBody::of).toList();
  }

  @GetMapping("/{year}/{no}.pdf")
  ResponseEntity<byte[]> slip(
      @PathVariable int year, @PathVariable int no, @AuthenticationPrincipal SignedIn caller) {
    return RefusalPages.answer(counter.get(year, no, caller.caller()), slips);
  }

  @PostMapping(consumes = "application/json")
  @ApiResponse(responseCode = "201")
  ResponseEntity<RefusalBody> refuse(
      @Valid @RequestBody RefusalOrder body, @AuthenticationPrincipal SignedIn caller) {
    CounterRefusal refusal =
        counter.refuse(
            body.intake(caller), new Why(body.reason(), body.legalBasis()), caller.caller());
    return ResponseEntity.created(
            URI.create(
                "/api/v1/refusals/" + refusal.place().year() + "/" + refusal.place().no() + ".pdf"))
        .body(RefusalBody.of(refusal));
  }
}
