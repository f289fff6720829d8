package onestop.apologies.obligation;

import static onestop.apologies.obligation.Silence.Deed.ISSUED_AS_DRAFTED;
import static onestop.apologies.obligation.Silence.Deed.ISSUED_WITHOUT_REASON;
import static onestop.apologies.obligation.Silence.Deed.NOTICE;
import static onestop.apologies.obligation.Silence.Deed.NOTICE_GIVEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import onestop.agencies.Role;
import onestop.apologies.obligation.ApologyObligation.Acts;
import onestop.apologies.obligation.ApologyObligation.Dates;
import onestop.apologies.obligation.ApologyObligation.Draft;
import onestop.apologies.obligation.ApologyObligation.Key;
import onestop.apologies.obligation.ApologyObligation.Statement;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.ApologyRule;
import onestop.procedures.ApologyRule.OnSilence;
import onestop.procedures.ApologyRule.Timing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a signer is told about silence is what the rule pack does. */
@Tag("pure")
class SilenceTest {
  private static final Instant LIMIT = Instant.parse("2026-02-11T10:00:00Z");
  private static final Instant DUE = Instant.parse("2026-02-12T10:00:00Z");
  private static final OfficerId OFFICER = new OfficerId("an");
  private static final Statement STATED = new Statement(OFFICER, LIMIT);
  private static final Draft DRAFT = new Draft(ApologyReason.OVERLOAD, "", null, OFFICER, LIMIT);

  private static Silence silence(ObligationState state, Acts acts, OnSilence rule) {
    return Silence.of(
        new ApologyObligation(
            1,
            new Key(new DossierCode("X-1"), Cause.LATENESS, 1, "RP", 1),
            new AgencyCode("H26"),
            LIMIT,
            new Dates(DUE, LIMIT),
            state,
            acts,
            null,
            1,
            1),
        new ApologyRule(
            Timing.BEFORE_DUE, 1, rule, null, null, 1, null, null, Role.HEAD_OF_AGENCY, null));
  }

  @Test
  void aLetterIsIssuedAtItsLimitWithItsDraftOrWithoutAReason() {
    assertThat(silence(ObligationState.OPENED, Acts.NONE, OnSilence.ISSUE))
        .isEqualTo(new Silence(ISSUED_WITHOUT_REASON, LIMIT));
    assertThat(
            silence(
                ObligationState.DRAFTED, new Acts(null, DRAFT, null, null, null), OnSilence.ISSUE))
        .isEqualTo(new Silence(ISSUED_AS_DRAFTED, LIMIT));
  }

  @Test
  void aStatementMovesTheMomentToTheAppointment() {
    assertThat(
            silence(
                ObligationState.OPENED, new Acts(STATED, null, null, null, null), OnSilence.ISSUE))
        .isEqualTo(new Silence(ISSUED_WITHOUT_REASON, DUE));
    assertThat(
            silence(
                ObligationState.DRAFTED,
                new Acts(STATED, DRAFT, null, null, null),
                OnSilence.NOTICE))
        .isEqualTo(new Silence(NOTICE, DUE));
  }

  @Test
  void wherePacksOnlyGiveNoticeTheLetterStaysOwed() {
    assertThat(silence(ObligationState.OPENED, Acts.NONE, OnSilence.NOTICE))
        .isEqualTo(new Silence(NOTICE, LIMIT));
    assertThat(silence(ObligationState.BREACHED, Acts.NONE, OnSilence.NOTICE))
        .isEqualTo(new Silence(NOTICE_GIVEN, LIMIT));
  }
}
