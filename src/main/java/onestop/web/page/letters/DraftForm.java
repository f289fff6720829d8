package onestop.web.page.letters;

import org.jspecify.annotations.Nullable;

/**
 * The typed form of a draft.
 *
 * @param revision the revision of the obligation when the form was shown
 */
record DraftForm(
    @Nullable String reason,
    @Nullable String text,
    @Nullable String newDay,
    @Nullable Long revision) {
  DraftForm seen(long now) {
    return new DraftForm(reason, text, newDay, now);
  }
}
