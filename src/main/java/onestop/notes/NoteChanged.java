package onestop.notes;

import java.time.Instant;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;

/**
 * A note has been written, edited or struck out.
 *
 * @param before the text until now; empty for a new note
 * @param after the text from now on; empty for one struck out
 */
public record NoteChanged(DossierCode dossier, int no, String before, String after, Instant at)
    implements DomainEvent {}
