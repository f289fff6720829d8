package onestop.desk.work;

import java.time.Clock;
import java.util.List;
import onestop.desk.Caller;
import onestop.escalation.Escalation;
import onestop.escalation.EscalationLevel;
import onestop.escalation.Escalations;
import onestop.kernel.DossierCode;
import org.springframework.stereotype.Service;

/** The raised levels of a dossier, and the answers of the officers addressed. */
@Service
public final class EscalationAnswers {
  private final Escalations escalations;
  private final Clock clock;

  EscalationAnswers(Escalations escalations, Clock clock) {
    this.escalations = escalations;
    this.clock = clock;
  }

  /**
   * A raised level.
   *
   * @param mayAnswer whether it waits for the caller's answer
   */
  public record Raised(Escalation level, boolean mayAnswer) {}

  /** The raised levels of a dossier, in the order in which they were raised. */
  public List<Raised> of(DossierCode code, Caller caller) {
    return escalations.of(code).stream().map(one -> raised(one, caller)).toList();
  }

  /**
   * Records the caller's answer.
   *
   * @throws onestop.kernel.Failure as {@link Escalations#answer}
   */
  public Raised answer(DossierCode code, EscalationLevel level, String text, Caller caller) {
    Escalations.GivenAnswer given = new Escalations.GivenAnswer(text, clock.instant());
    return raised(escalations.answer(code, level, caller.actor(), given), caller);
  }

  private Raised raised(Escalation one, Caller caller) {
    return new Raised(one, escalations.mayAnswer(one, caller.id(), clock.instant()));
  }
}
