package onestop.web.page.letters;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.Issue;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.ObligationState;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import onestop.web.reach.Disclosure;
import onestop.web.reach.ReadingScope.Reading;
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

  /** Makes rows of obligations. */
  @Component
  public static final class Writer {
    private final Apologies apologies;
    private final Dossiers dossiers;
    private final Names names;
    private final Formats formats;
    private final Disclosure disclosure;

    Writer(
        Apologies apologies,
        Dossiers dossiers,
        Names names,
        Formats formats,
        Disclosure disclosure) {
      this.disclosure = disclosure;
      this.apologies = apologies;
      this.dossiers = dossiers;
      this.names = names;
      this.formats = formats;
    }

    /** The row of a letter whose dossier the reader has opened. */
    public LetterRow row(ApologyObligation obligation) {
      return row(obligation, Reading.OPEN);
    }

    /**
     * The rows of a list; applicants, and text written to them, are shown in the reader's scope
     * only.
     */
    List<LetterRow> listed(List<ApologyObligation> obligations) {
      Disclosure.Readings readings =
          disclosure.readings(obligations.stream().map(ApologyObligation::dossier).toList());
      return obligations.stream().map(o -> listed(o, readings)).toList();
    }

    /** A row of a list, with the reader's access to its dossiers. */
    LetterRow listed(ApologyObligation obligation, Disclosure.Readings readings) {
      return row(obligation, readings.of(obligation.dossier()));
    }

    /** A row for a dossier whose letter is missing and which has no obligation. */
    LetterRow without(DossierCode code, Instant limitAt, Disclosure.Readings readings) {
      Dossier dossier = dossiers.get(code);
      return new LetterRow(
          0,
          code.value(),
          names.applicant(readings.of(code), dossier.applicant().name()),
          names.agency(dossier.agencies().resolving()),
          "NONE",
          "bad",
          "bad",
          "",
          "",
          limitAt,
          limitAt,
          false,
          null,
          null,
          null,
          null,
          null,
          names.version(dossier.pins().rulePack(), dossier.pins().rulePackVersion()),
          0,
          readings.of(code) != Reading.CLOSED);
    }

    private LetterRow row(ApologyObligation obligation, Reading reading) {
      ApologyReason reason = obligation.reason();
      ApologyObligation.Draft draft = obligation.draft();
      boolean printed = apologies.print(obligation.id()).isPresent();
      String tone = tone(obligation);
      Dossier dossier = dossiers.get(obligation.dossier());
      return new LetterRow(
          obligation.id(),
          obligation.dossier().value(),
          names.applicant(reading, dossier.applicant().name()),
          names.agency(obligation.agency()),
          obligation.state().name(),
          tone,
          obligation.state().isOwed() ? tone : "",
          reason == null ? "" : names.text("apologies.reason." + reason.name()),
          draft == null || reading != Reading.OPEN ? "" : draft.text(),
          obligation.openedAt(),
          obligation.limitAt(),
          obligation.state().isOwed() && dossier.state().isWaiting(),
          issued(obligation.issue()),
          signer(obligation),
          onTime(obligation),
          waived(obligation),
          printed && reading != Reading.CLOSED
              ? "/letters/" + obligation.id() + "/letter.pdf"
              : null,
          names.version(obligation.key().rulePack(), obligation.key().rulePackVersion()),
          obligation.revision(),
          reading != Reading.CLOSED);
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
