package onestop.escalation;

import java.time.Instant;
import java.util.List;
import onestop.agencies.Post;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.escalation.EscalationLadder.Recipients;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DomainListener;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.sla.SlaMarkReached;
import onestop.sla.clock.Mark;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ladder of escalation: a rung is raised once when its mark is reached, in the same
 * transaction, and answered once by the agency. A second lateness, after the one new date, is
 * raised to the recipients of the second rung. It assigns no blame; it records the recipients and
 * the moment.
 */
@Service
public class Escalations {
  private final EscalationStore store;
  private final EscalationLadder ladder;
  private final Dossiers dossiers;
  private final Apologies apologies;
  private final UrgingSlips slips;
  private final CommandGateway gateway;

  Escalations(
      EscalationStore store,
      EscalationLadder ladder,
      Dossiers dossiers,
      Apologies apologies,
      UrgingSlips slips,
      CommandGateway gateway) {
    this.store = store;
    this.ladder = ladder;
    this.dossiers = dossiers;
    this.apologies = apologies;
    this.slips = slips;
    this.gateway = gateway;
  }

  /** Runs after the obligations, because the rung reports on their state. */
  @DomainListener(
      phase = DomainListener.ESCALATIONS,
      writes = {"escalation", "outbox_message", "outbox_attachment"})
  void on(SlaMarkReached reached) {
    Dossier dossier = dossiers.get(reached.dossier());
    EscalationLevel.of(reached.mark())
        .filter(level -> !level.isOfTheLetter() || letterIsAwaited(reached.dossier()))
        .ifPresent(level -> raise(dossier, reached.appointmentNo(), level, reached.at()));
    DossierCode parent = dossier.parent();
    if (reached.mark() == Mark.OVERDUE && parent != null) {
      raise(dossiers.get(parent), 1, EscalationLevel.LEG_OVERDUE, reached.at());
    }
  }

  /**
   * Whether no officer has settled the letter; a letter issued on silence is not settled by an
   * officer.
   */
  private boolean letterIsAwaited(DossierCode code) {
    return apologies.of(code).stream().noneMatch(ApologyObligation::isSettledByOfficer);
  }

  private void raise(Dossier dossier, int appointmentNo, EscalationLevel level, Instant at) {
    AgencyCode agency = dossier.agencies().resolving();
    EscalationLevel effectiveLevel = effectiveLevel(level, appointmentNo);
    boolean again = effectiveLevel != level;
    Recipients recipients = ladder.recipients(dossier, effectiveLevel, at);
    Escalation raised =
        new Escalation(dossier.code(), appointmentNo, level, agency, recipients.names(), at, null);
    if (store.insert(raised) && (again || level.urges())) {
      recipients.above().forEach(above -> slips.send(raised, above));
    }
  }

  /** The rungs of one dossier, in the order in which they were raised. */
  @Transactional(readOnly = true)
  public List<Escalation> of(DossierCode dossier) {
    return store.of(dossier);
  }

  /**
   * The unanswered rungs of an agency that require an answer, oldest first, at most {@code max}.
   */
  @Transactional(readOnly = true)
  public List<Escalation> unanswered(AgencyCode agency, int max) {
    return store.unanswered(agency, max);
  }

  /** The rungs of all agencies raised at that moment or later, oldest first. */
  @Transactional(readOnly = true)
  public List<Escalation> since(Instant moment) {
    return store.since(moment);
  }

  /** The number of all rungs raised so far. */
  @Transactional(readOnly = true)
  public long count() {
    return store.count();
  }

  /**
   * Whether the officer may answer the rung: it requires an answer and addresses a role that the
   * officer holds at that moment, delegated roles included. A successor can therefore answer for an
   * officer who has left.
   */
  @Transactional(readOnly = true)
  public boolean mayAnswer(Escalation raised, OfficerId officer, Instant at) {
    return raised.level().wantsAnswer()
        && raised.answer() == null
        && ladder.holdsAny(officer, addressed(raised), at);
  }

  private List<Post> addressed(Escalation raised) {
    return ladder.addressed(
        dossiers.get(raised.dossier()),
        raised,
        effectiveLevel(raised.level(), raised.appointmentNo()));
  }

  /** The rung whose recipients apply: for a second lateness those of the second rung. */
  private static EscalationLevel effectiveLevel(EscalationLevel level, int appointmentNo) {
    return level == EscalationLevel.OVERDUE && appointmentNo > 1
        ? EscalationLevel.ESCALATION_2
        : level;
  }

  /**
   * Records the answer of an addressed officer; a rung is answered once.
   *
   * @throws Failure {@code escalation/answer-empty}, {@code escalation/not-addressed} or {@code
   *     escalation/nothing-to-answer}
   */
  public Escalation answer(
      DossierCode dossier, EscalationLevel level, Actor.Officer by, GivenAnswer said) {
    if (said.text().isBlank()) {
      throw Failure.badInput("escalation", "answer-empty", "code", dossier.value());
    }
    return gateway.run(new Target.RecordOf(dossier), () -> answerNow(dossier, level, by, said));
  }

  private Escalation answerNow(
      DossierCode dossier, EscalationLevel level, Actor.Officer by, GivenAnswer said) {
    dossiers.lock(dossier);
    Escalation raised =
        store.of(dossier).stream()
            .filter(one -> one.level() == level && one.answer() == null)
            .findFirst()
            .orElseThrow(
                () ->
                    Failure.conflict(
                        "escalation",
                        "nothing-to-answer",
                        "code",
                        dossier.value(),
                        "level",
                        level));
    if (!mayAnswer(raised, by.id(), said.at())) {
      throw Failure.forbidden(
          "escalation",
          "not-addressed",
          "code",
          dossier.value(),
          "level",
          level.name(),
          "addressees",
          ladder.names(addressed(raised)));
    }
    Escalation.Answer answer = new Escalation.Answer(by.id(), said.at(), said.text().strip());
    if (!store.answer(raised, answer)) {
      throw Failure.conflict(
          "escalation", "nothing-to-answer", "code", dossier.value(), "level", level);
    }
    return new Escalation(
        dossier,
        raised.appointmentNo(),
        level,
        raised.agency(),
        raised.recipients(),
        raised.raisedAt(),
        answer);
  }

  /** The text of an answer and its moment. */
  public record GivenAnswer(String text, Instant at) {}
}
