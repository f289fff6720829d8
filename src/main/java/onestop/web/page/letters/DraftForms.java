package onestop.web.page.letters;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.desk.letters.LetterWork;
import onestop.kernel.Failure;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads and fills the form of a draft: the typed text, the saved draft, and a draft that another
 * officer saved.
 */
@Component
class DraftForms {
  private final LetterWork letters;
  private final Names names;
  private final ZoneId zone;

  DraftForms(LetterWork letters, Names names, ZoneId zone) {
    this.letters = letters;
    this.names = names;
    this.zone = zone;
  }

  /** The draft of another officer, shown beside the typed text. */
  record Theirs(String reason, String text, @Nullable Instant newDueAt, String who, Instant at) {}

  /** The form as first shown: the saved draft, or empty. */
  DraftForm saved(ApologyObligation obligation) {
    ApologyObligation.Draft draft = obligation.draft();
    return draft == null
        ? new DraftForm(null, "", "", "", obligation.revision())
        : new DraftForm(
            DraftForm.LATE,
            draft.reason().name(),
            draft.text(),
            day(draft.newDueAt()),
            obligation.revision());
  }

  /** Whether a value of the list of reasons was chosen. */
  static boolean isReason(String typed) {
    return Arrays.stream(ApologyReason.values()).anyMatch(reason -> reason.name().equals(typed));
  }

  /**
   * The draft order of the typed form; the reason must be {@linkplain #isReason one of the list}.
   *
   * @throws Failure {@code web/day-unreadable} if the new day is no day of the years 1900 to 2200
   */
  DraftOrder order(ApologyObligation obligation, String reason, DraftForm form) {
    return new DraftOrder(
        obligation.id(),
        ApologyReason.valueOf(reason),
        form.text() == null ? "" : form.text(),
        newDue(obligation, form.newDay()),
        form.revision() == null ? -1L : form.revision());
  }

  /** The saved draft, if it differs from the typed one; the page shows both. */
  @Nullable Theirs theirs(ApologyObligation now, DraftForm form) {
    ApologyObligation.Draft draft = now.draft();
    boolean same =
        draft == null
            || draft.reason().name().equals(form.reason())
                && draft.text().equals(form.text())
                && day(draft.newDueAt()).equals(form.newDay());
    return draft == null || same
        ? null
        : new Theirs(
            names.text("apologies.reason." + draft.reason().name()),
            draft.text(),
            draft.newDueAt(),
            names.officer(draft.by()),
            draft.at());
  }

  private @Nullable Instant newDue(ApologyObligation obligation, @Nullable String day) {
    LocalDate chosen = Choices.day(day);
    return chosen == null ? null : letters.closeOf(chosen, obligation);
  }

  private String day(@Nullable Instant instant) {
    return instant == null ? "" : LocalDate.ofInstant(instant, zone).toString();
  }

  /** The field that a refusal concerns; empty if there is none. */
  static String field(Failure failure) {
    if (failure.slug().startsWith("new-date")
        || failure.slug().equals("no-new-date")
        || failure.slug().equals("day-unreadable")) {
      return "newDay";
    }
    if (failure.slug().startsWith("text")) {
      return "text";
    }
    return failure.slug().startsWith("reason") ? "reason" : "";
  }
}
