// Over 300 lines: one paper after the other, each with its legal form.
package onestop.web.download;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.agencies.Signer;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.life.OfficialSignature;
import onestop.dossiers.life.SupplementRequest;
import onestop.forms.ControlSlipFields;
import onestop.forms.ControlSlipFields.Hop;
import onestop.forms.ControlSlipFields.Kept;
import onestop.forms.FormHead;
import onestop.forms.FormModel;
import onestop.forms.FormPress;
import onestop.forms.PaperLine;
import onestop.forms.Party;
import onestop.forms.ReceiptFields;
import onestop.forms.RefusalFields;
import onestop.forms.Signature;
import onestop.forms.StopNoticeFields;
import onestop.forms.SupplementFields;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.Citation;
import onestop.procedures.FormRef;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.web.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/**
 * The papers of a dossier besides its letters, printed from its events on each request: the same
 * dossier gives the same bytes. Papers are in Vietnamese.
 */
@Service
public final class DossierPapers {
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Catalogue catalogue;
  private final FormPress press;
  private final Office office;

  /** The agencies and texts used on the papers. */
  @Component
  record Office(Agencies agencies, MessageSource messages, ZoneId zone) {
    String text(String key, Object... values) {
      return messages.getMessage(key, values, Languages.VIETNAMESE);
    }

    /** The name of a step; the id of a step that only its own model defines. */
    String step(DossierEvent completed) {
      String id = String.valueOf(completed.step());
      String text =
          messages.getMessage("step." + id, null, id.replace('_', ' '), Languages.VIETNAMESE);
      return text == null ? id : text;
    }

    LocalDateTime local(Instant instant) {
      return LocalDateTime.ofInstant(instant, zone);
    }
  }

  DossierPapers(
      Dossiers dossiers, SlaClocks clocks, Catalogue catalogue, FormPress press, Office office) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.catalogue = catalogue;
    this.press = press;
    this.office = office;
  }

  /** The kinds of papers of a dossier; each is the meaning of a form in the rule pack. */
  public enum Kind {
    RECEIPT,
    SUPPLEMENT,
    REFUSAL,
    STOP_NOTICE,
    CONTROL_SLIP
  }

  /**
   * One existing paper.
   *
   * @param no from 1; more than one only of supplement requests
   */
  public record Sheet(Kind kind, int no) {}

  /** The existing papers of a dossier, in the order of their events. */
  public List<Sheet> of(DossierCode code) {
    Dossier dossier = dossiers.get(code);
    RulePack pack = pack(dossier);
    List<Sheet> sheets = new ArrayList<>();
    if (dossier.parent() == null) {
      // the applicant handed in one dossier; its legs travel between agencies only
      sheets.add(new Sheet(Kind.RECEIPT, 1));
    }
    dossiers.supplements(code).forEach(s -> sheets.add(new Sheet(Kind.SUPPLEMENT, s.no())));
    if (dossier.state() == DossierState.REFUSED) {
      sheets.add(new Sheet(Kind.REFUSAL, 1));
    }
    boolean stopped =
        dossier.state() == DossierState.WITHDRAWN || dossier.state() == DossierState.STOPPED;
    if (stopped) {
      sheets.add(new Sheet(Kind.STOP_NOTICE, 1));
    }
    sheets.add(new Sheet(Kind.CONTROL_SLIP, 1));
    sheets.removeIf(sheet -> !pack.forms().containsKey(sheet.kind().name()));
    return sheets;
  }

  /** Prints one paper; a failure {@code web/no-such-paper} if the dossier has no such paper. */
  public byte[] print(DossierCode code, Sheet sheet) {
    if (!of(code).contains(sheet)) {
      throw Failure.notFound(
          "web", "no-such-paper", "paper", sheet.kind().name(), "code", code.value());
    }
    Dossier dossier = dossiers.get(code);
    FormModel model =
        switch (sheet.kind()) {
          case RECEIPT -> receipt(dossier);
          case SUPPLEMENT -> supplement(dossier, sheet.no());
          case REFUSAL -> refusal(dossier);
          case STOP_NOTICE -> stopNotice(dossier);
          case CONTROL_SLIP -> controlSlip(dossier);
        };
    return press.print(model).pdf();
  }

  private FormModel receipt(Dossier dossier) {
    ClockState clock = clocks.state(dossier.code());
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
            limit(procedure),
            office.local(dossier.receivedAt()),
            office.local(clock.dueOriginalAt()),
            office.text(ReceiptRecord.returnKey(dossier.intake())),
            null,
            signed(office.text("paper.receiver"), by))
        .toModel(form(dossier, Kind.RECEIPT).template(), Languages.VIETNAMESE);
  }

  private FormModel supplement(Dossier dossier, int no) {
    SupplementRequest request = dossiers.supplements(dossier.code()).get(no - 1);
    DossierEvent event = all(dossier, "SUPPLEMENT_REQUESTED").get(no - 1);
    Agency desk = office.agencies().get(dossier.agencies().receiving());
    return new SupplementFields(
            head(dossier, Kind.SUPPLEMENT, request.document(), request.requestedAt()),
            party(dossier),
            dossier.code().value(),
            dossier.subject(),
            request.items().stream().map(PaperLine::of).toList(),
            request.reason(),
            request.lastDay(),
            new SupplementFields.Contact(desk.nameVi(), desk.phone()),
            event.details().containsKey("signedBy")
                ? signature(dossier, event)
                : signed(office.text("paper.guide"), event.actor()))
        .toModel(form(dossier, Kind.SUPPLEMENT).template(), Languages.VIETNAMESE);
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
            signature(dossier, event))
        .toModel(form(dossier, Kind.REFUSAL).template(), Languages.VIETNAMESE);
  }

  private FormModel stopNotice(Dossier dossier) {
    boolean withdrawn = dossier.state() == DossierState.WITHDRAWN;
    DossierEvent end = first(dossier, withdrawn ? "WITHDRAWN" : "STOPPED");
    DossierEvent asked = withdrawn ? first(dossier, "WITHDRAWAL_REQUESTED") : end;
    LocalDate on = office.local(asked.at()).toLocalDate();
    List<DossierEvent> steps = all(dossier, "STEP_COMPLETED");
    String stage =
        steps.isEmpty() ? office.text("event.RECEIVED") : office.step(steps.get(steps.size() - 1));
    return new StopNoticeFields(
            head(dossier, Kind.STOP_NOTICE, fact(end, "document"), end.at()),
            party(dossier),
            dossier.code().value(),
            dossier.subject(),
            new StopNoticeFields.Request(on, fact(asked, "reason")),
            stage,
            office.text("paper.stop-decision"),
            office.text("paper.stop-fees"),
            citations(dossier),
            signature(dossier, withdrawn ? asked : end))
        .toModel(form(dossier, Kind.STOP_NOTICE).template(), Languages.VIETNAMESE);
  }

  private FormModel controlSlip(Dossier dossier) {
    ClockState clock = clocks.state(dossier.code());
    return new ControlSlipFields(
            head(dossier, Kind.CONTROL_SLIP, dossier.code().value(), dossier.receivedAt()),
            dossier.code().value(),
            dossier.applicant().name(),
            dossier.subject(),
            office.agencies().get(dossier.agencies().resolving()).nameVi(),
            List.of(),
            office.local(dossier.receivedAt()),
            office.local(clock.dueCurrentAt()),
            hops(dossier, clock))
        .toModel(form(dossier, Kind.CONTROL_SLIP).template(), Languages.VIETNAMESE);
  }

  /** The hand-overs from step to step; only the one with the result is judged, by the due date. */
  private List<Hop> hops(Dossier dossier, ClockState clock) {
    List<DossierEvent> steps = all(dossier, "STEP_COMPLETED");
    int resolved =
        all(dossier, "RESOLVED").stream().mapToInt(DossierEvent::no).findFirst().orElse(0);
    List<Hop> hops = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      DossierEvent step = steps.get(i);
      DossierEvent next = i + 1 < steps.size() ? steps.get(i + 1) : null;
      boolean last = step.no() < resolved && (next == null || next.no() > resolved);
      Kept kept =
          !last ? Kept.OPEN : step.at().isAfter(clock.dueCurrentAt()) ? Kept.LATE : Kept.ON_TIME;
      hops.add(
          new Hop(
              agency(step),
              next == null ? "" : agency(next),
              office.local(step.at()),
              person(step.actor()),
              next == null ? null : person(next.actor()),
              kept,
              office.step(step)));
    }
    return hops;
  }

  private String agency(DossierEvent event) {
    return event.agency() == null ? "" : office.agencies().get(event.agency()).nameVi();
  }

  private FormHead head(Dossier dossier, Kind kind, String number, Instant at) {
    boolean ofTheDesk = kind == Kind.RECEIPT || kind == Kind.SUPPLEMENT;
    Agency agency =
        office
            .agencies()
            .get(ofTheDesk ? dossier.agencies().receiving() : dossier.agencies().resolving());
    FormRef form = form(dossier, kind);
    return new FormHead(
        agency.nameVi(),
        office.text("paper.desk"),
        // officers often type the word that the form already prints
        number.replaceFirst("^[Ss]ố:? +", ""),
        agency.placeName(),
        office.local(at).toLocalDate(),
        form.number(),
        form.titleVi(),
        dossier.code().value());
  }

  /**
   * The signature of the officer who performed the act, in the capacity recorded with the event.
   * For an older event without a capacity, the capacity of its actor is looked up as of its moment;
   * a paper never names another officer.
   */
  private Signature signature(Dossier dossier, DossierEvent event) {
    if (event.details().containsKey("signedBy")) {
      OfficialSignature kept = OfficialSignature.of(event.details(), event.at());
      return new Signature.Signed(
          kept.byDelegation() ? kept.capacity() : null, kept.title(), kept.name());
    }
    if (!(event.actor() instanceof Actor.Officer officer)) {
      return new Signature.Automatic();
    }
    Post head = new Post(dossier.agencies().resolving(), Role.HEAD_OF_AGENCY);
    Optional<Signer> signer = office.agencies().signature(officer.id(), head, event.at());
    return signer
        .<Signature>map(
            s ->
                new Signature.Signed(
                    s.under().isPresent() ? s.capacityLine() : null,
                    s.officer().titleVi(),
                    s.officer().name()))
        .orElseGet(() -> inOwnName(officer));
  }

  private Signature inOwnName(Actor.Officer actor) {
    return office
        .agencies()
        .find(actor.id())
        .<Signature>map(o -> new Signature.Signed(null, o.titleVi(), o.name()))
        .orElseGet(Signature.Automatic::new);
  }

  private Signature signed(String title, Actor by) {
    return by instanceof Actor.Officer
        ? new Signature.Signed(null, title, person(by))
        : new Signature.Automatic();
  }

  private String person(Actor actor) {
    Optional<Officer> officer =
        actor instanceof Actor.Officer o ? office.agencies().find(o.id()) : Optional.empty();
    return officer.map(Officer::name).orElse(actor.name());
  }

  private static Party party(Dossier dossier) {
    return new Party(
        dossier.applicant().name(),
        dossier.applicant().address(),
        dossier.applicant().phone(),
        dossier.applicant().email());
  }

  private String limit(Procedure procedure) {
    String written = procedure.limit().text();
    String number = written.replaceAll("\\D", "");
    return number.isEmpty()
        ? office.text("limit.same-day")
        : office.text("limit." + written.substring(number.length()), Integer.valueOf(number));
  }

  private List<String> citations(Dossier dossier) {
    return pack(dossier).citations().stream()
        .filter(Citation::printable)
        .map(Citation::text)
        .toList();
  }

  private RulePack pack(Dossier dossier) {
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
