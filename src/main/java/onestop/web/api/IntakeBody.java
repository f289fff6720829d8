package onestop.web.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import onestop.dossiers.Intake;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * An application sent by another system.
 *
 * @param idempotencyKey the sender's own key; may stand in the header {@code Idempotency-Key}
 *     instead
 * @param resolvingAgency the agency that decides; the receiving agency if left out
 */
record IntakeBody(
    @Nullable @Size(max = 120, message = "{web.field.too-long}") String idempotencyKey,
    @NotBlank(message = "{web.field.required}") @Size(max = 60, message = "{web.field.too-long}")
        String procedure,
    @NotBlank(message = "{web.field.required}") @Size(max = 40, message = "{web.field.too-long}")
        String receivingAgency,
    @Nullable @Size(max = 40, message = "{web.field.too-long}") String resolvingAgency,
    @Valid @NotNull(message = "{web.field.required}") Person applicant,
    @NotBlank(message = "{web.field.required}") @Size(max = 500, message = "{web.field.too-long}")
        String subject,
    @NotNull(message = "{web.field.required}") Channel channel,
    @Size(max = 50, message = "{web.field.too-long}")
        @Nullable
            List<
                @NotBlank(message = "{web.field.required}")
                @Size(max = 60, message = "{web.field.too-long}") String>
            papers,
    @Nullable Instant submittedAt) {

  /** The applicant. */
  record Person(
      @NotBlank(message = "{web.field.required}") @Size(max = 200, message = "{web.field.too-long}")
          String name,
      @Nullable @Size(max = 300, message = "{web.field.too-long}") String address,
      @Nullable @Size(max = 40, message = "{web.field.too-long}") String phone,
      @Nullable @Size(max = 255, message = "{web.field.too-long}") String email,
      @Nullable @Size(max = 40, message = "{web.field.too-long}") String idNumber) {}

  /**
   * The intake for this body; {@code headerKey} is used where the body has no key, and must equal
   * the body's key otherwise.
   */
  Intake intake(String source, @Nullable String headerKey) {
    String key = idempotencyKey == null || idempotencyKey.isBlank() ? headerKey : idempotencyKey;
    if (key == null || key.isBlank()) {
      throw Failure.badInput("web", "idempotency-key-missing");
    }
    if (headerKey != null && !headerKey.isBlank() && !headerKey.equals(key)) {
      throw Failure.badInput("web", "idempotency-keys-differ", "header", headerKey, "body", key);
    }
    return new Intake(
        source,
        key,
        procedure,
        new AgencyCode(receivingAgency),
        new AgencyCode(resolvingAgency == null ? receivingAgency : resolvingAgency),
        new Applicant(
            applicant.name(),
            applicant.address(),
            applicant.phone(),
            applicant.email(),
            applicant.idNumber()),
        subject,
        channel,
        papers == null ? List.of() : papers,
        submittedAt,
        null,
        null);
  }
}
