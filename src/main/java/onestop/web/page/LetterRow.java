package onestop.web.page;

import java.time.Instant;
import java.util.Objects;
import onestop.apologies.Apologies;
import onestop.apologies.ApologyObligation;
import onestop.apologies.ApologyObligation.Issue;
import onestop.apologies.ApologyReason;
import onestop.apologies.ObligationState;
import onestop.dossiers.Dossier;
import onestop.dossiers.Dossiers;
import onestop.kernel.DossierCode;
import onestop.web.Discretion;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An obligation of apology in the reader's words.
 *
 * @param id of the obligation; 0 where a late dossier has none
 * @param state the obligation's, or {@code NONE}
 * @param text the officer's own words, empty if there are none
 * @param paused whether the dossier waits lawfully: its limit moves on when it resumes
 * @param pdf the address of the printed letter; null until it is printed
 */
record LetterRow(
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
    long revision) {

  /** The letter that is out. */
  record Issued(Instant at, String how, String number, @Nullable Instant newDueAt) {}

  /** Makes rows of obligations. */
  @Component
  static final class Writer {
    private final Apologies apologies;
    private final Dossiers dossiers;
    private final Names names;
    private final Formats formats;

    Writer(Apologies apologies, Dossiers dossiers, Names names, Formats formats) {
      this.apologies = apologies;
      this.dossiers = dossiers;
      this.names = names;
      this.formats = formats;
    }

    LetterRow row(ApologyObligation obligation) {
      return row(obligation, dossiers.get(obligation.dossier()).applicant().name());
    }

    /** A row of a list, in which an auditor sees no applicant. */
    LetterRow listed(ApologyObligation obligation) {
      return Discretion.hidesApplicants()
          ? row(obligation, names.text("lookup.applicant-hidden"))
          : row(obligation);
    }

    /** A row for a dossier whose letter is missing and for which nobody opened an obligation. */
    LetterRow without(DossierCode code, Instant limitAt) {
      Dossier dossier = dossiers.get(code);
      return new LetterRow(
          0,
          code.value(),
          Discretion.hidesApplicants()
              ? names.text("lookup.applicant-hidden")
              : dossier.applicant().name(),
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
          dossier.pins().rulePack() + "/" + dossier.pins().rulePackVersion(),
          0);
    }

    private LetterRow row(ApologyObligation obligation, String applicant) {
      ApologyReason reason = obligation.reason();
      ApologyObligation.Draft draft = obligation.draft();
      boolean printed = apologies.print(obligation.id()).isPresent();
      String tone = tone(obligation);
      Dossier dossier = dossiers.get(obligation.dossier());
      return new LetterRow(
          obligation.id(),
          obligation.dossier().value(),
          applicant,
          names.agency(obligation.agency()),
          obligation.state().name(),
          tone,
          obligation.state().isOwed() ? tone : "",
          reason == null ? "" : names.text("apologies.reason." + reason.name()),
          draft == null ? "" : draft.text(),
          obligation.openedAt(),
          obligation.limitAt(),
          obligation.state().isOwed() && dossier.state().isWaiting(),
          issued(obligation.issue()),
          signer(obligation),
          onTime(obligation),
          waived(obligation),
          printed ? "/letters/" + obligation.id() + "/letter.pdf" : null,
          obligation.key().rulePack() + "/" + obligation.key().rulePackVersion(),
          obligation.revision());
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
