package onestop.apologies.letter;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.Draft;
import onestop.apologies.obligation.ApologyObligation.Signature;
import onestop.apologies.obligation.ApologyReason;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Dossier;
import onestop.forms.PublicAddress;
import onestop.procedures.Catalogue;
import onestop.procedures.Citation;
import onestop.procedures.FormRef;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Collects the complete content of a letter at its issue, so that the press needs no other input
 * and later changes do not affect the letter.
 */
@Component
public class LetterContent {
  /** The field with the address of the letter's link. */
  static final String PUBLIC_URL = "publicUrl";

  /** The field with a delegate's own title; absent in letters of heads and in older letters. */
  static final String OWN_TITLE = "signerOwnTitle";

  private final Agencies agencies;
  private final Catalogue catalogue;
  private final PublicAddress address;
  private final ZoneId zone;

  LetterContent(Agencies agencies, Catalogue catalogue, PublicAddress address, ZoneId zone) {
    this.agencies = agencies;
    this.catalogue = catalogue;
    this.address = address;
    this.zone = zone;
  }

  /**
   * The values determined at the issue of the letter.
   *
   * @param salt makes the hash of the content unguessable
   */
  public record Issuing(String number, Instant issuedAt, @Nullable Instant newDueAt, String salt) {}

  /** The fields of the letter of regulations.md section 1.6, and their legal basis. */
  public Map<String, Object> fields(
      ApologyObligation obligation, Dossier dossier, Issuing issuing) {
    RulePack pack =
        catalogue.rulePack(obligation.key().rulePack(), obligation.key().rulePackVersion());
    Map<String, Object> fields = new LinkedHashMap<>();
    form(fields, pack);
    agency(fields, obligation, issuing);
    applicant(fields, dossier.applicant());
    dossier(fields, obligation, dossier);
    reason(fields, obligation);
    put(fields, "newDueAt", issuing.newDueAt());
    fields.put("salt", issuing.salt());
    // only if there is one, so that earlier letters keep the hash of their content
    address.url().ifPresent(url -> fields.put(PUBLIC_URL, url));
    signature(fields, obligation.signature());
    return fields;
  }

  private static void form(Map<String, Object> fields, RulePack pack) {
    FormRef form = pack.form("APOLOGY");
    fields.put("formNumber", form.number());
    fields.put("formTitle", form.titleVi());
    fields.put("template", form.template());
    fields.put("deskName", pack.deskVi());
    fields.put("rulePack", pack.id());
    fields.put("rulePackVersion", pack.version());
    fields.put("citations", citations(pack).stream().map(Citation::text).toList());
  }

  /** The citations of the pack that may be printed on a citizen's letter. */
  public static List<Citation> citations(RulePack pack) {
    return pack.citations().stream().filter(Citation::printable).toList();
  }

  private void agency(Map<String, Object> fields, ApologyObligation obligation, Issuing issuing) {
    Agency agency = agencies.get(obligation.agency());
    fields.put("agency", agency.code());
    fields.put("agencyName", agency.nameVi());
    fields.put("agencyAddress", agency.address());
    fields.put("agencyPhone", agency.phone());
    fields.put("place", agency.placeName());
    fields.put("number", issuing.number());
    fields.put("issuedAt", issuing.issuedAt());
    fields.put("issuedOn", issuing.issuedAt().atZone(zone).toLocalDate());
  }

  private static void applicant(Map<String, Object> fields, Applicant applicant) {
    fields.put("applicantName", applicant.name());
    put(fields, "applicantAddress", applicant.address());
    put(fields, "applicantPhone", applicant.phone());
    put(fields, "applicantEmail", applicant.email());
  }

  private void dossier(Map<String, Object> fields, ApologyObligation obligation, Dossier dossier) {
    Procedure procedure = catalogue.version(dossier.pins().procedure());
    fields.put("dossierCode", dossier.code());
    fields.put("appointmentNo", obligation.key().appointmentNo());
    fields.put("procedureName", procedure.nameVi());
    fields.put("subject", dossier.subject());
    fields.put("receivedAt", dossier.receivedAt());
    fields.put("receivingAgencyName", agencies.get(dossier.agencies().receiving()).nameVi());
    fields.put("dueAt", obligation.dueAt());
    put(fields, "closedAt", dossier.closedAt());
  }

  private static void reason(Map<String, Object> fields, ApologyObligation obligation) {
    Draft draft = obligation.draft();
    ApologyReason reason = draft == null ? ApologyReason.NOT_STATED : draft.reason();
    fields.put("reason", reason);
    fields.put("reasonSentence", ApologyTexts.of(reason));
    fields.put("reasonText", draft == null ? "" : draft.text());
    // the letter states that it has no signature
    fields.put("automatic", obligation.signature() == null);
  }

  /**
   * Adds the signature; below {@code KT. CHỦ TỊCH} comes the delegate's own title, while a head has
   * one line only.
   */
  private void signature(Map<String, Object> fields, @Nullable Signature signature) {
    if (signature != null) {
      fields.put("signerName", signature.name());
      fields.put("signerTitle", signature.title());
      if (!signature.order().isEmpty()) {
        fields.put(OWN_TITLE, agencies.officer(signature.by()).titleVi());
      }
    }
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
