package onestop.desk.letters;

import java.time.Instant;
import onestop.apologies.obligation.ApologyObligation;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.life.Dossier;
import org.jspecify.annotations.Nullable;

/**
 * A letter as its reader sees it.
 *
 * @param obligation null for a late dossier without an obligation: its letter is missing
 * @param limitAt the last moment at which the letter is in time
 * @param printed whether the press has printed it
 * @param reading the reader's access to its dossier
 */
public record ListedLetter(
    Dossier dossier,
    @Nullable ApologyObligation obligation,
    Instant limitAt,
    boolean printed,
    Reading reading) {}
