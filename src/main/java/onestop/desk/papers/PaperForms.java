package onestop.desk.papers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Role;
import onestop.desk.papers.DossierPapers.Kind;
import onestop.desk.papers.DossierPapers.Sheet;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.life.SupplementRequest;
import onestop.dossiers.undo.StandingSteps;
import onestop.forms.FormHead;
import onestop.forms.FormModel;
import onestop.forms.PaperLine;
import onestop.forms.Party;
import onestop.forms.ReceiptFields;
import onestop.forms.RefusalFields;
import onestop.forms.Signature;
import onestop.forms.StopNoticeFields;
import onestop.forms.SupplementFields;
import onestop.kernel.Actor;
import onestop.procedures.Catalogue;
import onestop.procedures.Citation;
import onestop.procedures.FormRef;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The forms of the papers, filled in from the events of their dossier. */
@Component
final class PaperForms {
  private final Dossiers dossiers;
  private final Catalogue catalogue;
  private final Agencies agencies;
  private final PaperSignatures signatures;
  private final PaperWords words;
  private final CounterFacts counter;
  private final ControlSlips slips;

  PaperForms(
      Dossiers dossiers,
      Catalogue catalogue,
      Agencies agencies,
      PaperSignatures signatures,
      PaperWords words,
      CounterFacts counter,
      ControlSlips slips) {
    this.dossiers = dossiers;
    this.catalogue = catalogue;
    this.agencies = agencies;
    this.signatures = signatures;
    this.words = words;
    this.counter = counter;
    this.slips = slips;
  }

  /** The filled-in form of an existing paper. */
  FormModel of(Dossier dossier, Sheet sheet) {
    return switch (sheet.kind()) {
      case RECEIPT -> receipt(dossier);
      case SUPPLEMENT -> supplement(dossier, sheet.no());
      case REFUSAL -> refusal(dossier);
      case STOP_NOTICE -> stopNotice(dossier);
      case CONTROL_SLIP -> controlSlip(dossier);
    };
  }

  private FormModel receipt(Dossier dossier) {
    Procedure procedure = catalogue.version(dossier.pins().procedure());
    Actor by = first(dossier, "RECEIVED").actor();
    return new ReceiptFields(
            head(dossier, Kind.RECEIPT, dossier.code().value(), dossier.receivedAt()),
            party(dossier),
            dossier.code().value(),
            dossier.subject(),
            ReceiptRecord.answers(dossier.intake(), catalogue),
            ReceiptRecord.papers(dossier, procedure),
            1,
            words.limit(procedure),
            words.local(dossier.receivedAt()),
            counter.appointment(dossier),
            counter.feeAtIntake(dossier),
            words.text(ReceiptRecord.returnKey(dossier.intake())),
            counter.lookup(dossier),
            counter.register(dossier),
            signatures.signed(words.text("paper.receiver"), by))
        .toModel(form(dossier, Kind.RECEIPT).template(), PaperWords.LANGUAGE);
  }

  private FormModel supplement(Dossier dossier, int no) {
    SupplementRequest request = dossiers.supplements(dossier.code()).get(no - 1);
    DossierEvent event = all(dossier, "SUPPLEMENT_REQUESTED").get(no - 1);
    Agency desk = agencies.get(dossier.agencies().receiving());
    return new SupplementFields(
            head(dossier, Kind.SUPPLEMENT, request.document(), request.requestedAt()),
            party(dossier),
            dossier.code().value(),
            dossier.subject(),
            request.items().stream().map(PaperLine::asked).toList(),
            request.reason(),
            request.lastDay(),
            new SupplementFields.Contact(desk.nameVi(), desk.phone()),
            event.details().containsKey("signedBy")
                ? signatures.signature(dossier, event)
                : signatures.signed(words.text("paper.guide"), event.actor()))
        .toModel(form(dossier, Kind.SUPPLEMENT).template(), PaperWords.LANGUAGE);
  }

  private FormModel refusal(Dossier dossier) {
    DossierEvent event = first(dossier, "REFUSED");
    return new RefusalFields(
            head(dossier, Kind.REFUSAL, fact(event, "document"), event.at()),
            party(dossier),
            dossier.code().value(),
            dossier.subject(),
            fact(event, "reason"),
            citations(dossier),
            signatures.signature(dossier, event))
        .toModel(form(dossier, Kind.REFUSAL).template(), PaperWords.LANGUAGE);
  }

  private FormModel stopNotice(Dossier dossier) {
    boolean withdrawn = dossier.state() == DossierState.WITHDRAWN;
    DossierEvent end = first(dossier, withdrawn ? "WITHDRAWN" : "STOPPED");
    DossierEvent asked = withdrawn ? first(dossier, "WITHDRAWAL_REQUESTED") : end;
    LocalDate on = words.local(asked.at()).toLocalDate();
    List<DossierEvent> steps = StandingSteps.of(dossiers.events(dossier.code()));
    String stage =
        steps.isEmpty()
            ? words.text("event.RECEIVED")
            : slips.step(dossier, steps.get(steps.size() - 1));
    return new StopNoticeFields(
            head(dossier, Kind.STOP_NOTICE, fact(asked, "document"), end.at()),
            party(dossier),
            dossier.code().value(),
            dossier.subject(),
            new StopNoticeFields.Request(on, fact(asked, "reason")),
            stage,
            words.text("paper.stop-decision"),
            counter.feesAtStop(dossier),
            citations(dossier),
            signatures.signature(dossier, withdrawn ? asked : end))
        .toModel(form(dossier, Kind.STOP_NOTICE).template(), PaperWords.LANGUAGE);
  }

  /**
   * A result with that conclusion, for the head's signature; without a number until it is issued.
   */
  FormModel result(Dossier dossier, String conclusion, Instant at) {
    Agency agency = agencies.get(dossier.agencies().resolving());
    Procedure procedure = catalogue.version(dossier.pins().procedure());
    Signature signature =
        agencies
            .signerFor(agency.code(), Role.HEAD_OF_AGENCY, at)
            .<Signature>map(
                s ->
                    new Signature.Signed(
                        s.under().isPresent() ? s.capacityLine() : null,
                        s.officer().titleVi(),
                        s.officer().name()))
            .orElseGet(Signature.Automatic::new);
    FormHead head =
        new FormHead(
            agency.nameVi(),
            "",
            "",
            agency.placeName(),
            words.local(at).toLocalDate(),
            "",
            words.text("result.title"),
            dossier.code().value());
    return head.form(
        "result",
        party(dossier),
        Map.of(
            "procedure", procedure.nameVi(),
            "dossierCode", dossier.code().value(),
            "subject", dossier.subject(),
            "answers",
                ReceiptRecord.answers(dossier.intake(), catalogue).stream()
                    .map(ReceiptFields.Answer::fields)
                    .toList(),
            "conclusion", conclusion,
            "signature", signature.fields()),
        PaperWords.LANGUAGE);
  }

  private FormModel controlSlip(Dossier dossier) {
    return slips
        .fields(
            head(dossier, Kind.CONTROL_SLIP, dossier.code().value(), dossier.receivedAt()), dossier)
        .toModel(form(dossier, Kind.CONTROL_SLIP).template(), PaperWords.LANGUAGE);
  }

  private FormHead head(Dossier dossier, Kind kind, String number, Instant at) {
    boolean ofTheDesk = kind == Kind.RECEIPT || kind == Kind.SUPPLEMENT;
    Agency agency =
        agencies.get(ofTheDesk ? dossier.agencies().receiving() : dossier.agencies().resolving());
    FormRef form = form(dossier, kind);
    return new FormHead(
        agency.nameVi(),
        words.text("paper.desk"),
        // officers often type the word that the form already prints
        number.replaceFirst("^[Ss]ố:? +", ""),
        agency.placeName(),
        words.local(at).toLocalDate(),
        form.number(),
        form.titleVi(),
        dossier.code().value());
  }

  private static Party party(Dossier dossier) {
    return new Party(
        dossier.applicant().name(),
        dossier.applicant().address(),
        dossier.applicant().phone(),
        dossier.applicant().email());
  }

  private List<String> citations(Dossier dossier) {
    return pack(dossier).citations().stream()
        .filter(Citation::printable)
        .map(Citation::text)
        .toList();
  }

  /** The rule pack that the dossier is pinned to. */
  RulePack pack(Dossier dossier) {
    return catalogue.rulePack(dossier.pins().rulePack(), dossier.pins().rulePackVersion());
  }

  private FormRef form(Dossier dossier, Kind kind) {
    String family = catalogue.version(dossier.pins().procedure()).formFamily();
    return pack(dossier).form(family, kind.name());
  }

  private DossierEvent first(Dossier dossier, String kind) {
    return all(dossier, kind).get(0);
  }

  private List<DossierEvent> all(Dossier dossier, String kind) {
    return dossiers.events(dossier.code()).stream().filter(e -> e.kind().equals(kind)).toList();
  }

  private static String fact(DossierEvent event, String name) {
    @Nullable Object value = event.details().get(name);
    return value == null ? "" : String.valueOf(value);
  }
}
