package onestop.web.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import onestop.dossiers.Intake;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.FeeOrder;
import onestop.dossiers.life.HandedPaper;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.IntakeRecord.FilledForm;
import onestop.dossiers.life.ReturnBy;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * An application sent by another system.
 *
 * @param idempotencyKey the sender's own key; may stand in the header {@code Idempotency-Key}
 *     instead
 * @param resolvingAgency the agency that decides; the receiving agency if left out
 * @param desk what a desk records beside it; may be left out
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
    @Size(max = 50, message = "{web.field.too-many}")
        @Nullable
            List<
                @NotBlank(message = "{web.field.required}")
                @Size(max = 60, message = "{web.field.too-long}") String>
            papers,
    @Nullable Instant submittedAt,
    @Valid @Nullable Desk desk) {

  /**
   * What a desk records beside it.
   *
   * @param returnBy {@code DESK} if left out
   * @param papers the papers as counted; {@code papers} of the body may then be left out
   * @param continues the closed dossier that it continues; left out in most cases
   */
  record Desk(
      @Nullable ReturnBy returnBy,
      @Size(max = 50, message = "{web.field.too-many}")
          @Nullable List<@Valid @NotNull Handed> papers,
      @Valid @Nullable Form form,
      @Valid @Nullable Fee fee,
      @Valid @Nullable Continues continues) {
    /** The record; the answers and the fee are checked when the application is received. */
    IntakeRecord record() {
      IntakeRecord record =
          new IntakeRecord(
              papers == null ? List.of() : papers.stream().map(Handed::paper).toList(),
              returnBy == null ? ReturnBy.DESK : returnBy,
              form == null ? null : new FilledForm("", form.version(), form.answers()));
      IntakeRecord charged = fee == null ? record : record.charged(fee.order());
      return continues == null ? charged : charged.continuing(continues.continued());
    }
  }

  /**
   * The fee charged at intake, in đồng.
   *
   * @param reason for nothing, or another amount than the rate's
   * @param method how it was paid; left out while it is owed
   * @param payer who paid
   */
  record Fee(
      @NotNull(message = "{web.field.required}") Long amount,
      @NotBlank(message = "{web.field.required}") @Size(max = 60, message = "{web.field.too-long}")
          String rate,
      @Nullable String reason,
      FeeOrder.@Nullable Method method,
      @Nullable String payer) {
    FeeOrder order() {
      return new FeeOrder(
          amount,
          rate,
          reason,
          method == null ? null : new FeeOrder.Payment(method, payer == null ? "" : payer));
    }
  }

  /**
   * A closed dossier that the application continues, and why.
   *
   * @param legalBasis the text or decision on which it is continued
   */
  record Continues(
      @NotBlank(message = "{web.field.required}") @Size(max = 60, message = "{web.field.too-long}")
          String dossier,
      @NotNull(message = "{web.field.required}") IntakeRecord.Ground ground,
      @NotBlank(message = "{web.field.required}")
          @Size(max = 1000, message = "{web.field.too-long}")
          String reason,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String legalBasis) {
    IntakeRecord.Continued continued() {
      return new IntakeRecord.Continued(dossier, ground, reason, legalBasis);
    }
  }

  /** A paper with the numbers of its pieces; a number left out is 0. */
  record Handed(
      @NotBlank(message = "{web.field.required}") @Size(max = 60, message = "{web.field.too-long}")
          String code,
      @Nullable Integer originals,
      @Nullable Integer certified,
      @Nullable Integer copies,
      @Nullable @Size(max = 200, message = "{web.field.too-long}") String note) {
    HandedPaper paper() {
      return new HandedPaper(code, count(originals), count(certified), count(copies), note);
    }

    private static int count(@Nullable Integer given) {
      return given == null ? 0 : given;
    }
  }

  /** The answers to a version of the procedure's form, by the keys of its fields. */
  record Form(
      @NotNull(message = "{web.field.required}") Integer version,
      @NotNull(message = "{web.field.required}") Map<String, Object> answers) {}

  /** The codes of the papers: as listed, otherwise those of the papers counted. */
  private List<String> named() {
    if (papers != null) {
      return papers;
    }
    return desk == null ? List.of() : desk.record().codes();
  }

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
        named(),
        submittedAt,
        null,
        null,
        desk == null ? null : desk.record());
  }
}
