package onestop.desk.letters;

import java.time.Instant;
import java.util.List;
import onestop.apologies.obligation.ApologyObligation;
import onestop.desk.papers.SignedCopies;
import onestop.ledger.LedgerEntry;
import org.jspecify.annotations.Nullable;

/**
 * One letter as its reader sees it, with what the reader may do.
 *
 * @param sheet what its signer reads
 * @param mayDraft whether the reader may draft it now
 * @param mayState whether the reader may state now that the dossier will be on time
 * @param maySign whether the reader may sign or waive it now
 * @param proposedDue the appointment that a letter drafted now would give; null if none
 * @param entries the ledger's entries about its dossier, in order
 * @param signing how the letters of its agency are signed
 */
public record LetterFile(
    LetterSheet sheet,
    ApologyObligation obligation,
    boolean mayDraft,
    boolean mayState,
    boolean maySign,
    @Nullable Instant proposedDue,
    List<LedgerEntry> entries,
    SignedCopies.Way signing) {}
