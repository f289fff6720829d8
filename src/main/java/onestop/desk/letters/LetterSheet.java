package onestop.desk.letters;

import onestop.agencies.Signer;
import onestop.apologies.letter.NewDate;
import onestop.apologies.obligation.Silence;
import onestop.facts.DossierSummary;
import org.jspecify.annotations.Nullable;

/**
 * All that a signer reads about an owed letter before signing it.
 *
 * @param summary the dossier with its due dates
 * @param silence what happens if nobody signs; null of a letter that is no longer owed
 * @param signer the reader's capacity as its signer; null for a reader who may not sign
 * @param newDate the new date that it would give now; null if it gives none
 */
public record LetterSheet(
    ListedLetter letter,
    DossierSummary summary,
    @Nullable Silence silence,
    @Nullable Signer signer,
    @Nullable NewDate newDate) {}
