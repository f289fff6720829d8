package onestop.desk.papers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.dossiers.Intake;
import onestop.dossiers.life.HandedPaper;
import onestop.dossiers.refusals.CounterRefusal;
import onestop.forms.FormHead;
import onestop.forms.FormPress;
import onestop.forms.PaperLine;
import onestop.forms.Party;
import onestop.forms.RefusalFields;
import onestop.forms.SupplementFields;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.FormRef;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Prints the slips for applications that a desk did not receive. Of one that lacks papers nothing
 * is stored: the applicant comes back with all papers, and is then received. A refusal is on
 * record.
 */
@Service
public final class CounterSlips {
  private final Catalogue catalogue;
  private final Agencies agencies;
  private final FormPress press;
  private final PaperSignatures signatures;
  private final PaperWords words;
  private final Clock clock;

  CounterSlips(
      Catalogue catalogue,
      Agencies agencies,
      FormPress press,
      PaperSignatures signatures,
      PaperWords words,
      Clock clock) {
    this.catalogue = catalogue;
    this.agencies = agencies;
    this.press = press;
    this.signatures = signatures;
    this.words = words;
    this.clock = clock;
  }

  /**
   * The slip that names all missing papers.
   *
   * @param intake the application as typed
   * @param asked how many pieces of a missing paper are asked for, by its code; where nothing is
   *     said the slip names the paper only
   * @return a PDF in Vietnamese
   * @throws Failure {@code desk/slip-complete} if no required paper is missing, {@code
   *     desk/slip-paper} if one is asked for that is not
   */
  public byte[] supplement(Intake intake, Map<String, HandedPaper> asked, Actor by) {
    Procedure procedure = catalogue.current(intake.procedureCode());
    Instant now = clock.instant();
    LocalDate today = words.local(now).toLocalDate();
    FormRef form =
        catalogue
            .rulePackFor(procedure, today)
            .form(procedure.formFamily(), DossierPapers.Kind.SUPPLEMENT.name());
    Agency desk = agencies.get(intake.receivingAgency());
    List<Paper> missing = missing(procedure, intake, asked);
    SupplementFields fields =
        new SupplementFields(
            new FormHead(
                desk.nameVi(),
                words.text("paper.desk"),
                "........",
                desk.placeName(),
                today,
                form.number(),
                form.titleVi(),
                null),
            new Party(
                intake.applicant().name(),
                intake.applicant().address(),
                intake.applicant().phone(),
                intake.applicant().email()),
            words.text("paper.not-received"),
            intake.subject(),
            missing.stream().map(paper -> line(paper, asked.get(paper.code()))).toList(),
            words.text("paper.missing-at-desk"),
            null,
            new SupplementFields.Contact(desk.nameVi(), desk.phone()),
            signatures.signed(words.text("paper.guide"), by));
    return press.print(fields.toModel(form.template(), PaperWords.LANGUAGE)).pdf();
  }

  private static List<Paper> missing(
      Procedure procedure, Intake intake, Map<String, HandedPaper> asked) {
    List<Paper> missing =
        procedure.papers().stream()
            .filter(Paper::required)
            .filter(paper -> !intake.papers().contains(paper.code()))
            .toList();
    if (missing.isEmpty()) {
      throw Failure.badInput("desk", "slip-complete");
    }
    List<String> codes = missing.stream().map(Paper::code).toList();
    for (String code : asked.keySet()) {
      if (!codes.contains(code)) {
        throw Failure.badInput(
            "desk",
            "slip-paper",
            "field",
            "asked",
            "value",
            code,
            "missing",
            String.join(", ", codes));
      }
    }
    return missing;
  }

  private static PaperLine line(Paper paper, @Nullable HandedPaper asked) {
    return asked == null
        ? PaperLine.of(paper.nameVi())
        : new PaperLine(
            paper.nameVi(), asked.originals(), asked.certified(), asked.copies(), asked.note());
  }

  /**
   * The slip of a refusal on record; the same refusal gives the same bytes.
   *
   * @return a PDF in Vietnamese
   */
  public byte[] refusal(CounterRefusal refusal) {
    Procedure procedure = catalogue.version(refusal.procedure());
    LocalDate day = words.local(refusal.at()).toLocalDate();
    RulePack pack = catalogue.rulePackFor(procedure, day);
    FormRef form = pack.form(procedure.formFamily(), DossierPapers.Kind.REFUSAL.name());
    Agency desk = agencies.get(refusal.place().agency());
    RefusalFields fields =
        new RefusalFields(
            new FormHead(
                desk.nameVi(),
                words.text("paper.desk"),
                refusal.number(),
                desk.placeName(),
                day,
                form.number(),
                form.titleVi(),
                null),
            new Party(
                refusal.applicant().name(),
                refusal.applicant().address(),
                refusal.applicant().phone(),
                refusal.applicant().email()),
            null,
            refusal.subject(),
            refusal.reason(),
            List.of(refusal.legalBasis()),
            signatures.signed(words.text("paper.receiver"), refusal.by()));
    return press.print(fields.toModel(form.template(), PaperWords.LANGUAGE)).pdf();
  }
}
