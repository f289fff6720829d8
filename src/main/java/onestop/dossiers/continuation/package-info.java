/** Closed dossiers that a new dossier continues. */
@NullMarked
@NamedInterface("continuation")
package onestop.dossiers.continuation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
