package onestop.dossiers;

import java.time.Instant;
import java.util.List;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.IntakeRecord;
import onestop.forms.PrintableText;
import onestop.forms.SoundText;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * One application as submitted.
 *
 * @param source the sender: {@code api}, {@code desk} or the name of a partner system; unique
 *     together with the idempotency key
 * @param idempotencyKey the sender's own key; repeating an application under its key gives the same
 *     dossier, another application under the key is refused
 * @param procedureCode the national code of the procedure
 * @param receivingAgency the desk that receives the application
 * @param resolvingAgency the competent agency
 * @param papers codes of the papers handed in
 * @param submittedAt the moment at which the applicant sent it, if earlier than now
 * @param deadline a due date given from outside instead of the procedure's limit; for registers
 *     kept elsewhere
 * @param rulePack a rule pack named from outside instead of the one in force on the day of receipt
 * @param desk what the desk records beside it, its papers being those of {@code papers}; null if
 *     nothing
 */
public record Intake(
    String source,
    String idempotencyKey,
    String procedureCode,
    AgencyCode receivingAgency,
    AgencyCode resolvingAgency,
    Applicant applicant,
    String subject,
    Channel channel,
    List<String> papers,
    @Nullable Instant submittedAt,
    @Nullable Instant deadline,
    @Nullable String rulePack,
    @Nullable IntakeRecord desk) {
  public Intake {
    text("source", source, 80);
    text("idempotencyKey", idempotencyKey, 120);
    text("procedureCode", procedureCode, 60);
    text("subject", subject, 500);
    SoundText.require("idempotencyKey", idempotencyKey);
    SoundText.require("procedureCode", procedureCode);
    applicant = applicant.tidied();
    subject = Applicant.tidied(subject);
    papers = papers == null ? List.of() : List.copyOf(papers);
  }

  /** An application of which the desk records nothing more. */
  public Intake(
      String source,
      String idempotencyKey,
      String procedureCode,
      AgencyCode receivingAgency,
      AgencyCode resolvingAgency,
      Applicant applicant,
      String subject,
      Channel channel,
      List<String> papers,
      @Nullable Instant submittedAt,
      @Nullable Instant deadline,
      @Nullable String rulePack) {
    this(
        source,
        idempotencyKey,
        procedureCode,
        receivingAgency,
        resolvingAgency,
        applicant,
        subject,
        channel,
        papers,
        submittedAt,
        deadline,
        rulePack,
        null);
  }

  /** The key of one of many applications that are sent together under one key; from 1. */
  public static String keyOf(String key, int no) {
    return key + "/" + no;
  }

  /** The same application under another key of its sender. */
  public Intake under(String key) {
    return new Intake(
        source,
        key,
        procedureCode,
        receivingAgency,
        resolvingAgency,
        applicant,
        subject,
        channel,
        papers,
        submittedAt,
        deadline,
        rulePack,
        desk);
  }

  /** The same application with that record of the desk. */
  public Intake recorded(@Nullable IntakeRecord record) {
    return new Intake(
        source,
        idempotencyKey,
        procedureCode,
        receivingAgency,
        resolvingAgency,
        applicant,
        subject,
        channel,
        papers,
        submittedAt,
        deadline,
        rulePack,
        record);
  }

  /**
   * Refuses texts that cannot be printed on a receipt or a letter. Not applied to a leg, whose
   * texts come from its parent.
   */
  public void requirePrintable() {
    applicant.requireSound();
    SoundText.require("subject", subject);
    papers.forEach(paper -> SoundText.require("papers", paper));
    PrintableText.require("applicant.name", applicant.name());
    PrintableText.require("applicant.address", applicant.address());
    PrintableText.require("applicant.phone", applicant.phone());
    PrintableText.require("applicant.email", applicant.email());
    PrintableText.require("applicant.idNumber", applicant.idNumber());
    PrintableText.require("subject", subject);
    if (desk != null) {
      desk.requirePrintable();
    }
  }

  private static void text(String field, @Nullable String value, int max) {
    if (value == null || value.isBlank() || value.length() > max) {
      throw Failure.badInput(
          "dossiers",
          "intake-field",
          "field",
          field,
          "value",
          value == null ? "" : value,
          "max",
          max);
    }
  }
}
