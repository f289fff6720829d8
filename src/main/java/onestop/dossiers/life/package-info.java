/** A dossier's states, events and rows, and the one table of its transitions. */
@NullMarked
@NamedInterface("life")
package onestop.dossiers.life;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
