package onestop.apologies;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.agencies.Signer;
import onestop.apologies.ApologyObligation.Draft;
import onestop.apologies.ApologyObligation.Signature;
import onestop.dossiers.Dossiers;
import onestop.forms.FormPress;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a letter would say if it were signed now, as its head reads it before signing. Nothing is
 * written and nothing is numbered: where the number will stand, the page says that it is a preview,
 * and no code leads to an entry of the ledger.
 */
@Service
public class LetterPreview {
  private final Obligations obligations;
  private final ObligationStore store;
  private final LetterContent content;
  private final Dossiers dossiers;
  private final Agencies agencies;
  private final FormPress press;
  private final Clock clock;

  LetterPreview(
      Obligations obligations,
      ObligationStore store,
      LetterContent content,
      Dossiers dossiers,
      Agencies agencies,
      FormPress press,
      Clock clock) {
    this.obligations = obligations;
    this.store = store;
    this.content = content;
    this.dossiers = dossiers;
    this.agencies = agencies;
    this.press = press;
    this.clock = clock;
  }

  /**
   * The PDF, with the name of the reader where the reader may sign, otherwise of who may.
   *
   * @throws Failure {@code apologies/no-draft} if there is nothing to be signed
   */
  @Transactional(readOnly = true)
  public byte[] of(long obligationId, OfficerId reader) {
    ApologyObligation obligation =
        store
            .find(obligationId)
            .orElseThrow(
                () -> Failure.notFound("apologies", "no-such-obligation", "id", obligationId));
    Draft draft = obligation.draft();
    if (draft == null || !obligation.state().isOwed()) {
      throw Failure.notFound("apologies", "no-draft", "code", obligation.dossier().value());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> proposed = obligations.proposedDate(obligation, now);
    Instant newDue = draft.newDueAt() == null ? proposed.orElse(null) : draft.newDueAt();
    ZoneId zone = clock.getZone();
    String notYet = ApologyTexts.of("apologies.letter.preview");
    Map<String, Object> fields =
        content.fields(
            signed(obligation, reader, now),
            dossiers.get(obligation.dossier()),
            new LetterContent.Issuing(notYet, now, proposed.isEmpty() ? null : newDue, ""));
    ApologyLetter letter =
        new ApologyLetter(
            obligationId,
            obligation.dossier(),
            obligation.key().appointmentNo(),
            notYet,
            fields,
            "",
            now);
    return press.print(LetterPress.unissued(letter, zone)).pdf();
  }

  private ApologyObligation signed(ApologyObligation obligation, OfficerId reader, Instant now) {
    Role role = Role.ofCode(obligations.signerRole(obligation)).orElse(Role.HEAD_OF_AGENCY);
    Optional<Signer> signer =
        agencies
            .signature(reader, new Post(obligation.agency(), role), now)
            .or(() -> agencies.signerFor(obligation.agency(), role, now));
    return signer
        .map(
            who ->
                obligation.with(
                    new Signature(
                        who.officer().id(), who.officer().name(), who.capacityLine(), "", now)))
        .orElse(obligation);
  }
}
