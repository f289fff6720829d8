package onestop.dossiers.steps;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.agencies.Signer;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.OfficialSignature;
import onestop.dossiers.life.SupplementRequest;
import onestop.dossiers.life.SupplementStore;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.sla.CorrectionApproval;
import onestop.sla.SlaClocks;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.DueDateAdjustment;
import onestop.sla.clock.DueDateAdjustment.Mistaken;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrects moves and pauses of a clock that were mistakes, on the order of the head of the
 * resolving agency or a delegate of that day. Nothing is deleted: the mistake and its correction
 * stay on record, and the original due date never changes.
 */
@Service
public class Corrections {
  private final DossierJournal journal;
  private final SupplementStore supplements;
  private final ClockBounds bounds;
  private final SlaClocks clocks;
  private final Agencies agencies;
  private final Clock clock;
  private final CommandGateway gateway;

  Corrections(
      DossierJournal journal,
      SupplementStore supplements,
      ClockBounds bounds,
      SlaClocks clocks,
      Agencies agencies,
      Clock clock,
      CommandGateway gateway) {
    this.journal = journal;
    this.supplements = supplements;
    this.bounds = bounds;
    this.clocks = clocks;
    this.agencies = agencies;
    this.clock = clock;
    this.gateway = gateway;
  }

  /**
   * An act that can be corrected.
   *
   * @param value the value to be corrected: a written limit, a moment or a day
   */
  public record Correctable(
      CorrectionOrder.What what, int no, String kind, String value, String document) {}

  /** The acts that can now be corrected in an open dossier, in the order of their numbers. */
  @Transactional(readOnly = true)
  public List<Correctable> of(DossierCode code) {
    List<Correctable> found = new ArrayList<>();
    if (clocks.state(code).stoppedAt() != null || clocks.state(code).appointmentNo() > 1) {
      return found;
    }
    Set<Mistaken> corrected = clocks.corrected(code);
    List<Adjusted> made = clocks.adjustments(code);
    for (int i = 0; i < made.size(); i++) {
      DueDateAdjustment one = made.get(i).adjustment();
      boolean open =
          !(one instanceof DueDateAdjustment.Correction)
              && !corrected.contains(new Mistaken(Mistaken.What.ADJUSTMENT, i + 1));
      if (open) {
        found.add(
            new Correctable(
                CorrectionOrder.What.MOVE, i + 1, kind(one), value(one), one.document()));
      }
    }
    for (ClockPause pause : clocks.pauses(code)) {
      boolean open =
          pause.to() != null && !corrected.contains(new Mistaken(Mistaken.What.PAUSE, pause.no()));
      if (open) {
        found.add(
            new Correctable(
                CorrectionOrder.What.PAUSE,
                pause.no(),
                pause.order().kind().name(),
                pause.from() + "/" + pause.to(),
                pause.order().document()));
      }
    }
    supplements.of(code).stream()
        .filter(request -> request.receivedAt() == null)
        .forEach(
            request ->
                found.add(
                    new Correctable(
                        CorrectionOrder.What.SUPPLEMENT_DEADLINE,
                        request.no(),
                        "SUPPLEMENT_DEADLINE",
                        request.lastDay().toString(),
                        request.document())));
    return found;
  }

  private static String kind(DueDateAdjustment one) {
    return one instanceof DueDateAdjustment.StatutoryExtension
        ? "EXTENSION"
        : one instanceof DueDateAdjustment.WrittenAgreement ? "AGREEMENT" : "INTERVAL";
  }

  private static String value(DueDateAdjustment one) {
    if (one instanceof DueDateAdjustment.StatutoryExtension extension) {
      return extension.by().text();
    }
    return one instanceof DueDateAdjustment.WrittenAgreement agreement
        ? agreement.dueAt().toString()
        : "";
  }

  /** Whether the officer may now correct clocks of the resolving agency's dossiers. */
  @Transactional(readOnly = true)
  public boolean mayCorrect(Dossier dossier, OfficerId officer) {
    return agencies.signature(officer, approver(dossier), clock.instant()).isPresent();
  }

  private Post approver(Dossier dossier) {
    return new Post(dossier.agencies().resolving(), Role.HEAD_OF_AGENCY);
  }

  /**
   * Records the correction; from now on the clock counts by it.
   *
   * @throws Failure {@code dossiers/not-the-approver} for an officer who is neither the head nor a
   *     delegate of the day; {@code sla/...} for a move or pause that cannot be corrected
   */
  public void correct(CorrectionOrder order, Actor.Officer by) {
    gateway.run(new Target.RecordOf(order.dossier()), () -> correctNow(order, by));
  }

  private void correctNow(CorrectionOrder order, Actor.Officer by) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Dossier dossier = journal.lock(order.dossier());
    Signer signer =
        agencies
            .signature(by.id(), approver(dossier), at)
            .orElseThrow(
                () ->
                    Failure.forbidden(
                        "dossiers",
                        "not-the-approver",
                        "role",
                        Role.HEAD_OF_AGENCY.code(),
                        "agency",
                        dossier.agencies().resolving().value()));
    bounds.requireReason(dossier, order.wrong(), at);
    bounds.requireReference(dossier, "document", order.document(), at);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("what", order.what().name());
    facts.put("no", order.no());
    facts.put("wrong", order.wrong());
    facts.put("document", order.document());
    facts.putAll(
        order.what() == CorrectionOrder.What.SUPPLEMENT_DEADLINE
            ? deadline(dossier, order, at)
            : move(order, by, at));
    facts.putAll(OfficialSignature.of(signer, at).facts());
    journal.note(order.dossier(), Fact.of("CORRECTED", at, by).with(facts));
  }

  private Map<String, Object> move(CorrectionOrder order, Actor.Officer by, Instant at) {
    Instant before = clocks.state(order.dossier()).dueCurrentAt();
    Mistaken.What what =
        order.what() == CorrectionOrder.What.PAUSE ? Mistaken.What.PAUSE : Mistaken.What.ADJUSTMENT;
    Instant after =
        clocks
            .correct(
                order.dossier(),
                new Mistaken(what, order.no()),
                new CorrectionApproval(by, order.wrong(), order.document()),
                at)
            .dueCurrentAt();
    return Map.of("dueBefore", before.toString(), "dueAfter", after.toString());
  }

  private Map<String, Object> deadline(Dossier dossier, CorrectionOrder order, Instant at) {
    LocalDate day = order.deadlineOn();
    if (day == null) {
      throw Failure.badInput("dossiers", "correction-needs-day");
    }
    SupplementRequest request =
        supplements.of(dossier.code()).stream()
            .filter(one -> one.no() == order.no() && one.receivedAt() == null)
            .findFirst()
            .orElseThrow(() -> Failure.notFound("dossiers", "no-such-request", "no", order.no()));
    bounds.requireSupplementDay(dossier, day, at);
    supplements.correct(dossier.code(), order.no(), day);
    return Map.of("was", request.lastDay().toString(), "deadlineOn", day.toString());
  }
}
