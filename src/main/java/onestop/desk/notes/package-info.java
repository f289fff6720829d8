/** Notes on dossiers, and the colleagues whom they mention. */
@NullMarked
@NamedInterface("notes")
package onestop.desk.notes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
