package onestop.web.page.letters;

import org.jspecify.annotations.Nullable;

/**
 * The typed form of a draft.
 *
 * @param answer to the question at the warning: {@link #ON_TIME}, or anything else for late; null
 *     where it was not asked
 * @param revision the revision of the obligation when the form was shown
 */
record DraftForm(
    @Nullable String answer,
    @Nullable String reason,
    @Nullable String text,
    @Nullable String newDay,
    @Nullable Long revision) {
  static final String ON_TIME = "on-time";
  static final String LATE = "late";

  DraftForm seen(long now) {
    return new DraftForm(answer, reason, text, newDay, now);
  }

  DraftForm written(String words) {
    return new DraftForm(answer, reason, words, newDay, revision);
  }

  /** Whether the dossier will be on time, by the answer. */
  boolean onTime() {
    return ON_TIME.equals(answer);
  }
}
