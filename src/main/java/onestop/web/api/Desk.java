package onestop.web.api;

import java.util.List;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Dossier;
import onestop.engine.CommandGateway.Outcome;
import onestop.kernel.Failure;
import onestop.sla.ClockState;
import onestop.web.login.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Receives applications of other systems, in the name of the officer whose login they use. */
@Component
final class Desk {
  private final Dossiers dossiers;

  Desk(Dossiers dossiers) {
    this.dossiers = dossiers;
  }

  /**
   * The answer to an intake: the receipt's facts.
   *
   * @param repeated true if the same submission had been received before
   */
  record Receipt(
      String code,
      String state,
      String receivedAt,
      String dueAt,
      String apologyBy,
      boolean repeated) {}

  /**
   * Receives one application.
   *
   * @throws Failure {@code web/papers-missing} with the complete list if it is incomplete; {@code
   *     web/idempotency-key-taken} if the caller has used its key for another one
   */
  Receipt receive(IntakeBody body, @Nullable String headerKey, SignedIn caller) {
    return receipt(dossiers.receive(intake(body, headerKey, caller), caller.actor()));
  }

  /** An intake in the caller's name; the desk must be the caller's. */
  Intake intake(IntakeBody body, @Nullable String headerKey, SignedIn caller) {
    Intake intake = body.intake("api:" + caller.getUsername(), headerKey);
    boolean ownDesk =
        caller.hasAny(Role.DESK_OFFICER)
            && caller.officer().agency().equals(intake.receivingAgency());
    if (!ownDesk && !caller.hasAny(Role.OPERATOR, Role.ADMINISTRATOR)) {
      throw Failure.forbidden("web", "not-your-desk", "agency", intake.receivingAgency().value());
    }
    return intake;
  }

  /** Receives many applications; the outcomes are in the order of the applications. */
  List<Outcome<IntakeResult>> receiveAll(List<Intake> intakes, SignedIn caller) {
    return dossiers.receiveAll(intakes, caller.actor());
  }

  /**
   * The receipt for an intake.
   *
   * @throws Failure {@code web/papers-missing} or {@code web/papers-unknown} with the complete
   *     list, or {@code web/idempotency-key-taken} with the key, if nothing was received
   */
  Receipt receipt(IntakeResult result) {
    if (result instanceof IntakeResult.Received received) {
      Dossier dossier = received.dossier();
      ClockState clock = received.clock();
      return new Receipt(
          dossier.code().value(),
          dossier.state().name(),
          dossier.receivedAt().toString(),
          clock.dueOriginalAt().toString(),
          clock.apologyBy().toString(),
          received.repeated());
    }
    if (result instanceof IntakeResult.KeyTaken taken) {
      throw Failure.conflict("web", "idempotency-key-taken", "key", taken.key());
    }
    if (result instanceof IntakeResult.UnknownPapers papers) {
      throw Failure.badInput(
          "web",
          "papers-unknown",
          "field",
          "papers",
          "papers",
          String.join(", ", papers.unknown()),
          "known",
          String.join(", ", papers.known()));
    }
    List<String> missing = ((IntakeResult.Incomplete) result).missingPapers();
    throw Failure.badInput("web", "papers-missing", "papers", String.join(", ", missing));
  }
}
