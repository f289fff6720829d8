package onestop.web.page.letters;

import java.time.Instant;
import java.util.stream.Collectors;
import onestop.desk.work.EscalationAnswers;
import onestop.escalation.Escalation;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A raised level of the ladder in the reader's language.
 *
 * @param level the level
 * @param recipients the names of the persons notified
 * @param mayAnswer whether the reader is among the recipients and no answer is on record
 */
public record EscalationRow(
    String level,
    String name,
    String tone,
    Instant raisedAt,
    String recipients,
    @Nullable Answer answer,
    boolean mayAnswer) {

  /** The answer. */
  record Answer(String by, Instant at, String text) {}

  /** Makes rows of levels. */
  @Component
  public static final class Writer {
    private final Names names;

    Writer(Names names) {
      this.names = names;
    }

    /** The row of a raised level, with the reader's right to answer. */
    public EscalationRow row(EscalationAnswers.Raised one) {
      Escalation raised = one.level();
      Escalation.Answer said = raised.answer();
      return new EscalationRow(
          raised.level().name(),
          names.mark(raised.level().name(), raised.appointmentNo()),
          raised.level().wantsAnswer() ? "bad" : "warn",
          raised.raisedAt(),
          raised.recipients().stream().map(names::recipient).collect(Collectors.joining("; ")),
          said == null ? null : new Answer(names.officer(said.by()), said.at(), said.text()),
          one.mayAnswer());
    }
  }
}
