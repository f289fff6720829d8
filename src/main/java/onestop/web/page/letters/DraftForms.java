package onestop.web.page.letters;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import onestop.apologies.DraftOrder;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyReason;
import onestop.calendar.Calendars;
import onestop.kernel.Failure;
import onestop.sla.SlaClocks;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the form of a draft and fills it: what was typed, what is saved, what somebody else saved.
 */
@Component
class DraftForms {
  private final SlaClocks clocks;
  private final Calendars calendars;
  private final Names names;
  private final ZoneId zone;

  DraftForms(SlaClocks clocks, Calendars calendars, Names names, ZoneId zone) {
    this.clocks = clocks;
    this.calendars = calendars;
    this.names = names;
    this.zone = zone;
  }

  /** Another one's words, shown beside what was typed. */
  record Theirs(String reason, String text, @Nullable Instant newDueAt, String who, Instant at) {}

  /** The form as it is shown first: the saved draft, or nothing. */
  DraftForm saved(ApologyObligation obligation) {
    ApologyObligation.Draft draft = obligation.draft();
    return draft == null
        ? new DraftForm("", "", "", obligation.revision())
        : new DraftForm(
            draft.reason().name(), draft.text(), day(draft.newDueAt()), obligation.revision());
  }

  /**
   * The order that was typed, with a reason that is not blank.
   *
   * @throws java.time.format.DateTimeParseException for a new day that is no date
   */
  DraftOrder order(ApologyObligation obligation, String reason, DraftForm form) {
    return new DraftOrder(
        obligation.id(),
        ApologyReason.valueOf(reason),
        form.text() == null ? "" : form.text(),
        newDue(obligation, form.newDay()),
        form.revision() == null ? -1L : form.revision());
  }

  /** The draft that stands, if it is another than what was typed; both are kept on the page. */
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

  /** A new day ends at the close of office of the agency that owes the letter. */
  private @Nullable Instant newDue(ApologyObligation obligation, @Nullable String day) {
    if (day == null || day.isBlank()) {
      return null;
    }
    var version = clocks.state(obligation.dossier()).calendar();
    return calendars.version(version, obligation.agency()).closeOf(LocalDate.parse(day));
  }

  private String day(@Nullable Instant instant) {
    return instant == null ? "" : LocalDate.ofInstant(instant, zone).toString();
  }

  /** The field that a refusal is about; empty when it is none. */
  static String field(Failure failure) {
    if (failure.slug().startsWith("new-date") || failure.slug().equals("no-new-date")) {
      return "newDay";
    }
    if (failure.slug().startsWith("text")) {
      return "text";
    }
    return failure.slug().startsWith("reason") ? "reason" : "";
  }
}
