/** The states, events and rows of a dossier, and the one table of its transitions. */
@NullMarked
@NamedInterface("life")
package onestop.dossiers.life;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
