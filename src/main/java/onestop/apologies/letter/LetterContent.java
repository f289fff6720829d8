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
 * Collects all that a letter says at the moment it is issued, so that the press needs nothing else
 * and nothing that changes later changes the letter.
 */
@Component
public class LetterContent {
  /** The field with the address that the letter's link leads to. */
  static final String PUBLIC_URL = "publicUrl";

  /** The field with a delegate's own title; letters of heads, and older letters, have none. */
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
   * What is decided when the letter is issued.
   *
   * @param salt makes the content's hash one that nobody can guess
   */
  public record Issuing(String number, Instant issuedAt, @Nullable Instant newDueAt, String salt) {}

  /** The fields of the letter of regulations.md section 1.6, and what they rest on. */
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
    // only where there is one, so that letters of before keep the hash of their content
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

  /** Only what is confirmed stands on a citizen's letter. */
  public static List<Citation> citations(RulePack pack) {
    @Nullable List<Citation> all = pack.citations();
    return all == null ? List.of() : all.stream().filter(Citation::printable).toList();
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
    // said in the letter: nobody's signature stands under it
    fields.put("automatic", obligation.signature() == null);
  }

  /** Under {@code KT. CHỦ TỊCH} stands the delegate's own title; a head has one line only. */
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
