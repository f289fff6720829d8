package onestop.web.page.letters;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import onestop.agencies.Agencies;
import onestop.escalation.Escalation;
import onestop.escalation.Escalations;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.web.login.SignedIn;
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
    private final Agencies agencies;
    private final Escalations escalations;
    private final Names names;
    private final Clock clock;

    Writer(Agencies agencies, Escalations escalations, Names names, Clock clock) {
      this.agencies = agencies;
      this.escalations = escalations;
      this.names = names;
      this.clock = clock;
    }

    /** The row of a raised level, with the reader's right to answer. */
    public EscalationRow row(Escalation raised, SignedIn reader) {
      Escalation.Answer said = raised.answer();
      return new EscalationRow(
          raised.level().name(),
          names.mark(raised.level().name(), raised.appointmentNo()),
          raised.level().wantsAnswer() ? "bad" : "warn",
          raised.raisedAt(),
          heard(raised.recipients()),
          said == null ? null : new Answer(names.officer(said.by()), said.at(), said.text()),
          escalations.mayAnswer(raised, reader.officer().id(), clock.instant()));
    }

    /** The names of the recipients: officers and agencies. */
    String heard(List<String> recipients) {
      return recipients.stream().map(this::name).collect(Collectors.joining("; "));
    }

    private String name(String recipient) {
      return agencies
          .find(new OfficerId(recipient))
          .map(officer -> officer.name())
          .orElseGet(() -> names.agency(new AgencyCode(recipient)));
    }
  }
}
