package onestop.web.page.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One point of a dossier's timeline.
 *
 * @param tone {@code good}, {@code warn}, {@code bad}, {@code letter} or empty
 */
record Moment(Instant at, String tone, String title, @Nullable String more, @Nullable String who) {}
