package onestop.apologies;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import onestop.apologies.letter.ApologyLetter;
import onestop.apologies.letter.ApologyTexts;
import onestop.apologies.letter.LetterContent;
import onestop.apologies.letter.LetterForm;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.Draft;
import onestop.apologies.obligation.ApologyObligation.Signature;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.ObligationStore;
import onestop.dossiers.Dossiers;
import onestop.forms.FormModel;
import onestop.forms.FormPress;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The preview of a letter as if signed now, for its signer. Read-only and without a number: in
 * place of the number the page is marked as a preview, and no QR code links to a ledger entry.
 */
@Service
public class LetterPreview {
  private final NewAppointments appointments;
  private final LetterRights rights;
  private final ObligationStore store;
  private final LetterContent content;
  private final Dossiers dossiers;
  private final FormPress press;
  private final Clock clock;

  LetterPreview(
      NewAppointments appointments,
      LetterRights rights,
      ObligationStore store,
      LetterContent content,
      Dossiers dossiers,
      FormPress press,
      Clock clock) {
    this.appointments = appointments;
    this.rights = rights;
    this.store = store;
    this.content = content;
    this.dossiers = dossiers;
    this.press = press;
    this.clock = clock;
  }

  /**
   * The PDF of the stored draft, with the name of the reader if the reader may sign, otherwise with
   * that of the signer.
   *
   * @throws Failure {@code apologies/no-draft} if there is no draft to be signed
   */
  @Transactional(readOnly = true)
  public byte[] of(long obligationId, OfficerId reader) {
    return press.print(form(stored(obligationId), reader)).pdf();
  }

  /**
   * The words of the stored draft as markup for a page: the same as those of the PDF.
   *
   * @throws Failure as {@link #of(long, OfficerId)} does
   */
  @Transactional(readOnly = true)
  public String page(long obligationId, OfficerId reader) {
    return press.markup(form(stored(obligationId), reader));
  }

  /**
   * The words of an unsaved draft as markup for a page, with the checks of a draft.
   *
   * @throws Failure as {@link #of(DraftOrder, OfficerId)} does
   */
  @Transactional(readOnly = true)
  public String page(DraftOrder typed, OfficerId reader) {
    return press.markup(form(checked(typed, reader), reader));
  }

  /** A letter to be shown, and the date that it would give. */
  private record Shown(ApologyObligation obligation, Optional<Instant> newDue) {}

  private Shown stored(long obligationId) {
    ApologyObligation obligation = owed(obligationId);
    Draft draft = obligation.draft();
    if (draft == null) {
      throw noDraft(obligation);
    }
    return new Shown(obligation, appointments.proposedDate(obligation, draft.newDueAt(), now()));
  }

  private Shown checked(DraftOrder typed, OfficerId reader) {
    ApologyObligation obligation = owed(typed.obligationId());
    Instant now = now();
    String text = typed.checkedText();
    Optional<Instant> newDue = appointments.checkedDate(obligation, typed.newDueAt(), now);
    Draft draft = new Draft(typed.reason(), text, typed.newDueAt(), reader, now);
    return new Shown(obligation.with(draft), newDue);
  }

  /**
   * The PDF of an unsaved draft, with the checks of a draft.
   *
   * @throws Failure as {@link Apologies#draft} does for a text or a date that a letter must not
   *     contain
   */
  @Transactional(readOnly = true)
  public byte[] of(DraftOrder typed, OfficerId reader) {
    return press.print(form(checked(typed, reader), reader)).pdf();
  }

  private ApologyObligation owed(long obligationId) {
    ApologyObligation obligation =
        store
            .find(obligationId)
            .orElseThrow(
                () -> Failure.notFound("apologies", "no-such-obligation", "id", obligationId));
    if (!obligation.state().isOwed()) {
      throw noDraft(obligation);
    }
    return obligation;
  }

  private static Failure noDraft(ApologyObligation obligation) {
    return Failure.notFound("apologies", "no-draft", "code", obligation.dossier().value());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private FormModel form(Shown shown, OfficerId reader) {
    ApologyObligation obligation = shown.obligation();
    Instant now = now();
    String notYet = ApologyTexts.of("apologies.letter.preview");
    Map<String, Object> fields =
        content.fields(
            signed(obligation, reader, now),
            dossiers.get(obligation.dossier()),
            new LetterContent.Issuing(notYet, now, shown.newDue().orElse(null), ""));
    ApologyLetter letter =
        new ApologyLetter(
            obligation.id(),
            obligation.dossier(),
            obligation.key().appointmentNo(),
            notYet,
            fields,
            "",
            now);
    return LetterForm.unissued(letter, clock.getZone());
  }

  private ApologyObligation signed(ApologyObligation obligation, OfficerId reader, Instant now) {
    return rights
        .presumedSigner(obligation, reader, now)
        .map(
            who ->
                obligation.with(
                    new Signature(
                        who.officer().id(), who.officer().name(), who.capacityLine(), "", now)))
        .orElse(obligation);
  }
}
