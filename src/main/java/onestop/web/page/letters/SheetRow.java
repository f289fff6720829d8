package onestop.web.page.letters;

import java.util.List;
import onestop.agencies.Delegation;
import onestop.agencies.Signer;
import onestop.apologies.letter.NewDate;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.Silence;
import onestop.desk.letters.LetterSheet;
import onestop.dossiers.life.Dossier;
import onestop.sla.clock.DueDate;
import onestop.sla.clock.DueDate.Reason;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import onestop.web.page.StandingWords;
import onestop.web.page.dossier.AccountView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a signer reads about a letter, in the reader's language.
 *
 * @param l the letter
 * @param standing how late its dossier is, in working time
 * @param silence what happens if nobody signs, and when; null of a letter that is no longer owed
 * @param capacity the line over the reader's signature and its order, for a delegate; null for all
 *     others
 * @param newDate the new appointment; null if it gives none
 */
public record SheetRow(
    LetterRow l,
    String procedure,
    StandingWords.Standing standing,
    @Nullable String silence,
    @Nullable String capacity,
    @Nullable Explained newDate) {

  /**
   * A new appointment and why it is that day.
   *
   * @param why one sentence
   * @param days the calendar from the day after the missed appointment
   */
  public record Explained(String day, String why, List<?> days) {}

  /** Makes rows of sheets. */
  @Component
  public static final class Writer {
    private final LetterRow.Writer rows;
    private final Names names;
    private final Formats formats;
    private final StandingWords standing;
    private final AccountView account;

    Writer(
        LetterRow.Writer rows,
        Names names,
        Formats formats,
        StandingWords standing,
        AccountView account) {
      this.rows = rows;
      this.names = names;
      this.formats = formats;
      this.standing = standing;
      this.account = account;
    }

    /** The row of a sheet. */
    public SheetRow row(LetterSheet sheet) {
      Dossier dossier = sheet.letter().dossier();
      NewDate newDate = sheet.newDate();
      return new SheetRow(
          rows.row(sheet.letter()),
          names.procedure(dossier.pins().procedure()),
          standing.of(sheet.summary()),
          silence(sheet),
          capacity(sheet.signer()),
          newDate == null ? null : explained(newDate));
    }

    private @Nullable String silence(LetterSheet sheet) {
      Silence silence = sheet.silence();
      if (silence == null) {
        return null;
      }
      boolean paused =
          sheet.letter().dossier().state().isWaiting()
              && silence.deed() != Silence.Deed.NOTICE_GIVEN;
      ApologyObligation letter = sheet.letter().obligation();
      boolean promised = letter != null && letter.onTime() != null;
      return names.text(
          (promised ? "silence.promised." : "silence.") + silence.deed().name(),
          paused ? names.text("silence.limit-paused") : formats.moment(silence.at()));
    }

    private @Nullable String capacity(@Nullable Signer signer) {
      Delegation under = signer == null ? null : signer.delegation();
      return signer == null || under == null
          ? null
          : names.text(
              "letter.capacity",
              signer.capacityLine(),
              names.officer(under.from()),
              under.document(),
              formats.day(under.validFrom()),
              formats.day(under.validTo()));
    }

    /** The explanation of a new date. */
    Explained explained(NewDate date) {
      String why =
          names.text(
              "letter.date-why",
              date.workingDays(),
              formats.dayOf(date.from()),
              date.off(Reason.WEEKEND),
              date.off(Reason.HOLIDAY));
      DueDate due = new DueDate(date.dueAt(), date.dueAt(), date.days());
      AccountView.Dates dates = new AccountView.Dates(date.dueAt(), date.dueAt(), date.dueAt());
      return new Explained(formats.moment(date.dueAt()), why, account.cells(due, dates));
    }
  }
}
