package onestop.web.page.letters;

import java.time.Instant;
import java.util.Objects;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.Issue;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.ObligationState;
import onestop.desk.letters.ListedLetter;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.life.Dossier;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An obligation of apology in the reader's language.
 *
 * @param id the id of the obligation; 0 where a late dossier has none
 * @param state the obligation's, or {@code NONE}
 * @param text the officer's own words, empty if there are none
 * @param paused whether the dossier waits lawfully: its limit moves on when it resumes
 * @param pdf the address of the printed letter; null until it is printed, and where the reader may
 *     not open it
 * @param opens whether the reader may open the letter, with a purpose or without
 */
public record LetterRow(
    long id,
    String code,
    String applicant,
    String agency,
    String state,
    String tone,
    String rowTone,
    String reason,
    String text,
    Instant openedAt,
    Instant limitAt,
    boolean paused,
    @Nullable Issued issued,
    @Nullable String signer,
    @Nullable String onTime,
    @Nullable String waived,
    @Nullable String pdf,
    String rules,
    long revision,
    boolean opens) {

  /** The issued letter. */
  record Issued(Instant at, String how, String number, @Nullable Instant newDueAt) {}

  /** Makes rows of letters. */
  @Component
  public static final class Writer {
    private final Names names;
    private final Formats formats;

    Writer(Names names, Formats formats) {
      this.names = names;
      this.formats = formats;
    }

    /**
     * The row of a letter; the applicant, and text written to the applicant, are shown as the
     * reader's access allows.
     */
    public LetterRow row(ListedLetter letter) {
      ApologyObligation obligation = letter.obligation();
      return obligation == null ? without(letter) : row(letter, obligation);
    }

    private LetterRow without(ListedLetter letter) {
      Dossier dossier = letter.dossier();
      return new LetterRow(
          0,
          dossier.code().value(),
          names.applicant(letter.reading(), dossier.applicant().name()),
          names.agency(dossier.agencies().resolving()),
          "NONE",
          "bad",
          "bad",
          "",
          "",
          letter.limitAt(),
          letter.limitAt(),
          false,
          null,
          null,
          null,
          null,
          null,
          names.version(dossier.pins().rulePack(), dossier.pins().rulePackVersion()),
          0,
          letter.reading() != Reading.CLOSED);
    }

    private LetterRow row(ListedLetter letter, ApologyObligation obligation) {
      ApologyReason reason = obligation.reason();
      ApologyObligation.Draft draft = obligation.draft();
      String tone = tone(obligation);
      Dossier dossier = letter.dossier();
      return new LetterRow(
          obligation.id(),
          obligation.dossier().value(),
          names.applicant(letter.reading(), dossier.applicant().name()),
          names.agency(obligation.agency()),
          obligation.state().name(),
          tone,
          obligation.state().isOwed() ? tone : "",
          reason == null ? "" : names.text("apologies.reason." + reason.name()),
          draft == null || letter.reading() != Reading.OPEN ? "" : draft.text(),
          obligation.openedAt(),
          obligation.limitAt(),
          obligation.state().isOwed() && dossier.state().isWaiting(),
          issued(obligation.issue()),
          signer(obligation),
          onTime(obligation),
          waived(obligation),
          letter.printed() && letter.reading() != Reading.CLOSED
              ? "/letters/" + obligation.id() + "/letter.pdf"
              : null,
          names.version(obligation.key().rulePack(), obligation.key().rulePackVersion()),
          obligation.revision(),
          letter.reading() != Reading.CLOSED);
    }

    private @Nullable Issued issued(@Nullable Issue issue) {
      if (issue == null) {
        return null;
      }
      String how =
          names.text("apologies.how." + issue.how().name())
              + ", "
              + names.text(issue.inTime() ? "letter.in-time" : "letter.late");
      return new Issued(issue.at(), how, issue.number(), issue.newDueAt());
    }

    private static @Nullable String signer(ApologyObligation obligation) {
      ApologyObligation.Signature signature = obligation.signature();
      return signature == null ? null : signature.title() + " " + signature.name();
    }

    private @Nullable String onTime(ApologyObligation obligation) {
      ApologyObligation.Statement said = obligation.onTime();
      return said == null
          ? null
          : names.text("letter.stated", names.officer(said.by()), formats.moment(said.at()));
    }

    private @Nullable String waived(ApologyObligation obligation) {
      var waiver = obligation.waiver();
      return waiver == null
          ? null
          : names.text(
              "letter.waived",
              names.text("apologies.waiver." + waiver.ground().name()),
              Objects.requireNonNull(names.officer(waiver.by())),
              waiver.document());
    }

    private static String tone(ApologyObligation obligation) {
      Issue issue = obligation.issue();
      ObligationState state = obligation.state();
      return switch (state) {
        case OPENED, DRAFTED -> "warn";
        case SIGNED -> "brand-chip";
        case ISSUED -> issue != null && issue.inTime() ? "good" : "warn";
        case BREACHED -> "bad";
        case WAIVED, VOID -> "calm";
      };
    }
  }
}
